#include "indexer/pipeline/identity.h"

#include "corpus/base/case_folding.h"
#include "corpus/base/sinks.h"
#include "corpus/base/utf8.h"
#include "corpus/url/url.h"
#include "indexer/gazetteer/domains.h"
#include "indexer/read/reader.h"

namespace dossier::indexer {
using corpus::Capture;
namespace {

std::string SlugOf(std::string_view name) {
  std::string slug;
  for (char c : FoldForComparison(name)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain)
      slug += c;
    else if (!slug.empty() && slug.back() != '-')
      slug += '-';
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

bool IsHttpUrl(const std::string& text) {
  auto url = Url::Parse(text);
  return url && url->IsHttp();
}

// The page's own canonical link, when it may be believed: not a front page, and of the same site as the address
// that the page came from (an imported file has none).
std::string BelievedCanonical(const std::string& link, const std::string& fetched_from) {
  auto url = Url::Parse(link);
  if (!url || !url->IsHttp() || (url->path().size() <= 1 && !url->query())) return "";
  auto from = Url::Parse(fetched_from);
  if (from && from->IsHttp() && RegistrableDomain(from->host()) != RegistrableDomain(url->host())) return "";
  return CanonicalUrl(*url);
}

// What a source of that owner is, in the words of corpus::Source.
std::string_view SourceKindOf(const Entity& owner) {
  switch (owner.type) {
    case EntityType::kVendor:
      return "vendor";
    case EntityType::kAgency:
      return owner.subtype == "legislature" ? "congress" : "agency";
    case EntityType::kOutlet:
      return "news";
  }
  return "unknown";
}

}  // namespace

const Entity* OwnerOf(const Gazetteer& gazetteer, const std::string& fetched_from, const std::string& canonical) {
  for (const std::string& address : {fetched_from, canonical}) {
    const auto url = Url::Parse(address);
    if (url && url->IsHttp()) return OwnerOfHost(gazetteer, url->host());
  }
  return nullptr;
}

std::string PublisherIdOf(const Gazetteer& gazetteer, const ReadDocument& read, const Capture& capture) {
  std::vector<std::string> names;
  if (read.structured) names.push_back(read.structured->publisher);
  names.push_back(read.publisher);
  names.push_back(capture.source.publisher);
  for (EntityType type : {EntityType::kAgency, EntityType::kVendor})
    for (const std::string& name : names) {
      if (name.empty()) continue;
      const auto known = gazetteer.Resolve(name, type);
      if (known.size() == 1) return known[0]->id;
    }
  for (const std::string& name : names)
    if (!name.empty() && !gazetteer.Resolve(name, EntityType::kOutlet).empty()) return "";
  const Entity* owner = OwnerOf(gazetteer, capture.url, read.canonical_url);
  return owner && owner->type != EntityType::kOutlet ? owner->id : "";
}

corpus::Document DocumentFor(const Gazetteer& gazetteer, const ReadDocument& read, const Capture& capture,
                             std::vector<std::string>& aliases) {
  corpus::Document document;
  document.kind = PageKindName(read.page_kind);
  document.title = read.title;
  document.source = capture.source;
  if (document.source.publisher.empty()) document.source.publisher = read.publisher;
  if (const Entity* owner = OwnerOf(gazetteer, capture.url, read.canonical_url)) {
    if (document.source.publisher.empty()) document.source.publisher = owner->name;
    if (document.source.kind == "unknown" || document.source.kind == "file")
      document.source.kind = SourceKindOf(*owner);
  }
  if (document.source.publisher.empty() && IsHttpUrl(capture.url)) {
    document.source.publisher = RegistrableDomain(Url::Parse(capture.url)->host());
  }
  const std::string canonical = BelievedCanonical(read.canonical_url, capture.url);
  document.url = WithoutUserinfo(!canonical.empty() ? canonical : capture.url);
  std::string address = canonical;
  if (address.empty() && IsHttpUrl(capture.url)) address = CanonicalUrl(*Url::Parse(capture.url));
  const std::string_view kind = read.structured ? std::string_view(read.structured->kind) : "";
  if (kind == "cve" || kind == "kev") {
    document.key = read.structured->kind + "/" + read.structured->tracking_id;  // whoever assigned or mirrors it
  } else if (read.structured && !read.structured->tracking_id.empty()) {
    const std::string& publisher =
        read.structured->publisher.empty() ? document.source.publisher : read.structured->publisher;
    const auto known = gazetteer.Resolve(publisher, EntityType::kAgency);
    const std::string& id = read.structured->tracking_id;
    document.key = (known.size() == 1 ? known[0]->id : SlugOf(publisher)) + "/" + CollapseWhiteSpace(id);
  } else if (!address.empty()) {
    document.key = WithoutUserinfo(address);
  } else if (!capture.url.empty() && !capture.url.starts_with("file:")) {
    document.key = WithoutUserinfo(capture.url);
  } else {
    document.key = "sha256:" + capture.sha256.hex();
  }
  // The address of a list stands for the list and for none of its entries.
  const bool entry = read.text.reader.find('#') != std::string::npos;
  for (const std::string& alias : {address, capture.url})
    if (!entry && !alias.empty() && alias != document.key && !alias.starts_with("file:")) aliases.push_back(alias);
  document.metadata = Json::object();
  document.metadata["published"] = read.published.value;
  document.metadata["published_from"] = read.published.from;
  document.metadata["updated"] = read.updated.value;
  document.metadata["authors"] = read.authors;
  document.metadata["language"] = read.language;
  document.metadata["section"] = read.section;
  if (read.structured && !read.structured->citation.empty()) document.metadata["citation"] = read.structured->citation;
  return document;
}

}  // namespace dossier::indexer
