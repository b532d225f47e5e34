#include "indexer/gazetteer/legal_forms.h"

#include <string>

#include "indexer/gazetteer/name_tokens.h"

namespace dossier::indexer {
namespace {

struct Form {
  std::string_view word;
  bool abbreviated = false;  // a full stop may follow and belongs to it
  bool after_comma = true;   // may stand after "Name, "
  bool needs_more = false;   // only with a stop or another form after it
};

// Compared without case when longer than three letters, exactly (or in all capitals) otherwise.
constexpr Form kForms[] = {
    {"Inc", true},
    {"Incorporated"},
    {"Corp", true},
    {"Corporation", false, false},
    {"Co", true, true, true},
    {"Company", false, false},
    {"Ltd", true},
    {"Limited"},
    {"LLC"},
    {"LLP"},
    {"LP"},
    {"PLC"},
    {"plc"},
    {"Plc"},
    {"GmbH"},
    {"AG", false, false},
    {"SE", false, false},
    {"SA", false, false},
    {"S.A.", false, false},
    {"NV", false, false},
    {"N.V.", false, false},
    {"BV", false, false},
    {"B.V.", false, false},
    {"AB", false, false},
    {"ASA", false, false},
    {"Oyj", false, false},
    {"Oy", false, false},
    {"A/S", false, false},
    {"ApS", false, false},
    {"SpA", false, false},
    {"S.p.A.", false, false},
    {"S.r.l.", false, false},
    {"Srl", false, false},
    {"SAS", false, false},
    {"SARL", false, false},
    {"KGaA", false, false},
    {"KG", false, false},
    {"Pty", true, false, true},
    {"Pte", true, false, true},
    {"Sdn", true, false, true},
    {"Bhd", true, false},
    {"K.K.", false, false},
    {"KK", false, false},
    {"OOO", false, false},
    {"PJSC", false, false},
    {"JSC", false, false},
    {"OJSC", false, false},
    {"Group", false, false},
    {"Holding", false, false},
    {"Holdings", false, false},
    {"L.L.C.", false, true},
    {"L.P.", false, true},
    {"P.L.C.", false, true},
    {"Tbk", false, false},
    {"S.A.S.", false, false},
    {"S.A", false, false},
};

bool SameLetters(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (fold(a[i]) != fold(b[i])) return false;
  }
  return true;
}

bool WordEnds(std::string_view text, size_t at) {
  if (at >= text.size()) return true;
  const unsigned char kind = kNameByteClass[static_cast<unsigned char>(text[at])];
  return kind == 0 || kind == 4 || text.substr(at, 2) == "\xE2\x80";
}

const Form* FormAt(std::string_view text, size_t at, size_t& end) {
  const Form* best = nullptr;
  for (const Form& form : kForms) {
    const std::string_view seen = text.substr(at, form.word.size());
    if (seen.empty() || !StartsWithCapital(text, at) || !WordEnds(text, at + form.word.size())) {
      if (form.word != "plc" || seen != "plc" || !WordEnds(text, at + 3)) continue;
    }
    const bool same = form.word.size() > 3 || form.abbreviated ? SameLetters(seen, form.word) : seen == form.word;
    if (!same || (best != nullptr && best->word.size() >= form.word.size())) continue;
    best = &form;
    end = at + form.word.size();
  }
  return best;
}

// After one form: whether another follows, as in "Co., Ltd." and "Group Holding Limited".
size_t Extend(std::string_view text, size_t end, int depth) {
  if (depth > 4) return end;
  size_t at = end;
  bool comma = false;
  if (at < text.size() && text[at] == ',') {
    comma = true;
    ++at;
  }
  const size_t blanks = at;
  while (at < text.size() && (text[at] == ' ' || text.substr(at, 2) == "\xC2\xA0")) at += text[at] == ' ' ? 1 : 2;
  if (at > blanks + 2 || (at == blanks && !comma)) return end;
  size_t form_end = 0;
  const Form* form = FormAt(text, at, form_end);
  if (form == nullptr || (comma && !form->after_comma)) return end;
  if (comma && text.substr(at, form->word.size()) == "LP") return end;
  const bool stop = form->abbreviated && form_end < text.size() && text[form_end] == '.';
  if (stop) ++form_end;
  const size_t further = Extend(text, form_end, depth + 1);
  if (form->needs_more && !stop && further == form_end) return end;
  return further;
}

}  // namespace

size_t EndOfLegalForm(std::string_view text, size_t end) { return Extend(text, end, 0); }

std::string_view WithoutLegalForm(std::string_view name) {
  std::string titled(name);  // a person types "zte corporation"
  for (size_t i = 0; i < titled.size(); ++i) {
    const bool starts = i == 0 || titled[i - 1] == ' ';
    if (starts && titled[i] >= 'a' && titled[i] <= 'z') titled[i] = static_cast<char>(titled[i] - 32);
  }
  NameToken token;
  for (size_t at = 0; NextNameToken(titled, at, token); at = token.end) {
    if (token.end >= name.size()) break;
    if (Extend(titled, token.end, 0) == name.size()) return name.substr(0, token.end);
  }
  return name;
}

}  // namespace dossier::indexer
