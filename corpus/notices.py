"""What the lines around an article say: the words that tell page furniture from prose.

Each pattern describes a whole line or a whole sentence, never a word in one: prose may speak of sharing,
photographs, printing and subscribing.
"""

import re

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_CONTROLS = frozenset(
    _WORD.findall(
        "bluesky bookmark copy download e-mail email facebook flipboard instagram like linkedin login logout"
        " mail mastodon menu messenger pdf pinterest print printer profile reddit register repost retweet rss"
        " save search share shares subscribe telegram threads tumblr tweet twitter unsubscribe"
        " whatsapp youtube"
    )
)
_AROUND_CONTROLS = frozenset(
    _WORD.findall(
        "a all and article as by click close comment comments follow for friendly here in it link log more my"
        " now of on open or our page post send sign site story the this to top up us version via view with x"
        " your"
    )
)
_MOST_CONTROL_WORDS = 12

_CONTENT = r"(?:articles?|contents?|stories|posts?|reading|reports?|publications?|news|topics|commentary|pieces?)"
_LABEL = re.compile(
    rf"""(?:
      (?:scroll|back|return|jump|go)\ (?:back\ )?to\ (?:the\ )?top(?:\ of\ (?:the\ )?page)?
    | skip\ to\ (?:the\ )?(?:main\ )?(?:content|navigation)
    | (?:foot|end)notes? | references | bibliography | (?:further|recommended|related)\ reading
    | (?:(?:explore|discover|see|browse|view|read|find)\ )?(?:(?:our|more|all|the)\ )*
      (?:related|recommended|latest|similar|featured|trending)\ {_CONTENT}
    | (?:you\ )?(?:may|might)\ (?:also\ (?:like|be\ interested\ in)|have\ missed) | recommended\ for\ you
    | (?:read|see|watch|show|load|view)\ (?:also|more|next|all|less)
    | (?:more|most)\ (?:read|popular|viewed|shared)
    | more\ (?:from|on|about)\ this\ (?:author|topic|story|section|subject)
    | leave\ a\ (?:comment|reply) | (?:\d+\ |no\ |post\ a\ |add\ a\ )comments? | join\ the\ conversation
    | (?:story\ continues\ below\ )?advertisements? | (?:sponsored|promoted)\ (?:content|post)
    | \d+\ (?:shares|likes|views)
    | (?:estimated\ )?reading\ time:?\ \d+\ min(?:ute)?s? | \d+\ min(?:ute)?s?\ read
    | page\ \d+(?:\ (?:of|/)\ \d+)? | tags?:.{{0,120}} | filed\ under:?.{{0,120}} | share\ this:?.{{0,60}}
    | (?:previous|next)\ (?:article|post|story|page)
    | attachments\ not\ read:.*
    )""",
    re.I | re.X,
)
AUTHOR_BOX = re.compile(r"(?:(?:written|reported|edited|authored) by|(?:about )?the authors?|author(?:s|\(s\))?)", re.I)
ABOUT_AUTHOR = re.compile(r"about (?:the )?authors?", re.I)
_NAME = r"[A-Z][\w.'’-]*"
BYLINE = re.compile(rf"[Bb][Yy]:? {_NAME}(?: {_NAME}){{1,3}}(?:(?:,| and| in| for) [^.!?]{{2,60}})?")

_PIECE = r"(?:article|blog|column|commentary|document|essay|opinion|paper|piece|post|publication|(?:web)?site)"
_AGENCIES = r"(?:AFP|Alamy|Associated Press|EPA|Flickr|Getty|iStock|Reuters|Shutterstock|TASS|Unsplash|Xinhua)"
_NOTICES = tuple(
    re.compile(form, re.I | re.S)
    for form in (
        r"(?:we|this (?:web)?site|our (?:web)?sites?)(?: and our partners)? uses? cookies\b.*",
        r"by (?:continuing|using|clicking|browsing)\b.{0,80}\byou (?:agree|accept|consent)\b.*",
        r"(?:accept|manage|reject) (?:all )?cookies.{0,40}",
        r"(?:sign up|subscribe|register)(?: now| today| here| free)? (?:for|to|and)\b.{0,120}"
        r"\b(?:newsletters?|inbox|mailing list|e-?mail(?:s| updates| alerts)?|our (?:updates|alerts))\b"
        r".{0,60}",
        r"(?:get|receive)\b.{0,100}\b(?:in|to) your inbox\b.{0,60}",
        r"(?:the |any |all )?(?:views|opinions)(?: and (?:views|opinions))? (?:expressed|presented|contained)"
        rf"(?: (?:here|herein|above)| (?:in|on) (?:this|our) {_PIECE})?,? (?:are|is|do|does)\b.{{0,60}}"
        r"(?:\b(?:authors?|own|writers?|contributors?)\b|\b(?:reflect|represent)\b).*",
        rf"(?:the |any |all )?(?:views|opinions) expressed (?:in|on) (?:this|our) {_PIECE}\b.*",
        r"(?:(?:copyright )?(?:©|\(c\) ?(?=\d{4}))|copyright(?= \d{4})) ?(?:\d{4}|(?-i:[A-Z])).{0,120}",
        r"all rights reserved\b.{0,40}",
        r"(?:have|got) (?:an? (?:idea|story|tip|opinion)|something to (?:say|add))\b.{0,140}\?",
        r"(?:please )?(?:send|submit|e-?mail)(?: us)?(?: an?| your)? (?:short |brief )?"
        r"(?:pitch(?:es)?|proposals?|submissions?|tips?|manuscripts?|letters?) to\b.*",
        r"(?:full |our |the )?(?:guidelines for (?:contributors|authors|submissions?)"
        r"|submission guidelines)\b.{0,40}\b(?:here|found|available|below)\b.{0,20}",
        r"(?:interested in|want to|would you like to|do you want to)"
        r" (?:writ(?:e|ing)|contribut(?:e|ing)|pitch|publish(?:ing)?)\b.{0,40}\b(?:for|to|with) us\b.*",
        r"(?:please )?(?:click|tap) (?:here|below|on the (?:link|button|image))\b.{0,100}",
        rf"this {_PIECE} (?:(?:was|is) )?(?:originally|first) (?:appeared|published)\b.{{0,150}}",
        r"follow (?:us|me|the authors?|him|her) on\b.{0,80}",
        r"(?:read|view|download) the (?:complete|full|original) (?:article|paper|pdf|report|story).{0,10}",
    )
)
_CREDIT = re.compile(
    rf"""[\[(]?(?:
      (?:photo|image|picture|photograph|illustration|graphic|map|video)(?:graph)?(?:\ (?:credit|source))?s?\ ?
      (?::\ ?|\ (?:by|courtesy\ of|via|from|credit)\ |©\ ?)(?-i:[A-Z@©]).{{1,90}}
    | credits?:\ ?(?-i:[A-Z@©])[^0-9]{{1,80}}
    | (?:photo(?:graph)?\ |image\ )?courtesy\ of\ (?-i:[A-Z]).{{1,80}}
    | (?:[\w.'’-]+\ ){{0,4}}(?:[\w.'’-]+)?(?:/|via|for|\|)\ ?
      (?-i:{_AGENCIES})(?:\ (?:Images|Stock|Photo))?.{{0,40}}
    | (?-i:{_AGENCIES})(?:\ (?:Images|Stock|Photo))?\ ?/.{{1,60}}
    )[\])]?\.?""",
    re.I | re.X,
)
_CREDIT_AT_END = re.compile(
    rf"[(\[](?:photo|image|picture|credit)s?\b[^)\]]{{2,80}}[)\]]\.?$|{_AGENCIES} Images\)?\.?$", re.I
)
_CAPTION = re.compile(
    r"(?:FILE ?(?:PHOTO)? ?[-–—:] .+"
    r"|(?:In this|This) (?:\w+ )?(?:\w+\.? \d{1,2}, \d{4},? )?file (?:photo|image|picture)\b.+"
    r"|(?:Pictured|Caption|File photo): .+)",
    re.S,
)
_LONGEST_CAPTION = 60  # words


def is_label(line: str) -> bool:
    """True for a line that is a control or a heading of the page: "Share", "Scroll to Top", "Footnotes"."""
    bare = line.strip(" \t\n:.!|»«›‹→←↑↓•·[]()*_#-")
    if _LABEL.fullmatch(" ".join(bare.split())):
        return True
    words = _WORD.findall(bare.lower())
    if not 0 < len(words) <= _MOST_CONTROL_WORDS or any(character.isdigit() for character in bare):
        return False
    known = all(word in _CONTROLS or word in _AROUND_CONTROLS for word in words)
    return known and any(word in _CONTROLS for word in words)


def is_notice(sentence: str) -> bool:
    """True for a sentence about the site and not the subject: cookies, newsletters, disclaimers."""
    bare = " ".join(sentence.split()).strip("*_[]() ")
    return any(notice.fullmatch(bare) for notice in _NOTICES)


def is_caption(block: str, last_sentence: str) -> bool:
    """True for a block that describes a picture: it ends with a credit, or begins as captions do."""
    if len(block.split()) > _LONGEST_CAPTION:
        return False
    bare = " ".join(block.split())
    ending = " ".join(last_sentence.split())
    return bool(_CREDIT.fullmatch(ending) or _CREDIT_AT_END.search(bare) or _CAPTION.fullmatch(bare))
