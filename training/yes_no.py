"""Claims turned into the yes/no questions that they answer."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.word_vectors import load_word_vectors
from training.pairs import Pair, Verdict

_FRONTED = re.compile(
    r"^((?:(?!\b(?:that|who|which)\b).){3,70}?) "
    r"(is|was|are|were|has|have|had|can|could|will|would|should|did|does) (.+?)[ .]*$"
)
_PARTICIPLE = re.compile(
    r"(?:not |never |also |already )?(?:\w+(?:ed|en|wn|ne|de|un|ut)|had|sold|won|led|held|met|re?built|sent|spent|kept|"
    r"lost|paid|told|said|found|left|become|come)\b"
)
_IRREGULAR = {
    "became": "become", "won": "win", "made": "make", "began": "begin", "took": "take", "had": "have", "went": "go",
    "gave": "give", "got": "get", "held": "hold", "led": "lead", "left": "leave", "lost": "lose", "met": "meet",
    "said": "say", "saw": "see", "sold": "sell", "sent": "send", "spent": "spend", "told": "tell", "wrote": "write",
    "came": "come", "fell": "fall", "grew": "grow", "knew": "know", "rose": "rise", "ran": "run", "built": "build",
    "broke": "break", "found": "find", "kept": "keep", "paid": "pay", "put": "put", "set": "set", "hit": "hit",
    "cost": "cost", "sang": "sing", "sank": "sink", "stood": "stand", "thought": "think", "wore": "wear",
}  # fmt: skip
_PAST_TENSE = re.compile(
    rf"^([A-Z](?:(?!\b(?:has|have|that|who|which)\b)[^,;]){{1,50}}?) ([a-z]{{3,}}ed|{'|'.join(_IRREGULAR)}) (.+?)[ .]*$"
)
_LOWERED = frozenset(
    ("The", "A", "An", "There", "It", "He", "She", "They", "This", "More", "Less", "Fewer", "All", "Over", "Two",
     "Three", "Some", "Many", "Most", "People", "Both", "These", "Those", "We", "You", "Men", "Women", "Her", "His",
     "Its", "Their", "My", "Our", "No", "Several", "Each")
)  # fmt: skip
_ADVERBIAL = frozenset(
    ("In", "On", "At", "By", "As", "According", "After", "Before", "During", "From", "Since", "Until", "If", "When",
     "While", "Due", "Although", "Because", "With", "Without", "For")
)  # fmt: skip


def as_question(claim: str) -> str | None:
    """Return the yes/no question a claim answers, None where no auxiliary or simple past is found to front."""
    if len(claim) > 200 or not claim or claim.split()[0].strip(",") in _ADVERBIAL:
        return None
    return _fronted(claim) or _with_did(claim)


def _fronted(claim: str) -> str | None:
    found = _FRONTED.match(claim)
    if not found or (found[2] in ("has", "have", "had") and not _PARTICIPLE.match(found[3])):
        return None
    return f"{found[2].capitalize()} {_inside(found[1])} {found[3]}?"


def _with_did(claim: str) -> str | None:
    found = _PAST_TENSE.match(claim)
    base = _base(found[2]) if found else None
    return f"Did {_inside(found[1])} {base} {found[3]}?" if found and base else None


def negation(claim: str) -> str | None:
    """Return the claim denied, None where its verb is not found."""
    fronted = _FRONTED.match(claim)
    if fronted and (fronted[2] not in ("has", "have", "had") or _PARTICIPLE.match(fronted[3])):
        return f"{fronted[1]} {fronted[2]} not {fronted[3]}."
    past = _PAST_TENSE.match(claim)
    base = _base(past[2]) if past else None
    return f"{past[1]} did not {base} {past[3]}." if past and base else None


def as_embedded(claim: str) -> str | None:
    """Return the claim as it stands after "that", None for one that starts with an adverbial or is no sentence."""
    words = claim.split()
    if len(words) < 3 or words[0].strip(",") in _ADVERBIAL or not claim[0].isupper():
        return None
    return _inside(claim.rstrip(" .!?"))


def _base(verb: str) -> str | None:
    """Return the verb's infinitive; for a regular one the first form that the model's vocabulary has."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    forms = [verb[:-1], verb[:-2], verb[:-3]]
    if verb.endswith("ied") and len(verb) > 4:  # carried; not died
        forms.insert(0, f"{verb[:-3]}y")
    if re.search(r"..([bdgmnprt])\1ed$", verb):  # starred, stopped; not called, added
        forms.insert(0, verb[:-3])
    return next((form for form in forms if load_word_vectors().knows(form)), None)


def _inside(subject: str) -> str:
    """Return a sentence's subject as it stands inside another."""
    lowered = subject.split()[0] in _LOWERED
    return subject[0].lower() + subject[1:] if lowered else subject


_PLACES = (
    "Harth", "Lisbon", "the north", "Marl County", "Ost", "Kavala", "the valley", "Ireland", "Port Ellis", "the area",
    "Gujarat", "Westmere", "the province", "Tarn", "Buenos Aires", "Kessel", "the capital", "Veld", "Norway", "St Anne",
)  # fmt: skip
_TIMES = (
    "2021", "March 2019", "September 2022", "the spring of 2020", "2015", "May", "last year", "1998", "October", "2024",
)  # fmt: skip


def scoped(pair: Pair, rng: random.Random) -> Pair:
    """Return a pair whose question also names a place or a time that the statement leaves to its surroundings.

    What a source says is mostly of the place and the time that all of it is about; without such pairs a model takes
    a statement that does not repeat them for one about something else.
    """
    if pair.second not in ("Yes.", "No.") or not pair.question.endswith("?"):
        return pair
    return replace(pair, question=f"{pair.question[:-1]} in {rng.choice(rng.choice((_PLACES, _TIMES)))}?")


_TURNED: dict[Verdict, Verdict] = {"agree": "contradict", "contradict": "agree", "neither": "neither"}


def yes_no_pairs(pairs: Sequence[Pair], seed: int, most: int) -> Iterator[Pair]:
    """Yield pairs whose second statement is "Yes." or "No." to the question its claim was turned into."""
    rng = random.Random(seed)
    for pair in rng.sample(list(pairs), len(pairs)):
        question = as_question(pair.second) if not pair.question and pair.verdict in _TURNED else None
        if question and most:
            most -= 1
            said = rng.random() < 0.5
            yield Pair(pair.first, "Yes." if said else "No.", pair.verdict if said else _TURNED[pair.verdict], question)
