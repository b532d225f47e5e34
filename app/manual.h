// Man pages and shell completion, made from the table of verbs and the options that each declares.
#pragma once

#include <string>
#include <string_view>

#include "app/verb_table.h"

namespace dossier {

// What the verb tells of itself.
VerbDescription DescriptionOf(const Verb& verb);

// man(7) source: of the program (dossier.1), of a verb (dossier-evidence.1), of the query language (dossier-query.7).
std::string ManualOfProgram();
std::string ManualOfVerb(const Verb& verb);
std::string ManualOfQueries();

// "bash", "zsh" or "fish"; "" for another shell.
std::string CompletionFor(std::string_view shell);

int RunManual(const Invocation& invocation);
int RunCompletion(const Invocation& invocation);

}  // namespace dossier
