"""What a bare figure counts where its label stands before it: "Dead: 15", "| Water used (litres) | 9 million |"."""

import re
from dataclasses import dataclass, replace

from rag.values.lower import lowered
from rag.values.nouns import singular
from rag.values.quantities import read_quantity
from rag.values.roles import role_of
from rag.values.synonyms import PEOPLE
from rag.values.types import Value
from rag.values.vocabulary import words

_WORDS = r"[^\W\d_][^\n|:;=()0-9]{0,59}?"
_LABEL = re.compile(
    rf"(?:^|[\n;,(])[\s*_>#•·–—-]*(?P<words>{_WORDS})[*_]*(?: ?\((?P<unit>[^()|\n]{{1,24}})\))?"
    r"[\s*_]*?(?P<sign>[:=]|\s[–—-]\s|[.…]{3,}|\t|\s?\()[\s*_]*$"
)
_CELL = re.compile(rf"[ \t]*\|[\s*_]*(?P<words>{_WORDS})[\s*_]*(?:\((?P<unit>[^()|\n]{{1,24}})\))?[\s*_]*\|")
# A row of a table that has lost its rules, as in a PDF: "Injured 34 Hospital register".
_LOST_CELL = re.compile(rf"[\s*_]*(?P<words>{_WORDS})\s+$")
_AFTER_LOST_CELL = re.compile(r"\s*$|\s+[A-Z0-9]")
_LONGEST_ROW = 8  # words
_AFTER_BARE = re.compile(r"[\s*_)]*(?:$|[\n|;(.])")
_AFTER_COLON = re.compile(r"[\s*_)]*(?:$|[\n|;(.,])")
_LEADS = re.compile(r"^(?:the )?(?:(?:total|overall|average|mean|number|no\.|count)(?: of)?(?: the)? )+(?=\w)")
_SEVERAL = re.compile(r" (?:and|or|plus) |[/&,+]")  # "Dead and missing" are neither
_TOLL = re.compile(r"(?P<whom>[a-z]+) (?:toll|count|tally|total|figure|number)s?\b|toll\b")
# Whether these are counted or added up is for the question to say.
_SUMS = words(
    """cost sale damage profit earning wage revenue loss expense asset debt saving fund tax fee fine price receipt
    donation grant deposit loan dividend payment subsidy export import salary benefit liability reserve due borrowing
    receivable payable investment provision contribution pension rent proceed taking saving"""
)
# What may follow the things counted: a participle, where they are or what for. More is a clause: "Police made arrests".
_REST = re.compile(
    r"(?: [a-z-]+)?(?: (?:at|in|on|of|for|from|by|under|over|with|per|aboard|since|during|to|an?|each) .*)?$"
)
_SCALES = {"000": "thousand", "k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion"}
_UNIT = re.compile(
    r"(?:in )?(?:(?P<money>(?:us|nz|a|c|hk)?[£$€¥]|gbp|usd|eur|chf|sek|nok|dkk) ?(?P<short>['’]?000s?|k|mn?|bn?)?"
    r"|['’]?(?P<many>000)s?)?(?P<scale>(?:^|(?<=[ £$€¥]))(?:thousand|million|billion)s?)?(?: of)?"
    r"(?: ?(?P<things>[^\n]*))$",
    re.I,
)
_IN_BRACKETS = re.compile(r"\(([^()]{1,24})\)$|, ([^ ,]+)$")
_SCALE_LABEL = re.compile(r"\([^()\n]*(?:thousands|millions|billions|000s?)\b[^()\n]*\)[\s*_]*[:=|]", re.I)


@dataclass(frozen=True, slots=True)
class _Label:
    words: str  # lower case
    unit: str


def labelled(text: str, value: Value) -> Value:
    """Return a bare figure of `text` as a figure of what its label says it counts or measures."""
    if not is_bare(value):
        return value
    label = _label_before(text, value)
    return counted_by(value, label.words, label.unit) if label else _fate_before(text, value)


def in_label(text: str, value: Value) -> bool:
    """Whether a number is only the scale in a label: "Revenue ($ millions): 41.2", "Households ('000): 41"."""
    return any(match.start() <= value.start and value.end <= match.end() for match in _SCALE_LABEL.finditer(text))


def is_bare(value: Value) -> bool:
    """Whether a figure has no word to say of what it is; in "48m" that may be missing as well."""
    if value.kind == "count":
        return not value.noun and not value.role
    return value.kind == "measure" and value.label.lower() == "m"


def counted_by(value: Value, things: str, unit: str = "") -> Value:
    """Return a bare figure in a unit, as "£m" or "crowns", or else as counting what the words name."""
    measured = _in_unit(value, unit)
    return _counting(measured, things) if measured.kind == "count" and is_bare(measured) else measured


def in_column(value: Value, heading: str, corner: str) -> Value:
    """Return a figure of a table with what the heading of its column and the table's corner say, as "£m"."""
    if not (is_bare(value) or value.kind == "count") or value.role or value.noun in PEOPLE:
        return value
    whole = replace(value, noun="", label="") if value.kind == "count" else value
    measured = _in_unit(whole, _unit_of(heading))
    if measured == whole:
        measured = _in_unit(whole, _unit_of(corner))
        if measured.kind == "money" and not is_bare(value):  # "Staff" in a table of "£m"
            return value
    if measured.kind != "count":
        return measured
    if measured.low != whole.low:  # "thousands"
        return replace(measured, noun=value.noun, label=value.label)
    return _counting(value, heading.lower()) if heading and is_bare(value) else value


def _unit_of(heading: str) -> str:
    """Return the unit in brackets at the end of a heading, or all of it, which may be one."""
    found = _IN_BRACKETS.search(heading)
    return found[1] or found[2] if found else heading


def _label_before(text: str, value: Value) -> _Label | None:
    before = text[text.rfind("\n", 0, value.start) + 1 : value.start]
    row = _CELL.match(before)
    if row and _AFTER_BARE.match(text, value.end) and before.rstrip(" \t*_").endswith("|"):
        return _Label(row["words"].strip().lower(), row["unit"] or "")
    found = _LABEL.search(before)
    after = _AFTER_COLON if found and found["sign"] in (":", "=") else _AFTER_BARE
    if not found or not after.match(text, value.end):
        return None
    return _Label(found["words"].strip().lower(), found["unit"] or "")


def _fate_before(text: str, value: Value) -> Value:
    """Return the figure with the fate that opens its line, where the line is the row of a table."""
    start, end = text.rfind("\n", 0, value.start) + 1, text.find("\n", value.end)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    found = _LOST_CELL.fullmatch(line, 0, value.start - start)
    if not found or len(line.split()) > _LONGEST_ROW or line.endswith((".", "!", "?", ":", ",", ";")):
        return value
    counted = _counting(value, found["words"].lower()) if _AFTER_LOST_CELL.match(line, value.end - start) else value
    return counted if counted.role else value


def _in_unit(value: Value, unit: str) -> Value:
    """Return the figure in that unit, or as it is where the unit cannot be read."""
    match = _UNIT.match(unit.strip())
    if not unit or match is None:
        return value
    short = (match["short"] or match["many"] or "").lower().strip("'’")
    scale = (match["scale"] or _SCALES.get(short.removesuffix("s"), "")).lower().removesuffix("s")
    if value.kind == "measure":  # "48m" of crowns
        value = replace(value, kind="count", unit="", low=value.low * 1e6, high=value.high * 1e6, label="",
                        precision=value.precision * 1e6)  # fmt: skip
    return _as_written(value, match["money"] or "", " ".join(f"{scale} {match['things']}".split()))


def _counting(value: Value, label: str) -> Value:
    """Return a count of what the label names."""
    if _SEVERAL.search(label):
        return value
    things = _LEADS.sub("", label)
    toll = _TOLL.search(things)
    if toll:
        return replace(value, role="dead" if not toll["whom"] else role_of("", 0, 0, singular(toll["whom"])))
    read = _as_written(value, "", things)
    return value if read.kind == "count" and (read.noun in _SUMS or value.precision < 1) else read


def _as_written(value: Value, before: str, after: str) -> Value:
    """Return the figure with the unit or the noun that 1 and 2 have between these words."""
    one, two = (_read(f"{before}{number} {after}", len(before)) for number in (1, 2))
    if one is None or two is None:
        return value
    factor = two.low - one.low
    offset = one.low - factor
    return replace(
        value, kind=two.kind, unit=two.unit, noun=two.noun, role=two.role,
        label=two.label if two.kind != "count" or (value.low, value.high) != (1, 1) else "",
        low=value.low * factor + offset, high=value.high * factor + offset, precision=value.precision * factor,
    )  # fmt: skip


def _read(text: str, pos: int) -> Value | None:
    low = lowered(text)
    found, _ = read_quantity(text, low, pos)
    return found if found and _REST.match(low, found.end) and not _is_only(found) else None


def _is_only(found: Value) -> bool:
    """Whether a number was read and nothing it counts or measures."""
    return found.kind == "count" and found.low in (1, 2) and not found.noun and not found.role
