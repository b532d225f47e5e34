// Domain names in ASCII by UTS #46 in its edition of Unicode 18.0 (base/frozen/idna_mapping.tsv, no library's):
// document keys hold such names, so the same name must give the same letters on every machine and in ten years.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dossier {

// ToASCII (UTS #46, section 4.2) with the URL standard's flags (section 3.3): CheckHyphens=false, CheckBidi=true,
// CheckJoiners=true, UseSTD3ASCIIRules=false, Transitional_Processing=false, VerifyDnsLength=false. `domain` is valid
// UTF-8. nullopt: the standard says failure, or the name has more than 8192 bytes. The result may hold characters that
// a URL forbids in a host; that is the caller's to see. Pure and thread safe.
std::optional<std::string> DomainToAscii(std::string_view domain);

}  // namespace dossier
