"""Words as the engine compares them: lower-cased stems without function words, and proper names."""

import re
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_FUNCTION = frozenset(
    word
    for line in (
        "a an the this that these those of in on at to for from by with within without into onto over under about",
        "and or but nor so yet if than then as is are was were be been being am do does did done has have had having",
        "can could will would shall should may might must not no any some all each every both either neither there",
        "here it its he him his she her hers they them their theirs we us our ours i me my you your yours who whom",
        "whose which what when where why how s t re ve ll d m also just only very more most much many per via during",
        "between among up out off while because since until after before again further once own same such too still",
        "even according against",
    )
    for word in line.split()
)
_stemmer = Stemmer.Stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the Snowball English stem of one word, lower-cased, without a possessive ending."""
    return str(_stemmer.stemWord(_POSSESSIVE.sub("", word.lower()).replace("’", "'")))


def is_function_word(word: str) -> bool:
    """Whether a word only holds a sentence together and says nothing of its own."""
    return word.lower() in _FUNCTION and not (len(word) > 1 and word.isupper())  # the US, the WHO


def without_article(name: str) -> str:
    """Leave out of a capitalised name the word that starts a sentence: "In Lisbon", "The Hague" too."""
    first, _, rest = name.partition(" ")
    return rest if is_function_word(first) else name


@lru_cache(maxsize=16384)
def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning; the parts of a hyphenated word that is no acronym too."""
    found: set[str] = set()
    for word in _WORD.findall(text):
        parts = {word} if word.upper() == word else {word, *re.split(r"[-’']", word)}
        found.update(stem(part) for part in parts if len(part) > 1 and not is_function_word(part))
    return frozenset(found)


@lru_cache(maxsize=16384)
def content_words(text: str) -> tuple[str, ...]:
    """Return the distinct words that carry meaning, lower-cased, as written."""
    return tuple(
        dict.fromkeys(word.lower() for word in _WORD.findall(text) if len(word) > 1 and not is_function_word(word))
    )


@lru_cache(maxsize=16384)
def names(text: str) -> frozenset[str]:
    """Return the stems of capitalised words that do not merely start a sentence.

    A sentence's first word counts only when the next word is capitalised too or it holds a second capital (IS-K).
    """
    found: set[str] = set()
    matches = list(_WORD.finditer(text))
    for index, match in enumerate(matches):
        word = match.group()
        if not word[0].isupper() or is_function_word(word) or len(word) < 2:
            continue
        if _starts_sentence(text, match.start()) and not _surely_name(
            word, matches[index + 1 : index + 2], text, match.end()
        ):
            continue
        found.add(stem(word))
    return frozenset(found)


def _starts_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\"'“‘(")
    return not before or before[-1] in ".!?:\n"


def _surely_name(word: str, following: list[re.Match[str]], text: str, end: int) -> bool:
    if sum(letter.isupper() for letter in word) > 1:
        return True
    return bool(following) and following[0].group()[0].isupper() and text[end : following[0].start()] == " "
