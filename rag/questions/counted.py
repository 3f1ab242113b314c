"""Whom or what a question counts: the helicopters of "How many helicopters took part?"."""

import re

from rag.questions.fates import fate_asked
from rag.questions.keyword_kinds import people_sought
from rag.questions.phrases import DETERMINERS, ends_phrase, word_set
from rag.values.nouns import looks_plural
from rag.values.types import Value

_COUNTED = re.compile(r"\b(?:how many|(?P<searched>numbers? of)) (?P<noun>.+)", re.I)
_ENDS_NOUN = re.compile(
    r"^(?:according|are|is|was|were|do|does|did|have|has|had|can|could|will|would|in|on|at|of|aboard|that|who|from|there|than"
    r"|per|to|by|for|with|\w{3,}ed|\w+n['’]t|took|take|lost|live|work|play|make|made|got|went|came|remain|died?)$",
    re.I,
)
# behind a plural: 'people get', 'children bear', not 'use cases'
_BARE_VERBS = word_set(
    "get use own serve speak bear believe say want need face hold keep belong attend visit support oppose suffer read",
    "buy sell eat drink know think carry contain reach cross recognise recognize remember exist stay fit pay earn",
)
_LONGEST = 4  # words in the counted noun phrase, "different kinds of support" among them


def words_counted(text: str, offered: tuple[Value, ...]) -> tuple[str, ...]:
    """Return the words of the counted noun phrase, the head last; `offered`: the figures among which it lets choose."""
    if offered and offered[-1].noun:
        noun = offered[-1].label.lower()
        return () if fate_asked(noun) else tuple(noun.split())
    match = _COUNTED.search(text)
    if not match:
        return tuple(filter(None, [people_sought(text)]))
    phrase: list[str] = []
    for word in re.findall(r"[\w'’-]+", match["noun"]):
        named = match["searched"] and phrase and word[0].isupper()  # "number of girls Jangebe abduction"
        if named or len(phrase) == _LONGEST or _ends_noun(word, phrase):
            break
        phrase.append(word)
    return tuple(word.lower() for word in _without_verb(phrase))


def _ends_noun(word: str, phrase: list[str]) -> bool:
    """Whether a counted noun phrase is over before a word: 'cars | a day', not 'newly built flats'."""
    low = word.lower()
    headed = any(looks_plural(before.lower()) for before in phrase) and low not in ("and", "or")
    return bool(_ENDS_NOUN.match(low)) or (headed and (low in DETERMINERS | _BARE_VERBS or ends_phrase(word)))


def _without_verb(phrase: list[str]) -> list[str]:
    """Return a counted noun phrase without the verb and the name that a name at its end shows: 'tankers serve Zerath'.

    A name within it is of the noun: 'black Labour members'.
    """
    if len(phrase) < 2 or not phrase[-1][0].isupper() or phrase[-1].endswith("s"):  # 'women MPs'
        return phrase
    head = next((number for number, word in enumerate(phrase) if looks_plural(word.lower())), len(phrase) - 1)
    return phrase[: head + 1]
