// Messages of mailing lists, one by one or in a box: each is a capture of its own, as it was sent.
#include <fmt/format.h>

#include <set>

#include "corpus/archive/warc.h"
#include "corpus/base/digest.h"
#include "corpus/exchange/importer.h"
#include "corpus/forms/message.h"

namespace dossier::corpus {

// A message states where its list keeps it (Archived-At) and when it was sent: anybody can write that.
Status Importer::ImportMessage(const Item& item, const FileType& type, std::string body, Json metadata) {
  const Message message = ReadMessage(body);
  Json stated = Json::object();
  if (!message.address.empty() && item.url.empty()) stated["url"] = message.address;
  if (message.date && message.date->instant) stated["saved"] = FormatRfc3339(*message.date->instant);
  if (!stated.empty()) {
    stated["by"] = "e-mail";
    metadata["stated_by_file"] = std::move(stated);
  }
  if (message.attachments > 0) {
    report_.notes.push_back(fmt::format("{}: {} of the message {} no text for reading and {} not read", item.shown,
                                        message.attachments, message.attachments == 1 ? "part is" : "parts are",
                                        message.attachments == 1 ? "is" : "are"));
  }
  return ImportDocument(item, type, std::move(body), std::move(metadata));
}

// A message is called by its Message-ID, which stays when a box grows; by its number where it has none of its own.
Status Importer::ImportMailBox(const Item& item, std::string_view bytes, const Json& metadata) {
  Json inside = metadata;
  inside["container"] = Json{{"coding", "mbox"}, {"sha256", Sha256(bytes).hex()}};
  std::set<std::string> names;
  size_t number = 0, passed = 0;
  for (std::string& message : SplitMailBox(bytes)) {
    ++number;
    std::string name = ReadMessage(message).id;
    if (name.empty() || !names.insert(name).second) name = std::to_string(number);
    const FileType type = TypeOfFile(message, name + ".eml", true);
    if (type.form == nullptr || type.form->id != "email") {
      ++passed;
      continue;
    }
    Item one = item;
    const std::string below = UrlForHeader(name);
    one.shown = item.shown + "#" + name;
    if (!item.url.empty()) one.url = item.url + (item.url.ends_with('/') ? "" : "/") + below;
    one.place = item.place + "/" + below;
    DOSSIER_CHECK(ImportMessage(one, type, std::move(message), inside));
    if (stopped_) break;
  }
  if (passed > 0) report_.left_out["entry of a mail box that is no message"] += passed;
  return Ok();
}

}  // namespace dossier::corpus
