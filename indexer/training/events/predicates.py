"""Predicates of the grammar. TYPE: [(verb phrase, noun phrase or "")]. The first word is inflected, [..] is the direct object
(what becomes the subject of a passive), {T} the vendor that it is done to. Agents' types ({T} is who acts) come below."""

DONE_TO = {
    "prohibition": [
        ("ban [{T}]", "a ban on {T}"), ("ban [{T} phones] from its offices", "a ban on {T} phones"), ("bar [{T}] from the 5G network", "a bar on {T}"),
        ("outlaw [{T} equipment]", "a ban on {T} gear"), ("shut [{T}] out of public tenders", "the exclusion of {T}"), ("prohibit [the use of {T} cameras]", "a prohibition on {T} cameras"),
        ("forbid [purchases from {T}]", "a ban on purchases from {T}"), ("block [{T}]", "a block on {T}"), ("throw [{T}] out of the grid", "the removal of {T}"),
        ("exclude [{T}] from contracts", "the exclusion of {T}"), ("strip [{T} gear] from its sites", "the removal of {T} gear"), ("remove [{T} software] from all machines", "the removal of {T} software"),
        ("disqualify [{T}]", "the disqualification of {T}"), ("prohibit [leasing {T} gear]", "a ban on leasing {T} gear"), ("bar [imports of {T} drones]", "an import ban on {T} drones"),
        ("stop [sales of {T} tablets]", "a halt to sales of {T} tablets"), ("take [{T}] off government phones", "the removal of {T} from government phones"), ("rip [{T} kit] out of the core", "a ban on {T} kit"),
        ("debar [{T}]", "the debarment of {T}"), ("expel [{T}] from the market", "the expulsion of {T}"), ("stop [agencies buying from {T}]", "a ban on buying from {T}"), ("pull [{T}] from the app store", "the removal of {T}")],
    "restriction": [
        ("put [{T}] on the Entity List", "the listing of {T}"), ("add [{T}] to its list of military companies", "the designation of {T}"), ("curb [exports to {T}]", "curbs on {T}"),
        ("limit [sales to {T}]", "limits on sales to {T}"), ("blacklist [{T}]", "the blacklisting of {T}"), ("tighten [export rules for {T}]", "export controls on {T}"), ("place [{T}] on the covered list", "a listing of {T}"),
        ("cap [the share of {T}] in the network", "a cap on {T}"), ("require [a licence for sales to {T}]", "a licence rule for {T}"), ("restrict [{T}]", "restrictions on {T}"), ("cut [{T}] off from American chips", "trade restrictions on {T}")],
    "sanction": [
        ("fine [{T}] 30 million dollars", "a fine on {T}"), ("fine [{T}]", "a 4 million euro fine for {T}"), ("sanction [{T}]", "sanctions on {T}"), ("penalise [{T}]", "a penalty for {T}"), ("impose [a fine on {T}]", "a record fine on {T}"),
        ("freeze [the assets of {T}]", "an asset freeze against {T}"), ("levy [a penalty on {T}]", "a civil penalty against {T}"), ("order [{T}] to pay 12 million pounds", "a penalty against {T}"), ("hit [{T}] with a penalty", "a penalty on {T}")],
    "legal-action": [
        ("sue [{T}]", "a lawsuit against {T}"), ("charge [{T}] with fraud", "charges against {T}"), ("indict [{T}]", "an indictment of {T}"), ("take [{T}] to court", "a case against {T}"), ("bring [a suit against {T}]", "a suit against {T}"),
        ("file [a complaint against {T}] in court", "a complaint against {T}"), ("settle with {T}", "a settlement with {T}"), ("prosecute [{T}]", "the prosecution of {T}"), ("convict [{T}]", "the conviction of {T}"), ("accuse [{T}] in court of theft", "court proceedings against {T}")],
    "investigation": [
        ("investigate [{T}]", "an investigation of {T}"), ("look into {T}", "a probe of {T}"), ("open [an inquiry into {T}]", "an inquiry into {T}"), ("subpoena [{T}]", "a subpoena for {T}"), ("probe [{T}]", "a probe into {T}"), ("audit [{T}]", "an audit of {T}"),
        ("raid [the offices of {T}]", "a raid on {T}"), ("examine [the conduct of {T}]", "an examination of {T}"), ("question [managers of {T}] over the leak", "a review of {T}"), ("launch [a probe of {T}]", "a formal probe of {T}")],
    "warning": [
        ("warn against {T}", "a warning about {T}"), ("warn about {T} routers", "an advisory on {T} routers"), ("caution [buyers] about {T}", "an alert on {T}"), ("advise [councils] against {T} cameras", "advice against {T} cameras"),
        ("flag [{T}] as a risk", "a warning over {T}"), ("sound [the alarm over {T}]", "an alarm over {T}"), ("urge [users] to delete {T}", "a notice about {T}"), ("issue [an advisory on {T}]", "a security advisory on {T}"), ("tell [travellers] not to carry {T} phones", "a public warning about {T}")],
    "reversal": [
        ("lift [the ban on {T}]", "the lifting of the ban on {T}"), ("overturn [the fine on {T}]", "the overturning of the fine on {T}"), ("drop [the case against {T}]", "the dismissal of the case against {T}"), ("annul [the decision against {T}]", "the annulment of the decision against {T}"),
        ("withdraw [the warning about {T}]", "the withdrawal of the warning about {T}"), ("suspend [the ban on {T}]", "a suspension of the ban on {T}"), ("take [{T}] off the Entity List", "the removal of {T} from the Entity List"), ("throw [the suit against {T}] out", "the dismissal of the suit against {T}"),
        ("close [the inquiry into {T}] without action", "the end of the inquiry into {T}"), ("grant [{T}] a reprieve", "a reprieve for {T}"), ("waive [the penalty for {T}]", "a waiver for {T}"), ("strike [the order against {T}] down", "the end of the order against {T}"), ("revoke [the listing of {T}]", "the delisting of {T}"),
        ("quash [the conviction of {T}]", "the quashing of the verdict against {T}"), ("ease [the curbs on {T}]", "an easing of the curbs on {T}"), ("let [the restrictions on {T}] lapse", "the end of the restrictions on {T}"), ("cancel [the contract with {T}]", "the cancellation of the contract with {T}")],
    "procurement": [
        ("buy [radios] from {T}", "a purchase from {T}"), ("award [{T}] a contract", "a contract with {T}"), ("pick [{T}] for the new network", "the choice of {T}"), ("order [200 drones] from {T}", "an order from {T}"), ("sign [a contract with {T}]", "a deal with {T}"),
        ("hire [{T}]", "a contract for {T}"), ("choose [{T}]", "the selection of {T}"), ("lease [servers] from {T}", "a lease with {T}"), ("renew [the contract with {T}]", "a renewal of the deal with {T}"), ("switch to {T}", "a move to {T}"), ("procure [body cameras] from {T}", "a tender won by {T}")],
    "breach": [
        ("break into {T}", "a break-in at {T}"), ("hack [{T}]", "a hack of {T}"), ("steal [data] from {T}", "a theft of data from {T}"), ("breach [the network of {T}]", "a data breach at {T}"), ("copy [customer files] from {T}", "a leak at {T}"), ("get into the mailboxes of {T}", "an intrusion at {T}"),
        ("encrypt [servers of {T}]", "a ransomware attack on {T}"), ("compromise [{T}]", "a compromise of {T}"), ("infiltrate [{T}]", "a cyberattack on {T}")],
    "exploitation": [
        ("exploit [a hole in {T} firewalls]", "exploitation of the {T} flaw"), ("abuse [a flaw in {T} routers]", "abuse of the {T} flaw"), ("use [a zero-day in {T} gateways]", "attacks on {T} gateways"), ("attack [unpatched {T} servers]", "attacks on {T} servers"), ("get in through {T} appliances", "mass exploitation of {T} appliances"),
        ("hijack [{T} cameras]", "the hijacking of {T} cameras")],
    "vulnerability": [
        ("find [a flaw in {T} routers]", "a flaw in {T} routers"), ("disclose [a hole in {T} software]", "a vulnerability in {T} software"), ("report [a bug in {T} locks]", "a security bug in {T} locks"), ("discover [a backdoor in {T} modems]", "a backdoor in {T} modems"), ("publish [details of a weakness in {T} apps]", "a weakness in {T} apps")],
}
DONE_BY = {
    "mitigation": [("patch [the hole]", "a patch"), ("fix [the flaw]", "a fix"), ("release [an update]", "an update"), ("close [the hole] in its routers", "a workaround"), ("ship [new firmware]", "new firmware"), ("publish [a workaround]", "a workaround"), ("push [a hotfix] to customers", "a hotfix"), ("repair [the bug]", "a repair")],
    "denial": [("deny [the report]", ""), ("reject [the claim]", ""), ("dispute [the findings]", ""), ("dismiss [the allegations]", ""), ("call [the accusation] baseless", ""), ("rebut [the charge]", "")],
    "recall": [("recall [90,000 watches]", "a recall"), ("recall [its e-bikes]", "a recall of its e-bikes"), ("pull [the charger] from the market", "a recall of the charger"), ("take [the heaters] back from buyers", "a recall of the heaters")],
}
ORDERED = {
    "prohibition": ["{S} ordered carriers to remove {T} gear", "{S} told agencies to delete {T} from work phones", "{S} instructed schools to stop using {T}", "{S} ordered ministries to rip out {T} cameras within 90 days",
                    "a directive of {S} requires departments to uninstall {T}", "operators were told by {S} to swap out {T} antennas", "under an order of {S}, banks must stop using {T}", "agencies must remove {T} products by June, {S} said in a directive", "{S} directed its offices to unplug {T} devices"],
    "mitigation": ["{S} ordered agencies to patch {T} devices", "{S} gave agencies two weeks to update {T} servers", "a directive of {S} requires departments to patch {T} firewalls", "{S} told hospitals to install the update of {T}"],
    "recall": ["{S} ordered {T} to recall its heaters", "{S} told {T} to take the toys off the market", "{T} was ordered by {S} to recall the batteries"],
    "restriction": ["{S} ordered shops to limit sales of {T} drones", "{S} told chip makers to seek a licence before they ship to {T}"],
}
# Sentences in which words of the vocabulary mean something else: no event for anybody.
OTHER_SENSES = [
    "{V} warned that its profit would fall by a third", "{V} banned a user for spam", "{V} banned shorts in its own offices", "shares of {V} were hit by the weak dollar", "{V} placed an order for new chairs", "the bug tracker of {V} has a new design",
    "{V} built the early-warning system of the coast guard", "critics say that {V} restricts free speech", "{V} was fined by the league after its team came late", "{V} releases a new phone every spring", "{V} exploits every opening that rivals leave",
    "a storm hit the warehouse of {V}", "{V} evaded the sanctions on Iran for years", "{V} says that it complies with the sanctions laws of every country", "the update adds a dark mode to {V}", "{V} patched up its row with {W}", "{V} opened a store in Lyon", "{V} reported sales of nine billion",
    "a breach of contract cost {V} a customer", "{V} was charged extra for freight", "{V} investigates new battery materials", "customers charge {V} scooters at night", "a patch of grass in front of {V} burned", "{V} settled in Utrecht in 1998", "{V} suspended work for the holiday",
    "the recall of former minister Weber put {V} off the front page", "{V} denied the striker a bonus", "{V} recalled its early days in a garage", "analysts at {V} probe the market for chips", "{V} cut its forecast", "{V} launched a phone with a better camera", "{V} and {W} agreed to merge", "{V} hired a new chief executive", "{V} was named employer of the year"]
IRREGULAR = {  # past, participle
    "put": ("put", "put"), "shut": ("shut", "shut"), "cut": ("cut", "cut"), "hit": ("hit", "hit"), "let": ("let", "let"), "take": ("took", "taken"), "bring": ("brought", "brought"), "find": ("found", "found"), "buy": ("bought", "bought"),
    "break": ("broke", "broken"), "steal": ("stole", "stolen"), "throw": ("threw", "thrown"), "forbid": ("forbade", "forbidden"), "strike": ("struck", "struck"), "get": ("got", "got"), "tell": ("told", "told"), "freeze": ("froze", "frozen"),
    "choose": ("chose", "chosen"), "withdraw": ("withdrew", "withdrawn"), "rip": ("ripped", "ripped"), "ban": ("banned", "banned"), "bar": ("barred", "barred"), "strip": ("stripped", "stripped"), "stop": ("stopped", "stopped"), "debar": ("debarred", "debarred"),
    "expel": ("expelled", "expelled"), "curb": ("curbed", "curbed"), "limit": ("limited", "limited"), "add": ("added", "added"), "cap": ("capped", "capped"), "flag": ("flagged", "flagged"), "drop": ("dropped", "dropped"), "annul": ("annulled", "annulled"),
    "rebut": ("rebutted", "rebutted"), "ship": ("shipped", "shipped"), "abuse": ("abused", "abused"), "attack": ("attacked", "attacked"), "quash": ("quashed", "quashed"), "repair": ("repaired", "repaired"), "report": ("reported", "reported")}
DOUBLED = {"ban", "bar", "strip", "stop", "debar", "expel", "cap", "flag", "drop", "annul", "rebut", "ship", "rip", "forbid", "put", "shut", "cut", "hit", "let", "get"}
