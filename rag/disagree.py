"""Disagreements: positions that cannot all hold, with their kind and a sentence that says so."""

import re
import textwrap
from calendar import month_name
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from rag.confidence import confidence
from rag.conflict import same_time, sureness
from rag.evidence import Evidence, clause_of
from rag.latest import NO_LONGER
from rag.positions import Group
from rag.questions.question import Question
from rag.types import Disagreement, Kind, Position
from rag.values.plain import one_line
from rag.values.render import render
from rag.verdict import verdict

# What says that an account was put right, or that things are other than they were.
_REVISED = re.compile(
    r"\b(?:updat\w+|revis\w+|correct(?:ed|s|ion)|now|no longer|meanwhile|since then|latest|currently|has become"
    r"|have become|initial\w*|early (?:reports|figures|counts?)|at first|so far|preliminary|provisional"
    r"|final (?:results?|counts?|figures?|toll)|(?:put|pushed) back|put off|postpon\w+|brought forward|reschedul\w+"
    r"|(?:later|earlier|more|less|fewer) than (?:was |had been )?(?:planned|announced|expected|intended|scheduled))\b",
    re.I,
)
# "It is to open in May", "will cost", "is planned for June": what need not come to be so.
_PLANNED = re.compile(
    r"\b(?:(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bthe )(?:will|shall)"
    r"|(?:is|are|was|were) (?:to|set|expected|scheduled|planned|intended|supposed)\b|due (?:for|in|on"
    r"|to (?:be|open|close|start|begin|end|arrive|finish|take|go|leave|return|complete|come|launch|sail|land|expire))\b"
    r"|(?:scheduled|planned|slated|expected|aims?|hopes?|plans?|intends?) (?:for|to)\b)",
    re.I,
)
# No change is a fall that somebody has, a mountain that they climb, an offer that they decline.
_BODILY = (
    r"(?:(?:on|over|from|off|out|into|onto|through|under|behind|overboard|apart|short|silent|ill|sick|asleep|pregnant"
    r"|dead|victim|prey|foul|in (?:love|battle|action)|up|old|tired|against(?! the (?:dollar|euro|pound|yen))"
    r"|to (?:(?:his|her|their|its|the|my|your) "
    r"(?:deaths?|feet|knees?|ground|floor|bottom|rocks?|street|pavement|top|summit|rank|throne|occasion)|power|fame"
    r"|prominence|office|pieces|speak|comment|say|give|answer|discuss|name|take|be)"
    r"|the(?! (?:following|next|same|previous)\b)|his|her|their"
    r"|an?(?! (?:third|quarter|fifth|tenth|half|further|little|bit)))\b)"
)
_MOVED = re.compile(
    r"\b(?:rose|risen|ris(?:es|ing)|grew|grown|grow(?:s|ing)|climb(?:s|ed|ing)|fell|fallen|fall(?:s|ing)"
    rf"|drop(?:s|ped|ping)|declin(?:e[sd]?|ing))\b(?! {_BODILY})|\bincreas(?:e[sd]?|ing)\b",
    re.I,
)

# What brought something about and who is to blame is judged; what set it on fire, who did it, where and which is a
# fact, as a figure is.
_JUDGED = re.compile(
    r"\bwhy\b|\bcaus(?:e|es|ed|ing)\b|\breasons?\b|\b(?:blame|responsible|fault|guilty)\b|\bor\b|\bhow come\b"
    r"|\bwhat (?:(?:explains|led to|leads to|went wrong|brought (?:about|on)|gave rise to"
    r"|prompted|provoked|triggered)\b|account(?:s|ed) for\b|(?:lies|lay|was|is) behind\b)"
    r"|\bhow (?:did|could)\b.*\b(?:come about|happen|arise)\W*$|\bwhat\b.*\bdue to\W*$",
    re.I,
)
_CALLED = {"date": "date", "time": "time"}  # what is a figure to us and not to a reader
_COUNTED = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_LONGEST_CLAIM = 80  # code points of a quote within a sentence, where no words of it answer alone
CUT = " …"  # ends a claim of which only the beginning is given
_OPENS_SENTENCE = re.compile(
    r"(?:The|An?|This|That|These|Those|Its?|Their|His|Her|Our|They|He|She|We|Because|In|On|At)\b"
)
_ENDING = re.compile(r"(?<!\b[a-zA-Z]\.[a-zA-Z])[ .,;:]+$|[ ,;:]+$")  # but for the dot of "4.05 a.m."

Numbers = Mapping[tuple[str, int, int], int]


def number_citations(evidence: Sequence[Evidence]) -> Numbers:
    """Number what is cited from 1 in the order given; a sentence cited twice keeps its first number."""
    spans = dict.fromkeys((item.document.id, item.start, item.end) for item in evidence)
    return {span: number for number, span in enumerate(spans, start=1)}


def cited(evidence: Sequence[Evidence], numbers: Numbers) -> tuple[int, ...]:
    """Return the citation numbers of the evidence, in its order."""
    return tuple(dict.fromkeys(numbers[item.document.id, item.start, item.end] for item in evidence))


def describe(question: Question, rivals: Sequence[Group], numbers: Numbers) -> tuple[Disagreement, ...]:
    """Return the disagreement of positions that cannot all hold; none without such positions."""
    if not rivals:
        return ()
    kind = _kind(question, rivals)
    ordered = _latest_first(rivals) if kind == "update" else rivals
    positions = tuple(_position(question, rival, numbers) for rival in ordered)
    sure = confidence(question, min(sureness(rival) for rival in rivals[:2]))
    about = question.text.rstrip(" ?")
    return (Disagreement(about, kind, _summary(question, ordered, kind), round(sure, 3), positions),)


def _position(question: Question, rival: Group, numbers: Numbers) -> Position:
    first = rival.evidence[0]
    text = one_line(clause_of(first.quote, rival.value) if rival.value else first.quote)
    claim = _claim(question, rival) or _shortened(first.quote)
    return Position(text, claim, cited(rival.evidence, numbers), rival.origins)


def _claim(question: Question, rival: Group) -> str:
    """Return the figure, the side or the words that answer; empty where no words of the quote answer alone."""
    if rival.value:
        return one_line(render(rival.value))
    if rival.denies:
        return f"not {one_line(rival.denies)}"
    return verdict(question.text, rival.side) if rival.side else one_line(rival.evidence[0].words)


def _shortened(quote: str) -> str:
    return textwrap.shorten(one_line(quote), _LONGEST_CLAIM, placeholder=CUT)


# What a question of yes or no asks for that changes from day to day.
_STATE = re.compile(
    r"^(?:is|are|does|do|has|have)\b.*\b(?:still|yet|again|now|open|closed|in force|in short supply|available|missing"
    r"|in office|in prison|at large)\b",
    re.I,
)


def _kind(question: Question, rivals: Sequence[Group]) -> Kind:
    """Call it an update where figures say themselves that they are of different times.

    And where no two positions overlap in time, as far as their sources are dated, and a state was asked for that
    changes, or all are dated and the later tells of change.
    """
    if _tell_their_times(rivals):
        return "update"
    denied = any(rival.denies for rival in rivals)
    stance = rivals[0].side or denied or (rivals[0].value is None and _JUDGED.search(question.text))
    otherwise: Kind = "stance" if stance else "value"
    ordered = sorted(rivals, key=_oldest)
    if not _oldest(ordered[0]) or any(_newest(earlier) >= _oldest(later) for earlier, later in pairwise(ordered)):
        return otherwise
    changed = _changes(question, rivals[0]) or _has_happened(question, ordered) or _tell_of_change(question, ordered)
    return "update" if changed else otherwise


def _has_happened(question: Question, ordered: Sequence[Group]) -> bool:
    """Whether what is asked to have happened had not by the earlier sources, and has by the later ones."""
    asked = re.match(r"(?:has|have)\b", question.text, re.I) is not None and not question.dates
    return asked and _all_dated(ordered) and [rival.side for rival in ordered] == ["no", "yes"]


def _tell_of_change(question: Question, ordered: Sequence[Group]) -> bool:
    """Whether all sources are dated and each position but the earliest has one that tells of change.

    That something rose or fell is a change of the answer where it is asked how things stand, or how many died or were
    hurt; else it is part of what happened: "How high was the ash column?", "What caused the eruption?".
    """
    told = all(_tells_of_change(question, *pair) for pair in pairwise(ordered))
    return told and _all_dated(ordered)


def _tells_of_change(question: Question, earlier: Group, later: Group) -> bool:
    """Whether a source of the later position says so, or those of the earlier one only tell what day was planned.

    Unless a plan is asked for; and a bus that was to come every ten minutes is not known to have done so.
    """
    came_about = not _PLANNED.search(question.text) and _is_planned(earlier) and not _is_planned(later)
    return came_about or any(_tells(question, item) for item in later.evidence)


def _is_planned(rival: Group) -> bool:
    moments = [item for item in rival.evidence if item.value and item.value.kind in ("date", "time")]
    return bool(moments) and all(_PLANNED.search(item.quote) for item in moments)


def _all_dated(rivals: Sequence[Group]) -> bool:
    return all(item.document.metadata.published for rival in rivals for item in rival.evidence)


def _tells(question: Question, item: Evidence) -> bool:
    moved = (question.asks_what_lasts or question.role) and _MOVED.search(item.quote)
    return bool(moved or _REVISED.search(item.quote))


def _changes(question: Question, rival: Group) -> bool:
    """Whether how many there are, what something costs or who is in office is asked for, and not for what time.

    Of such answers at different dates in the sets for development four in five were updates, of sizes, shares and
    ages none.
    """
    if rival.side:
        return not question.dates and bool(_STATE.search(question.text))
    if _JUDGED.search(question.text):
        return False
    kind = rival.value.kind if rival.value else question.asks
    return question.asks_what_lasts and kind in ("count", "money", "person")


def _tell_their_times(rivals: Sequence[Group]) -> bool:
    """Whether the sentences that give the figures say that each is of another time; a date is no time of its own."""
    told = all(rival.value is not None and rival.value.kind != "date" for rival in rivals)
    return told and not any(same_time(*pair) for pair in combinations(rivals, 2))


def _latest_first(rivals: Sequence[Group]) -> tuple[Group, ...]:
    if _tell_their_times(rivals):
        return tuple(sorted(rivals, key=_last_told, reverse=True))
    return tuple(sorted(rivals, key=_still_and_newest, reverse=True))


def _still_and_newest(rival: Group) -> tuple[bool, str]:
    """Order by whether who or what is named still is so, then by date: "The former manager, Olaf Grimm, said ..."."""
    named = rival.value is None and rival.side is None
    return not (named and NO_LONGER.search(rival.evidence[0].quote)), _newest(rival)


def _last_told(rival: Group) -> float:
    """Return the end of the latest date that its sentences name."""
    return max(date.high for item in rival.evidence for date in item.dates)


def _newest(rival: Group) -> str:
    return max(item.document.metadata.published or "" for item in rival.evidence)


def _oldest(rival: Group) -> str:
    return min(filter(None, (item.document.metadata.published for item in rival.evidence)), default="")


def _summary(question: Question, rivals: Sequence[Group], kind: Kind) -> str:
    listed = _listed([(_spoken(question, rival), _who(rival)) for rival in rivals])
    value = rivals[0].value
    told = _CALLED.get(value.kind, "figure") if value else "answer"
    if kind == "update":
        if value and value.kind in _CALLED:  # the event did not move, what is known of it did
            return f"The {told} given changed over time, latest first: {listed}."
        return f"The {told} changed over time, latest first: {listed}."
    if len({item.document.id for rival in rivals for item in rival.evidence}) == 1:
        return f"One source gives {_in_words(len(rivals))} different {told}s: {listed}."
    if rivals[0].side:
        claims = [(_claim(question, rival), _who(rival)) for rival in rivals]
        sides = "; ".join(f"{claim[0].lower()}{claim[1:]} according to {who}" for claim, who in claims)
        return f"The sources take opposite sides: {sides}."
    return f"The sources give {_in_words(len(rivals))} different {told}s: {listed}."


def _listed(told: Sequence[tuple[str, str]]) -> str:
    """Return what is claimed and by whom in a row, parted by semicolons where there are commas within the claims."""
    parts = [f"{claim} ({who})" for claim, who in told]
    apart = ";" if len(told) > 2 and any(", " in claim for claim, _ in told) else ""
    return f"{apart or ','} ".join(parts[:-1]) + f"{apart} and {parts[-1]}"


def _spoken(question: Question, rival: Group) -> str:
    """Return what is claimed as it stands within a sentence, though it may have opened one or ended it."""
    if rival.side:
        return _claim(question, rival)
    said = _ENDING.sub("", _claim(question, rival))
    if not said:
        return f"“{_shortened(rival.evidence[0].quote)}”"
    counted = rival.value is not None and rival.value.kind in ("count", "percent") and said[1:2].islower()
    return said[0].lower() + said[1:] if counted or _OPENS_SENTENCE.match(said) else said


def _who(rival: Group) -> str:
    """Return who holds a position: its first source by name, and how many further ones are independent of it."""
    first = attribution(rival.evidence[0])
    others = rival.origins - 1
    if not others:
        return first
    comma = "," if re.search(r"[,:]| and ", first) else ""  # that of the date before it needs one behind it
    return f"{first}{comma} and {'another source' if others == 1 else f'{_in_words(others)} other sources'}"


def _in_words(count: int) -> str:
    return _COUNTED.get(count, str(count))


def attribution(item: Evidence) -> str:
    """Return who says it and when, as far as the document tells: "Maritime Accident Board, 3 June 2025"."""
    about = item.document.metadata
    who = about.source or about.title or item.document.name
    said = date_in_words(about.published) if about.published else ""
    return f"{who}, {said}" if said and not who.endswith(said) else who


def date_in_words(iso: str) -> str:
    """Return "3 June 2025", "June 2025" or "2025" for an ISO 8601 date of that precision."""
    year, *rest = iso.split("-")
    words = [year] if not rest else [month_name[int(rest[0])], year]
    return " ".join([str(int(rest[1])), *words] if len(rest) > 1 else words)
