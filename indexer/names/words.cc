#include "indexer/names/words.h"

#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "indexer/gazetteer/name_tokens.h"

namespace dossier::indexer {
namespace {

constexpr std::string_view kLists[] = {
    // kOrganisationVerb
    "said says told tells announced announces disclosed discloses confirmed confirms denied denies warned warns "
    "patched patches fixed fixes released releases published publishes issued issues refused refuses declined declines "
    "reported reports revealed reveals admitted admits acknowledged acknowledges pulled pulls recalled recalls reset "
    "resets urged urges agreed agrees paid pays sold sells bought buys acquired acquires hired hires fired fires laid "
    "launched launches unveiled unveils shipped ships found finds discovered discovers detected detects blocked blocks "
    "banned bans barred bars removed removes suspended suspends halted halts stopped stops cut cuts dropped drops "
    "filed files sued sues settled settles pleaded pleads appealed appeals challenged challenges argued argues claimed "
    "claims insisted insists promised promises pledged pledges vowed vows plans planned intends wants offered offers "
    "added adds changed changes updated updates upgraded upgrades rolled delayed delays cancelled cancels closed "
    "closes "
    "opened opens moved moves built builds made makes makers manufactures supplies supplied provides provided designs "
    "designed develops developed owns owned runs operates operated employs employed serves uses used collects "
    "collected "
    "shared shares kept keeps stores stored hosts hosted tracks tracked notified notifies alerted alerts advised "
    "advises "
    "apologised apologized apologises apologizes responded responds reacted investigated investigates reviewed fined "
    "fines "
    "charged charges accused accuses indicted indicts unsealed unseals prosecuted ruled rules ordered orders directed "
    "directs required requires imposed imposes lifted lifts eased tightened designated designates sanctioned sanctions "
    "listed lists delisted blacklisted approved approves rejected rejects granted grants awarded awards signed signs "
    "proposed proposes adopted adopts finalised finalized voted votes passed passes repealed overturned upheld "
    "demanded "
    "demands asked asks sought seeks subpoenaed seized seizes arrested raided dismantled assessed assesses concluded "
    "attributed attributes blamed blames rated rates scored scores assigned assigns lost wins won expects expected "
    "forecast posted posts estimated earned raised raises lowered invested invests merged merges split spun rebranded "
    "renamed changed removes shuts shut took takes gave gives began begins started starts set sets put puts plugged "
    "plugs rushed deprecated retired retires licensed licenses licences licenced mitigated mitigates hides hid tapped "
    "weighed weighs considers considered opposes opposed supports supported backed backs welcomed welcomes criticised "
    "criticized condemned condemns called calls deployed deploys uncovered withdrew withdraws terminated waived "
    "extended "
    "extends revoked revokes restored restores reversed reverses lobbied lobbies trained trains scanned scans encrypts "
    "joined joins leads led topped beat beats missed cautioned cautions recommends recommended instructed instructs "
    "tells "
    "introduced introduces scrapped scraps replaced replaces secured secures exposed exposes leaked leaks sent sends "
    "received receives faces faced hopes aims tries tried struggles struggled argues contends contended maintains "
    "denounced probes probed convened testified briefed quietly also has had will would is was says",
    // kActedOnVerb
    "fined fine fining sued sue suing accused accuse accusing bought buy buying acquired acquire acquiring hacked hack "
    "hacking breached breach banned ban banning barred bar blacklisted sanctioned using use uses used told tell "
    "telling "
    "asked ask asking urged urge warned warn ordered order forced force joined join left leave leaving called named "
    "renamed targeted target targeting attacked attack blamed blame criticised criticized praised hired founded found "
    "cofounded co-founded owned owns own owning runs operated sell sold selling against made via alleged alleges "
    "invested "
    "backed allow allowed allows helped help let paid pay pays pushed push pressed lobbied notified notify alerted "
    "contacted "
    "subpoenaed investigated investigate investigating probed probing reviewed charged indicted cleared exempted "
    "licensed "
    "replaced replace replacing installed install installing downloaded download deleted delete deployed removed "
    "remove "
    "removing drop dropped dropping ditch ditched avoid avoiding trust trusted trusting including include includes "
    "like "
    "unlike besides between versus vs regulate regulating probe probes joined spurred split merge merged supply "
    "supplied "
    "supplies quit beat rival rivals versus through threatened threatens challenging challenge challenged block "
    "blocked "
    "compromised infiltrated said says cite cited citing quoted formerly dubbed says impersonating impersonated "
    "spoofed sees "
    "want wants required requires require directs directed direct designated listed praised thanked criticizes slammed "
    "fault faulted",
    // kCompanyNoun
    "shares share stock stocks chief ceo cfo cto ciso president chairman chairwoman chair founder cofounder co-founder "
    "founders executive executives spokesman spokeswoman spokesperson representative representatives lawyer lawyers "
    "attorney "
    "employee employees engineer engineers staff staffers worker workers developer developers researcher researchers "
    "analyst "
    "analysts user users customer customers client clients subscriber subscribers merchant merchants seller sellers "
    "shareholder shareholders investor investors device devices phone phones smartphone smartphones handset handsets "
    "laptop "
    "laptops computer computers server servers router routers switch switches firewall firewalls gateway gateways "
    "camera "
    "cameras appliance appliances product products software hardware firmware app apps platform "
    "platforms service services cloud network networks system systems equipment gear chip chips processor processors "
    "chipset chipsets cpu cpus gpu gpus modem modems tablet tablets printer printers speaker speakers watch account "
    "accounts "
    "meeting meetings call calls message messages messenger chat chats channel channels group advisory advisories "
    "bulletin "
    "update updates patch patches bug bugs flaw flaws vulnerability vulnerabilities exploit exploits breach hack "
    "outage "
    "data database databases website websites site store stores warehouse warehouses factory factories plant "
    "headquarters "
    "offices campus subsidiary subsidiaries unit division business acquisition deal merger takeover bid revenue "
    "profit profits earnings sales results layoffs contract contracts security team product-security technology "
    "technologies tools tool "
    "api apis sdk code browser search ads ad advertising marketplace exchange wallet card cards payments payment loan "
    "lab labs labs' drone drones satellite satellites vehicle vehicles car cars truck trucks ransomware malware "
    "credentials ecosystem "
    "ventures inc corp corporation ltd owner parent spinoff brand branded model models",
    // kCompanyKind
    "firm firms company companies maker makers giant giants startup start-up vendor vendors supplier suppliers "
    "manufacturer "
    "manufacturers provider providers platform app apps service operator operators carrier carriers retailer retailers "
    "chipmaker chipmakers automaker carmaker conglomerate group corporation business brand subsidiary unit division "
    "parent "
    "owner rival rivals competitor competitors competitor's developer developers messenger called named renamed dubbed "
    "formerly previously tool tools software client network marketplace exchange bank lender contractor contractors "
    "insurer airline broker site website chain titan behemoth powerhouse unicorn spinoff arm's designer specialist "
    "agency "
    "publisher studio lab labs laboratory assistant browser product products technology tech-giant fintech",
    // kOfficialNoun
    "official officials secretary spokesman spokeswoman spokesperson chief director deputy undersecretary department "
    "departments lawyer lawyers attorney attorneys prosecutor prosecutors agent agents investigator investigators "
    "inspector "
    "staff employee employees leader leaders leadership head minister commissioner commissioners chairman chairwoman "
    "chair "
    "chairperson report reports rule rules ruling order orders guidance advisory advisories alert alerts bulletin list "
    "sanctions investigation investigations probe inquiry contract contracts review policy policies proposal proposals "
    "license licenses licence licences filing filings budget memo memos directive directives notice website program "
    "programme testimony hearing hearings vote bill bills panel committee committees subcommittee member members "
    "lawmakers "
    "republicans democrats speaker majority minority intelligence aide aides enforcement action complaint charges "
    "settlement fine fines warrant headquarters building office offices personnel networks systems leadership analysts "
    "cyber procurement data raid raids detainees detention operations operatives hackers spies agents' source sources "
    "statement press",
    // kDeterminer
    "a an this that these those my your his her its our their each every any some no little much more another first "
    "last "
    "next such many few several what which whose one two very quite rather too somewhat",
    // kPreposition
    "in on at by from with against of for to than like via into inside between versus through about under over after "
    "before "
    "during without within across toward towards per as",
    // kPlacePreposition
    "in near around outside across throughout along visiting visited downtown central northern southern eastern "
    "western "
    "north south east west upper lower greater old new mount lake river port fort san santa los las saint st",
    // kPlaceNoun
    "river rivers valley basin hill hills island islands street avenue park creek bay lake mountain mountains county "
    "city "
    "road school college university church theatre theater stadium arena festival award awards prize rainforest forest "
    "delta beach garden gardens bridge harbor harbour falls town township village heights square plaza center centre "
    "mall "
    "hotel district station airport museum boulevard lane drive county's podium region jungle tribe tribes coast "
    "peninsula "
    "papers cemetery memorial library hospital hall house bowl cup league open championship coach quarterback fans "
    "tournament season "
    "pie juice tree trees orchard orchards cider blossom harvest lawmakers legislature police sheriff mayor residents",
    // kFunctionWord
    "the a an in on at by from with and or but if when while as after before since until although though because so "
    "yet "
    "that this these those it its he she they we you i his her their our there here what who which where why how now "
    "then "
    "also however meanwhile still even only just both all some any many most few several each every no not for to of "
    "according under over during despite like unlike instead last next earlier later today yesterday tomorrow monday "
    "tuesday "
    "wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november "
    "december researchers engineers officials analysts experts critics investors customers users police hackers "
    "attackers "
    "lawyers prosecutors regulators lawmakers senators companies firms tech technology via per once between among "
    "against "
    "about former ex-employees staff shares cameras phones people other others another new two three four five six "
    "seven "
    "eight nine ten is are was were has have had do does did can could will would should may might must whether yes",
    // kTitle
    "mr mrs ms miss dr prof professor sir lord lady dame judge senator sen rep representative congressman "
    "congresswoman "
    "president chancellor general gen colonel col captain capt sgt sergeant lieutenant lt major governor gov mayor "
    "king "
    "queen prince princess pope father rabbi ambassador minister secretary justice officer detective actor actress "
    "singer "
    "author novelist coach",
    // kFirstName
    "aaron abigail adam adrian ahmed alan albert alejandro alex alexander alexei alexey alexandra alfred ali alice "
    "alison amanda amber amy ana andre andrea andrew "
    "andy angela anita ann anna anne annie anthony antonio arthur ashley barbara barry ben benjamin bernard bernie "
    "beth betty bill billy bob "
    "bobby brad bradley brandon brenda brendan brett brian bruce bryan caleb cameron carl carla carlos carmen carol "
    "caroline carolyn "
    "catherine cathy charles charlie charlotte chloe chris christian christina christine christopher chuck claire "
    "clara clark craig "
    "cynthia dale dan daniel danielle danny dave david dean deborah debra denise dennis derek diana diane dick dmitry "
    "dmitri don donald "
    "donna dorothy doug douglas duncan dylan ed eddie edgar eduardo edward edwin eileen elaine eleanor elena eli "
    "elizabeth ellen emily "
    "emma eric erica erik erin ernest ethan eugene eva evan evelyn evgeny felix fernando fiona florence frances "
    "francis francisco frank fred "
    "frederick gabriel gareth gary gavin gene geoffrey george gerald gerard gina glenn gloria gordon grace graham "
    "grant greg gregory "
    "gwen hannah harold harriet harry harvey heather hector helen henry herbert holly howard hugh hugo ian igor irene "
    "isaac isabel ivan "
    "jack jackie jacob jacqueline jaime jake james jamie jan jane janet janice jason javier jay jean jeff jeffrey "
    "jennifer jenny jeremy jerome "
    "jerry jesse jessica jill jim jimmy jo joan joanna joe joel john johnny jon jonathan jordan jorge jose joseph josh "
    "joshua joy "
    "joyce juan judith judy julia julian julie june justin karen karl kate katherine kathleen kathryn kathy katie "
    "keith kelly ken "
    "kenneth kevin kim kimberly kirk kristen kyle larry laura lauren laurence laurie lawrence lee leo leon leonard "
    "leslie lewis liam lillian linda "
    "lisa liz lois lori louis louise lucas lucy luis luke lynn malcolm marc marco marcus margaret maria marie mario "
    "marion mark "
    "martha martin marvin mary mathew matt matthew maureen maurice max megan melanie melissa michael michel michelle "
    "miguel mike mikhail "
    "mohammed molly monica morgan nancy natalia natalie natalya nathan neil nicholas nick nicola nicole nigel nikolai "
    "noah noel nora norman oleg oliver olivia "
    "omar oscar owen pablo pamela pat patricia patrick paul paula pauline pavel pedro peggy pete peter phil philip "
    "phillip phyllis rachel ralph "
    "ramon randy ray raymond rebecca renee rhonda ricardo richard rick ricky rob robert roberto robin rodney roger "
    "roland ron "
    "ronald rosa rose ross roy russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean sergei sergey "
    "seth shane "
    "sharon shaun shawn sheila sherry shirley sidney simon sofia sophia sophie stacy stanley stella stephanie stephen "
    "steve steven stewart stuart sue "
    "susan suzanne svetlana sylvia tamara tara ted teresa terry thelma theodore theresa thomas tiffany tim timothy "
    "tina todd tom tommy toni tony tracy "
    "travis trevor tyler valerie vanessa vera vernon veronica victor victoria vikram vince vincent viktor virginia "
    "vivian vladimir wallace walter wanda warren wayne "
    "wendy william willie yuri yvonne zachary zoe gwyneth serena kylie kendall salma priya raj rahul amit anil sanjay "
    "wei ming jing hiroshi kenji yuki",
    // kTechWord
    "breach breached hack hacked hackers hacker flaw flaws vulnerability vulnerabilities software app apps users patch "
    "patched "
    "cve malware ransomware encryption encrypted server servers router routers data cyber cybersecurity security "
    "privacy "
    "password passwords phishing exploit exploited zero-day chip chips processor smartphone smartphones phone phones "
    "device "
    "devices antitrust internet online cloud messaging tech technology firmware network networks telecom "
    "telecommunications "
    "startup payments fintech customers shares ipo ceo acquisition subpoena surveillance camera cameras spyware drone "
    "drones "
    "espionage tariff tariffs export exports supplier sanctions vendor website account accounts browser",
    // kMarketWord
    "yield yields bond bonds bill bills note notes market markets price prices auction auctions securities rate rates "
    "stock "
    "futures inflation-protected curve debt",
    // kSportWord
    "title titles game games football basketball baseball softball coach coaches team teams season conference "
    "championship "
    "tournament quarterback play playoff playoffs league schools win wins won loss athletic athletics standings "
    "network "
    "championships touchdown defensive offense stadium bowl rivals schedule",
    // kFinanceWord
    "financial stability g20 basel banks bank macroprudential systemic global crypto assets recommendations regulators "
    "standard standards kitemark certification certified committee iso quality catering",
    // kMassNoun
    "agriculture amber automation chance clarity coal coffee commerce communication communications confluence cotton "
    "courage "
    "culture defence defense discord dust education elastic emergency employment energy environment evidence finance "
    "fire "
    "flash fortune fuel gold grammar growth harmony health heat history homeland honey housing human ice imagination "
    "immigration industry information infrastructure innovation insight intel intelligence iron ivory juniper justice "
    "labor "
    "labour land law life light love lumen magic man mandate mint motion music nature noise nothing oil opera orange "
    "order "
    "oxygen paint paper peace platinum play power progress rain rice rust safety sage salt sand science security "
    "service "
    "silver slack slate smoke snow space spark speed splash sport steam steel stone strategy structure sugar sun "
    "sunlight "
    "support technology thunder time timber tin tobacco tourism trade traffic transport transportation treasury trust "
    "truth "
    "unity velocity virtue vision wave water wealth welfare wind wine winter wisdom wood wool work zinc apple's",
    // kAuxiliary
    "has had have was were is are will would can could may might must should does did",
};

using Lists = std::array<std::unordered_set<std::string_view>, std::size(kLists)>;

const Lists& AllLists() {
  static const Lists lists = [] {
    Lists built;
    for (size_t i = 0; i < built.size(); ++i) {
      const std::string_view words = kLists[i];
      for (size_t at = 0; at < words.size();) {
        const size_t stop = std::min(words.find(' ', at), words.size());
        if (stop > at) built[i].insert(words.substr(at, stop - at));
        at = stop + 1;
      }
    }
    return built;
  }();
  return lists;
}

// Country code, then its words.
constexpr std::string_view kCountries =
    "US U.S. US U.S USA American America Washington Americans;GB UK U.K. Britain British London England English "
    "Scotland "
    "Scottish Wales Welsh;CN China Chinese Beijing PRC Shenzhen Shanghai;RU Russia Russian Moscow Kremlin;DE Germany "
    "German Berlin Bonn;FR France "
    "French Paris;IT Italy Italian Rome;ES Spain Spanish Madrid;NL Netherlands Dutch Hague;BE Belgium Belgian;PL "
    "Poland "
    "Polish Warsaw;CZ Czech Czechia Prague;SK Slovakia Slovak Bratislava;SE Sweden Swedish Stockholm;NO Norway "
    "Norwegian "
    "Oslo;DK Denmark Danish Copenhagen;FI Finland Finnish Helsinki;EE Estonia Estonian Tallinn;LV Latvia Latvian "
    "Riga;LT "
    "Lithuania Lithuanian Vilnius;UA Ukraine Ukrainian Kyiv Kiev;BY Belarus Belarusian Minsk;RO Romania Romanian "
    "Bucharest;BG Bulgaria Bulgarian Sofia;GR Greece Greek Athens;HU Hungary Hungarian Budapest;AT Austria Austrian "
    "Vienna;CH Switzerland Swiss Bern Geneva;PT Portugal Portuguese Lisbon;IE Ireland Irish Dublin;IL Israel "
    "Israeli;IR "
    "Iran Iranian Tehran;IQ Iraq Iraqi Baghdad;SY Syria Syrian Damascus;TR Turkey Turkish Ankara Türkiye;SA Saudi "
    "Riyadh;AE Emirati UAE Emirates Dubai;QA Qatar Qatari Doha;EG Egypt Egyptian Cairo;IN India Indian Delhi;PK "
    "Pakistan "
    "Pakistani Islamabad;BD Bangladesh Bangladeshi Dhaka;LK Sri Lanka Lankan Colombo;NP Nepal Nepali Nepalese;JP Japan "
    "Japanese Tokyo;KR Korea Korean Seoul;KP Pyongyang;TW Taiwan Taiwanese Taipei;HK Hong;SG Singapore Singaporean;MY "
    "Malaysia Malaysian;ID Indonesia Indonesian Jakarta;TH Thailand Thai Bangkok;VN Vietnam Vietnamese Hanoi;PH "
    "Philippines Philippine Filipino Manila;AU Australia Australian Canberra;NZ Zealand Wellington;CA Canada Canadian "
    "Ottawa;MX Mexico Mexican;BR Brazil Brazilian Brasilia;AR Argentina Argentine;CL Chile Chilean;CO Colombia "
    "Colombian "
    "Bogota;PE Peru Peruvian Lima;VE Venezuela Venezuelan Caracas;CU Cuba Cuban Havana;ZA African Africa Pretoria;NG "
    "Nigeria "
    "Nigerian Abuja;KE Kenya Kenyan Nairobi;ET Ethiopia Ethiopian;GH Ghana Ghanaian;KZ Kazakhstan Kazakh;GE Georgia "
    "Georgian Tbilisi;AM Armenia Armenian;AZ Azerbaijan;RS Serbia Serbian Belgrade;HR Croatia Croatian Zagreb;SI "
    "Slovenia "
    "Slovenian;LU Luxembourg;MM Myanmar;KH Cambodia Cambodian;AF Afghanistan Afghan Kabul;CR Rican;EU EU E.U. European "
    "Europe "
    "Brussels bloc;UN UN U.N. United-Nations;";

const std::unordered_map<std::string_view, std::string_view>& Countries() {
  static const std::unordered_map<std::string_view, std::string_view> countries = [] {
    std::unordered_map<std::string_view, std::string_view> built;
    std::string_view code;
    for (size_t at = 0; at < kCountries.size();) {
      const size_t stop = std::min(kCountries.find_first_of(" ;", at), kCountries.size());
      const std::string_view word = kCountries.substr(at, stop - at);
      if (code.empty())
        code = word;
      else if (!word.empty())
        built.emplace(word, code);
      if (stop < kCountries.size() && kCountries[stop] == ';') code = {};
      at = stop + 1;
    }
    return built;
  }();
  return countries;
}

}  // namespace

bool InList(WordList list, std::string_view word) {
  if (word.empty() || word.size() > 24) return false;
  char folded[24];
  for (size_t i = 0; i < word.size(); ++i)
    folded[i] = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] + 32) : word[i];
  return AllLists()[static_cast<size_t>(list)].contains(std::string_view(folded, word.size()));
}

std::string_view CountryOfWord(std::string_view word) {
  const auto found = Countries().find(word);
  return found == Countries().end() ? std::string_view{} : found->second;
}

}  // namespace dossier::indexer
