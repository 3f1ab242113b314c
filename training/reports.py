"""Claims as sources report them: confirmed, denied, negated, or left open. Only what is denied or confirmed has a side.

Written by rule, since public inference data hardly ever has a source that quotes a claim and rejects it.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rag.words import content_stems
from training.pairs import Pair, Verdict
from training.yes_no import as_embedded, as_question, negation

_WHO = (
    "the company",
    "the inquiry",
    "the minister",
    "the union",
    "a spokesman",
    "the police",
    "the government",
    "the report",
    "the mayor",
    "the commission",
    "the hospital",
    "its director",
    "the author",
    "the court",
    "the ministry",
    "the club",
    "the bank",
    "her lawyer",
    "the army",
    "the agency",
    "the operator",
    "one survivor",
    "the coastguard",
    "the museum",
    "the studio",
    "the league",
    "the university",
    "a neighbour",
    "the regulator",
    "the newspaper",
    "the archive",
    "Mr Halden",
    "Professor Iyer",
    "Dr Okafor",
    "Ms Lindqvist",
    "the bishop",
)
_CONFIRMED = (
    "{Who} confirmed that {claim}.",
    "{Who} says that {claim}.",
    "According to {who}, {claim}.",
    "There is no doubt that {claim}.",
    "{Who} does not deny that {claim}.",
    "{Who} found that {claim}.",
    "Nobody disputes that {claim}.",
    "{Who} admitted that {claim}.",
    "As {who} put it, {claim}.",
    "{Who} has accepted that {claim}.",
    "It is beyond dispute that {claim}, {who} said.",
    "“I can tell you that {claim},” {who} said.",
    "{Who} has no doubt that {claim}.",
    "{Who} rejected suggestions that anything else was the case: {claim}.",
    "{Who} acknowledged on {day} that {claim}.",
    "{Who} concluded that {claim}.",
)
_DENIED = (
    "{Who} denies that {claim}.",
    "{Who} rejected the claim that {claim}.",
    "{Who} rejects claims that {claim}.",
    "{Who} dismissed reports that {claim} as nonsense.",
    "There is no evidence that {claim}.",
    "{Who} found no sign that {claim}.",
    "It is not true that {claim}.",
    "{Who} has ruled out that {claim}.",
    "Contrary to what {other} says, it is not the case that {claim}.",
    "Claims that {claim} are false, according to {who}.",
    "Nothing suggests that {claim}.",
    "{Who} does not believe that {claim}.",
    "{Who} disputes {other}'s account that {claim}.",
    "{Who} doubts that {claim}.",
    "“It is simply wrong to say that {claim},” {who} said.",
    "{Who} said that {claim}, but this turned out to be untrue.",
    "There was no truth in the story that {claim}, {who} said.",
    "It had been reported that {claim}; {who} has withdrawn the report.",
    "{Who} called the idea that {claim} a myth.",
    "{Other} claims that {claim}. That is propaganda, {who} says.",
    "Nobody at {who} believes that {claim}.",
    "It is widely thought that {claim}, wrongly, as {who} has shown.",
    "{Who} could find nothing to support {other}'s statement that {claim}.",
    "The rumour that {claim} is unfounded, {who} told us on {day}.",
    "{Who} contradicted {other}, who had said that {claim}.",
    "Far from it being true that {claim}, {who} found the opposite.",
    "{Who} saw no reason to think that {claim}.",
)
_OPEN = (
    "{Who} asked whether {claim}.",
    "It is not known whether {claim}.",
    "Some say that {claim}, others deny it.",
    "{Who} is examining whether {claim}.",
    "It remains unclear whether {claim}.",
    "{Who} would not say whether {claim}.",
    "If {claim}, the consequences would be serious, {who} said.",
    "{Who} will report in {month} on whether {claim}.",
    "{Who} says that {claim}; {other} says the opposite.",
    "Whether {claim} is for {who} to decide.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "March", "May", "June", "September", "November")
_ANOTHER = 0.15  # share of reports on another claim about the same
_SHARED = 0.5  # share of the claim's words that such a one may have
_LONGEST = 160  # code points of a claim that is put inside a sentence
_FORMS: tuple[tuple[tuple[str, ...], Verdict, float], ...] = (
    (_CONFIRMED, "agree", 0.25),
    (_DENIED, "contradict", 0.4),
    (_OPEN, "neither", 0.15),
)
_FLIPPED: dict[Verdict, Verdict] = {"agree": "contradict", "contradict": "agree", "neither": "neither"}


def reported_pairs(pairs: Sequence[Pair], seed: int, most: int) -> Iterator[Pair]:
    """Yield pairs of a report on a claim and "Yes." or "No." to the question whether the claim holds.

    The claims are the second statements of `pairs`. Where the first agrees with it, it may be reported instead,
    so that not only the question's own words are.
    """
    rng = random.Random(seed)
    others = _by_subject(pairs)
    for pair in rng.sample(list(pairs), len(pairs)):
        question = as_question(pair.second)
        if most and question and pair.verdict == "agree" and not pair.question:
            told = _of_another(pair, others, rng) if rng.random() < _ANOTHER else _told(pair, rng)
            if told:
                most -= 1
                yield _answered(*told, question, rng)


def _by_subject(pairs: Sequence[Pair]) -> dict[str, list[str]]:
    """Return the claims by their first two words, which mostly name whom they are about."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for pair in pairs:
        found[_subject(pair.second)][pair.second] = None
    return {subject: list(claims) for subject, claims in found.items()}


def _subject(claim: str) -> str:
    return " ".join(claim.split()[:2])


def _of_another(pair: Pair, others: Mapping[str, Sequence[str]], rng: random.Random) -> tuple[str, Verdict] | None:
    """Return a report, mostly a denial, of another claim about the same: it leaves the one asked about open."""
    own = content_stems(pair.second)
    claims = [
        claim
        for claim in others[_subject(pair.second)]
        if len(content_stems(claim) & own) <= _SHARED * len(own) and len(claim) <= _LONGEST
    ]
    embedded = as_embedded(rng.choice(claims)) if claims else None
    return (_fill(rng.choice((*_DENIED, *_DENIED, *_CONFIRMED)), embedded, rng), "neither") if embedded else None


def _told(pair: Pair, rng: random.Random) -> tuple[str, Verdict] | None:
    """Return a sentence made from a pair's claim, and how "Yes." stands to it."""
    forms, verdict, _ = rng.choices((*_FORMS, ((), "contradict", 0.2)), weights=[*(form[2] for form in _FORMS), 0.2])[0]
    if not forms:
        negated = negation(pair.second)
        return (negated, verdict) if negated else None
    claim = pair.first if rng.random() < 0.4 and len(pair.first) <= _LONGEST else pair.second
    embedded = as_embedded(claim) if len(claim) <= _LONGEST else None
    return (_fill(rng.choice(forms), embedded, rng), verdict) if embedded else None


def _fill(form: str, claim: str, rng: random.Random) -> str:
    who, other = rng.sample(_WHO, 2)
    upper = {"Who": who[0].upper() + who[1:], "Other": other[0].upper() + other[1:]}
    return form.format(claim=claim, who=who, other=other, day=rng.choice(_DAYS), month=rng.choice(_MONTHS), **upper)


def _answered(sentence: str, verdict: Verdict, question: str, rng: random.Random) -> Pair:
    yes = rng.random() < 0.5
    return Pair(sentence, "Yes." if yes else "No.", verdict if yes else _FLIPPED[verdict], question)
