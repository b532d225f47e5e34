// One function a page; site.cc has the table. Each answers or says why not (site.cc makes a page of that).
#pragma once

#include <string>

#include "query/page/visit.h"

namespace dossier::query {

PageResult SearchPage(const Visit& visit);                                // /
PageResult VendorPage(const Visit& visit, const std::string& name);       // /vendor/X
PageResult AgencyPage(const Visit& visit, const std::string& name);       // /agency/X
PageResult CvePage(const Visit& visit, const std::string& id);            // /cve/ID
PageResult NamesPage(const Visit& visit, indexer::EntityType type);       // /vendors, /agencies
PageResult DocumentPage(const Visit& visit, const std::string& id);       // /document/ID
PageResult ArchivedPage(const Visit& visit, const std::string& digest);   // /archived/SHA256
PageResult EvidencePage(const Visit& visit, const std::string& id);       // /evidence/ID
PageResult StatusPage(const Visit& visit);                                // /status
PageResult HelpPage(const Visit& visit);                                  // /help
PageResult ComparePage(const Visit& visit);                               // /compare
PageResult BasketPage(const Visit& visit);                                // /basket
PageResult NamedBasketPage(const Visit& visit, const std::string& path);  // /basket/NAME, /basket/NAME/export.docx
PageResult QuestionsPage(const Visit& visit);                             // /questions
PageResult NewsPage(const Visit& visit);                                  // /news
PageResult CheckPage(const Visit& visit);                                 // /check

// What forms send.
PageResult ChangeBasket(const Visit& visit);
PageResult ChangeQuestions(const Visit& visit);
PageResult ToldNews(const Visit& visit);
PageResult CheckedPage(const Visit& visit);

}  // namespace dossier::query
