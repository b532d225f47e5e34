// The attributes of HTML elements that some rule reads.
#pragma once

#include <cstdint>
#include <string_view>

namespace dossier::indexer {

// A new one goes to its place in the alphabet here and in attributes.cc; what is not listed is dropped by the scan.
enum class HtmlAttributeName : uint8_t {
  kAriaHidden,
  kClass,
  kContent,
  kDataComponent,
  kDataTestId,
  kDataType,
  kDatetime,
  kHidden,
  kHref,
  kHttpEquiv,
  kId,
  kItemprop,
  kItemtype,
  kLang,
  kName,
  kProperty,
  kPubdate,
  kRel,
  kRole,
  kStyle,
  kTitle,
  kOther,
};

struct HtmlAttribute {
  HtmlAttributeName name = HtmlAttributeName::kOther;
  std::string_view value;  // decoded; its data() is not null, even when it is empty
};

// The attribute of a name as written, compared without case; kOther when no rule reads it. Thread safe.
HtmlAttributeName AttributeNameOf(std::string_view name);

}  // namespace dossier::indexer
