"""Frames that ask what the sources say and whether they agree: "How do the reports differ on …", "latest figure for …".

Only of sources, reports, documents, articles and accounts: whether the parties agree on a truce is a question itself.
"""

WORD = r"[\w'’-]+"
CLAUSE = (  # an indirect question; 'whether to strike' and 'how to escape' are none
    r"(?:(?:by|for|in|on|at|to|with|of|from|until|since) )?"
    r"(?:how|what|which|who|whom|whose|when|where|why|whether|if)\b(?! to\b)"
)
FIGURE = (
    rf"(?:{WORD} ){{0,3}}?(?:numbers?|figures?|tolls?|counts?|totals?|estimates?|dates?|costs?|prices?|sums?|amounts?"
    r"|percentages?|shares?|causes?|casualties|heights?|depths?|lengths?|weights?|ages?|populations?|magnitudes?)\b"
)
HELD = rf"(?={CLAUSE}|{FIGURE})"
ME = r"(?:(?:to )?(?:me|us) )?"
SOURCES = (
    r"(?:(?:all|any|both|each|the|these|those|your|my|our|different|various|several|two|three|of|news|press|media) )*"
    r"(?:sources?|reports?|documents?|articles?|accounts?)"
)
_ON = r"(?:on|about|over|as to|regarding|concerning)"
_AMONG = rf"(?:among|between|in|across) {SOURCES}"
_AGREE = (
    r"(?:(?:all|really|actually|fully) )?(?:agree|disagree|differ|conflict|diverge|vary"
    r"|contradict (?:each other|one another))"
)
_AGREED = r"(?:all )?(?:agreed|in agreement|at odds|divided|consistent|unanimous)"
_SAY = r"(?:say|said|report|state|claim|write|written|have to say|tell (?:me|us))"
_HOW = r"(?:how|where|why|how far|to what extent|in what ways?)"
_DISPUTE = r"(?:agreement|consensus|disagreements?|differences?|discrepanc(?:y|ies)|contradictions?|conflict)"
_GIVE = r"(?:give|report|cite|quote|state|mention|name|publish)"
_GIVEN = r"(?:given|reported|cited|quoted|stated|mentioned|named|published)"
_STANDING = (
    r"(?:official|latest|confirmed|most recent|final|current|best|newest|updated"
    r"|different|various|reported)"
)
_KEPT = r"(?:figures?|estimates?|numbers?|counts?|tall(?:y|ies)|totals?)"
_LIST = rf"(?:an? |the )?(?:\w+ )?(?:summary|overview|comparison|list|breakdown) of (?={CLAUSE}|{FIGURE})"

SOURCE_FRAMES = (
    # ends with "that" where what is agreed follows: 'Do the reports agree that it was arson?'
    rf"(?:(?:{_HOW} )?(?:do|does|did)|{_HOW}|whether|if|which) {SOURCES} {_AGREE} (?:(?:{_ON}|in) |(?={CLAUSE})|that )",
    rf"are {SOURCES} {_AGREED} (?:{_ON} |(?={CLAUSE})|that )",
    rf"what (?:(?:do|does|did|have|has) )?{SOURCES} (?:all )?{_SAY} (?:{_ON} |(?={CLAUSE}))",
    rf"(?:do|does|did|has|have) {SOURCES} (?:{_SAY}|mention|explain|make clear) (?={CLAUSE})",
    rf"(?:do|does|did) {SOURCES} (?:give|report|state|mention) (?:an? |the )(?={FIGURE})",
    r"what (?:is|was|has been|have been) (?:said|known|reported|written|claimed)"
    rf"(?: (?:by|in) {SOURCES})? {_ON} {HELD}",
    rf"(?:compare|contrast|summari[sz]e|sum up) {SOURCES} {_ON} ",
    rf"(?:is|are) there (?:(?:any|an?|some|much) )*{_DISPUTE} (?:{_AMONG} {_ON} |{_ON} {HELD})",
    rf"(?:what (?:is|are) )?(?:(?:the|any|all) )*(?:{_DISPUTE} {_AMONG} {_ON} |(?<=the ){_DISPUTE} {_ON} {HELD})",
    rf"according to {SOURCES},? (?=\w)",
)
FIGURE_FRAMES = (
    rf"what (?:\w+ )?(?:figures?|numbers?|estimates?) (?:(?:is|are|was|were|have been|has been) {_GIVEN}"
    rf"|(?:do|does|did) {SOURCES} {_GIVE})(?: (?:by|in) {SOURCES})? (?:for|of|on|about) {HELD}",
    rf"(?:what (?:is|was|are|were) |what['’]s )?(?:the )?(?:{_STANDING} )+{_KEPT} (?:for|of|on) {HELD}",
    rf"(?:(?:the|all|any) )*(?:figures?|estimates?) for {HELD}",
    rf"(?:compare|contrast|summari[sz]e|sum up|provide|give|outline) {ME}(?:{_LIST})?"
    rf"(?={CLAUSE}|(?:the )?{_DISPUTE} (?:{_AMONG} )?{_ON} |{FIGURE})",
    rf"(?:list|show|find|name|get|check|state) {ME}(?=(?:(?:all|the) )+{FIGURE}|{CLAUSE})",
    rf"list (?=(?:{WORD} )?(?:numbers|figures|tolls|estimates|causes|dates)\b)",
)
