"""What a count counts: the head noun after a figure.

No part-of-speech tagger: after a plural figure English puts the head noun last in a short run of words that
ends in a plural, and a closed list of function words ends the run. This costs microseconds where a tagger
costs
milliseconds.
"""

import re
from dataclasses import dataclass

from rag.values.vocabulary import words

_STOP = words(
    """a an the this that these those its his her their our my your and or but nor than as if so yet of in
    on at by to for from with without within into onto over under about above below after before since
    until till during between among against across along around near off out up down per via through
    throughout towards toward upon despite because while when where which who whom whose what why how
    there here then now also only just even still already ever never not no is are was were be been
    being am has have had having do does did will would shall should can could may might must said says
    say told tells it he she they we you i them him us me went came took got made became remain remains
    stood stands were each every both either neither others ago later earlier once twice last next this
    including such like plus versus vs minus following according more less fewer least most half between
    apart together alone away received grossed earned included showed began scored remained lost died fell drowned
    perished grieves changed comes goes dies lacks includes becomes gets gives gave knows believes loses seems owns
    pays begins doubles exceeds suffers sustained suffered needed refused one two three four five six seven eight nine
    ten eleven twelve thirteen fourteen fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
    million billion"""
)
_PLURAL = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child",
    "policemen": "policeman", "servicemen": "serviceman", "fishermen": "fisherman", "gunmen": "gunman",
    "firemen": "fireman", "servicewomen": "servicewoman", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "lives": "life", "wives": "wife", "knives": "knife",
    "wolves": "wolf", "leaves": "leaf", "thieves": "thief", "shelves": "shelf", "halves": "half",
    "calves": "calf", "loaves": "loaf",
    "oxen": "ox", "criteria": "criterion", "phenomena": "phenomenon", "bacteria": "bacterium",
    "dice": "die", "shoes": "shoe", "movies": "movie", "series": "series", "species": "species",
    "headquarters": "headquarters", "crises": "crisis", "analyses": "analysis", "bases": "base",
    "axes": "axe", "dead": "dead", "killed": "killed", "wounded": "wounded", "injured": "injured",
    "missing": "missing", "aircraft": "aircraft", "sheep": "sheep", "cattle": "cattle", "fish": "fish",
    "deer": "deer", "troops": "troop", "personnel": "personnel", "police": "police", "staff": "staff",
    "crew": "crew", "youth": "youth", "percent": "",
}  # fmt: skip
_ADJECTIVAL = frozenset({"dead", "killed", "wounded", "injured", "missing", "police", "staff", "crew", "youth"})
_NOT_PLURAL = ("ss", "us", "is", "'s", "’s", "ous")
_STEP = re.compile(r"[ \u00a0-]([a-z][a-z'’]*(?:-[a-z0-9]+)*)(?![0-9])")
_NUMBER = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty"
    r"|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)"
)
_OF_THE = re.compile(
    r" (?:out )?of (?:(?:the|its|their|his|her|those|these|our|all)(?: of the| last| first| past)?(?: [a-z]+['’]s)?"
    r"(?= ))?"
    rf"(?: ?(?:[0-9][0-9,]*|{_NUMBER}(?:[ -]{_NUMBER})?)(?= ))?(?= ?[a-z])"
)
_SUBJECT = re.compile(
    r"\bnumber of ((?:[a-z-]+ ){0,3}?(?:[a-z-]+s|people|children|women|men))\b[^.;,]*"
    r"\b(?:is|was|at|to|reached|be|of|by|exceeded) $"
)
_LONGEST = 4  # words from figure to head noun: 'two former Afghan government officials' has four


@dataclass(frozen=True, slots=True)
class Noun:
    """A head noun in the singular, with the words as written and where they end."""

    head: str
    label: str
    end: int
    reach: int  # end of the whole noun phrase, where it says more than `end` takes in


# What may follow a noun in the singular: 'one officer badly wounded'; but 'one building', 'one protest', 'one bed'.
_TRAILS = re.compile(
    r"(?:(?<!build)(?<!paint)(?<!meet)(?<!wedd)(?<!land)(?<!draw)(?<!warn)(?<!hear)(?<!kill)(?<!shoot)(?<!bomb)"
    r"(?<!cross)(?<!read)(?<!record)(?<!print)(?<!sitt)(?<!sibl)(?<!\br)(?<!\bk)(?<!\bw)(?<!str)(?<!spr)(?<!even)"
    r"(?<!morn)ing|(?<!\bb)(?<!\bse)(?<!\bsh)(?<!\bbre)(?<!\bsl)ed|ly|wise|paid"
    r"|(?<!prot)(?<!cont)(?<!for)(?<!inter)(?<!\bgu)(?<!requ)(?<!\bn)(?<!\bt)(?<!arr)(?<!harv)(?<!pri)(?<!conqu)"
    r"(?<!\bch)est)$"
)
# Watchmen, salesmen, policewomen; not a specimen.
_MEN = re.compile(r"[a-z]{3}(?<!speci)(?<!regi)(?<!abdo)(?<!bitu)(?<!acu)(?<!albu)(?<!cycla)men$")


def singular(word: str) -> str:
    """Return the singular of a lower-case plural noun."""
    if word in _PLURAL:
        return _PLURAL[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if _MEN.search(word):
        return word[:-2] + "an"
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")) or re.search(r"[^aeo]uses$", word):
        return word[:-2]
    return word[:-1] if looks_plural(word) else word


def plural(phrase: str) -> str:
    """Return a lower-case noun phrase of one as of several: "missing persons"."""
    lead, _, noun = phrase.rpartition(" ")
    made = next((many for many, one in _PLURAL.items() if one == noun), "")
    if not made:
        made = f"{noun[:-1]}ies" if re.search(r"[^aeiou]y$", noun) else noun
        made += "" if made != noun else "es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s"
    return f"{lead} {made}".strip()


def looks_plural(word: str) -> bool:
    """Whether a lower-case word could be a plural noun."""
    return word in _PLURAL or (len(word) > 3 and word.endswith("s") and not word.endswith(_NOT_PLURAL))


def read_noun(low: str, pos: int, *, one: bool = False) -> Noun | None:
    """Read the noun phrase after a figure that ends at `pos`; `one` where the figure is one."""
    words = _run(low, pos)
    count = _to_last(words) if one else _to_plural(words)
    if not count:
        return None
    last = words[count - 1]
    head = singular(last.group(1).split("-")[-1])
    return Noun("" if head == "other" else head, low[pos : last.end()].strip(" -"), last.end(), last.end())


def read_whole(low: str, pos: int) -> Noun | None:
    """Read the noun of the whole that a figure ending at `pos` is a part of: '12 of the 30 passengers'.

    The noun's `end` is `pos`: the whole is a figure of its own.
    """
    match = _OF_THE.match(low, pos)
    noun = read_noun(low, match.end() - (low[match.end()] != " ")) if match else None
    return Noun(noun.head, noun.label, pos, noun.end) if noun else None


def subject_noun(low: str, pos: int) -> str:
    """Return the noun of 'the number of survivors stands at' where that leads to `pos`, or ''."""
    match = _SUBJECT.search(low, max(0, pos - 90), pos)
    return singular(match[1].rsplit(" ", 1)[-1]) if match else ""


def _run(low: str, pos: int) -> list[re.Match[str]]:
    words: list[re.Match[str]] = []
    match = _STEP.match(low, pos)
    while match and len(words) < _LONGEST and match.group(1) not in _STOP:
        words.append(match)
        match = _STEP.match(low, match.end())
    return words


def _to_last(words: list[re.Match[str]]) -> int:
    """Return how many words reach the head after 'one': all but the verbs and adverbs that follow it."""
    count = len(words)
    while count and _TRAILS.search(words[count - 1].group(1)):
        count -= 1
    return count


def _to_plural(words: list[re.Match[str]]) -> int:
    """Return how many words reach the head: the first plural and the plurals that directly follow it."""
    for index, match in enumerate(words):
        word = match.group(1).split("-")[-1]
        if not looks_plural(word):
            continue
        following = words[index + 1].group(1) if index + 1 < len(words) else ""
        if not looks_plural(following) or following in _ADJECTIVAL:
            return index + 1
    return 0
