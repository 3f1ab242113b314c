"""Nouns under which different texts count the same things.

Kept short and general: a class earns its place when newspapers use its words for one another. Groups of which one
is part of the other ('passengers' and 'people', 'children' and 'people') are left apart on purpose, because the
two counts can then both hold.
"""

import re
from itertools import pairwise

from rag.values.nouns import singular
from rag.values.spelled import NUMBER_WORDS

PEOPLE = frozenset(
    # the words for those killed, hurt, missing or saved count people too; the value's role tells them apart
    [
        "person",
        "individual",
        "man",
        "human",
        "soul",
        "dead",
        "killed",
        "death",
        "fatality",
        "body",
        "corpse",
        "victim",
        "life",
        "casualty",
        "wounded",
        "injured",
        "injury",
        "missing",
        "survivor",
        "colleague",
        "comrade",
        "martyr",
        "folk",
        "brother",
    ]
)
_CLASSES = tuple(
    frozenset(words.split())
    for words in (
        "fighter militant combatant insurgent rebel jihadist terrorist operative member guerrilla volunteer man",
        "soldier troop trooper serviceman personnel fighter combatant man",
        "gunman attacker assailant shooter assassin man",
        "ship vessel boat",
        "aircraft plane airplane aeroplane jet airliner",
        "car vehicle automobile",
        "job position post",
        "pupil student child kid boy girl",
        "vote ballot",
        "seat mandate",
        "case infection",
        "resident inhabitant citizen person soul",
        "employee worker staff colleague labourer hand",
        "house home dwelling",
        "spectator fan attendee",
        "attack strike raid assault",
        "detainee prisoner inmate man",
        "refugee migrant",
        "nation country state",
        "film movie",
        "kid child baby infant",
        "work painting picture canvas piece object",
        "paper document text article file",
        "title championship",
        "shot round",
        "visitor guest attendee tourist",
        "speaker person",
        "officer policeman police",
    )
)


def same_things(first: str, second: str) -> bool:
    """Whether two singular nouns can count the same things; an unstated noun can stand for any."""
    if not first or not second or first == second:
        return True
    if first in PEOPLE and second in PEOPLE:
        return True
    return any(first in words and second in words for words in _CLASSES)


_REBELS, _SOLDIERS = "militant insurgent rebel jihadist terrorist gunman enemy", "soldier troop trooper serviceman"
# Groups of people of which nobody is in both.
_APART = tuple(
    (frozenset(ours.split()), frozenset(theirs.split()))
    for ours, theirs in (
        ("civilian noncombatant bystander", f"{_REBELS} {_SOLDIERS} fighter combatant"),
        (_REBELS, _SOLDIERS),
        ("passenger", "crew crewman sailor"),
        ("child kid boy girl", "adult"),
        ("woman girl", "man boy"),
        ("pupil student", "teacher"),
        ("patient", "doctor nurse"),
        ("prisoner inmate", "guard"),
    )
)


def are_apart(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether among singular nouns on either side are two that name groups of people with nobody in common."""
    return any((ours & a and theirs & b) or (ours & b and theirs & a) for a, b in _APART)


# Sorts of people of which a family, a crew or a crowd counts its own: of one another they are a part or apart.
_SORTS = tuple(
    frozenset(words)
    for words in (
        ["child", "kid"], ["son"], ["daughter"], ["man"], ["woman"], ["boy"], ["girl"], ["adult"], ["brother"],
        ["sister"], ["baby", "infant"], ["teenager"], ["grandchild"], ["pensioner"],
    )
)  # fmt: skip
_NUMBERS = NUMBER_WORDS | {"a", "an"}


def other_sort(asked: frozenset[str], counted: frozenset[str], text: str) -> bool:
    """Whether the singular nouns counted name another sort of people than those asked for, in a text that has several.

    "The army has 800 boys" may be of the children asked for; "four sons and a daughter" tells the sons apart.
    """
    ours, theirs, told = ([sort for sort in _SORTS if sort & nouns] for nouns in (asked, counted, _counted(text)))
    return bool(ours and theirs) and len(told) > 1 and not any(sort in ours for sort in theirs)


def _counted(text: str) -> frozenset[str]:
    """Return the singular nouns that stand behind a number: "four sons and a daughter", not "800 boys and girls"."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(singular(noun) for number, noun in pairwise(words) if number in _NUMBERS or number.isdigit())
