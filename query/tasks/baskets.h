// What can be done with a basket (query/proof/basket.h), by verbs and pages alike. Each change is made under the
// basket's lock; what fails leaves it unchanged.
#pragma once

#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "query/answer/engine.h"
#include "query/brief/brief.h"
#include "query/proof/basket.h"
#include "query/proof/verifier.h"

namespace dossier::query {

// The whole id of evidence that is in the index or has a stored certificate. `engine` may be null. Errors: kNotFound,
// kUsage (ambiguous).
Result<std::string> WholeEvidenceId(const std::string& id, const Engine* engine, const corpus::Corpus& corpus);
// The words of evidence that verify now, or why there are none, in brackets.
std::string QuotationOfId(const std::string& id, const Engine& engine, Verifier& verifier);

struct BasketGrowth {
  size_t added = 0, items = 0;
};
// Ids, or their beginnings, of evidence in the index or with a stored certificate; makes the basket when it is missing.
// `engine` may be null. Errors: kNotFound, kUsage (ambiguous), as of EditBasket.
Result<BasketGrowth> AddToBasket(const std::string& name, const std::vector<std::string>& ids, const Engine* engine,
                                 const corpus::Corpus& corpus);
// "" takes the note off. Errors: kNotFound, as of EditBasket; so for the next two.
Status SetBasketNote(const std::string& corpus_directory, const std::string& name, const std::string& id,
                     const std::string& note);
Result<Basket> RemoveFromBasket(const std::string& corpus_directory, const std::string& name,
                                const std::vector<std::string>& ids);
// One place up or down; at the end it stays.
enum class BasketMove { kUp, kDown };
Status MoveInBasket(const std::string& corpus_directory, const std::string& name, const std::string& id,
                    BasketMove move);

// Its evidence and notes as a section of a briefing. Errors: kNotFound (no such basket, or empty).
Result<BriefSubject> SubjectOfBasket(const std::string& corpus_directory, const std::string& name,
                                     const std::string& heading);

}  // namespace dossier::query
