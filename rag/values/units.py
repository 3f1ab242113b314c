"""The unit that follows a figure: a word, a symbol, or one unit by another as in 'mg per litre' and 'm3/s'."""

import re
from dataclasses import replace

from rag.values.nouns import looks_plural, read_noun
from rag.values.unit_table import SECOND, SYMBOLS, UNITS, Unit
from rag.values.vocabulary import words

__all__ = ["SECOND", "UNITS", "Unit", "figure_of", "name_of", "read_unit", "read_unknown"]

_NAMES = {
    (unit.base, unit.factor): name
    for name, unit in sorted(UNITS.items(), key=lambda item: len(item[0]))
    if unit.singular and unit.base != SECOND
}
_WORD = re.compile(r"[ \u00a0\u202f-]?((?:[°º] ?[cf]?|[a-zµμωö]+)(?:\^?[23]|[²³])?)(?![a-z0-9²³])")
_POWER = re.compile(r"[ \u00a0\u202f-]?((sq|cu)\.? ?(mm|cm|km|m|in|ft|yd|mi))(?![a-z0-9²³])")  # '200 sq. ft', '20 sqm'
_RAISED = re.compile(r" (squared|cubed)\b")
_NEXT_WORD = re.compile(r"[ -][a-z]+(?![a-z0-9²³])")
_LONGEST = 3  # words after the first: 'degrees ...', 'parts per million'
_AFTER_LETTER = re.compile(r"[),;./]|$| (?:of|an?|per|each)\b")  # '121,000 t of grain'
_ATTACHED_ONLY = frozenset({"c", "f", "h", "t", "l"})  # '25c' is a temperature, '25 c' is not
_MODEL = re.compile(r"[ \u00a0\u202f-]?[A-Z][A-Za-z]+-[0-9]")  # 'one Mi-17': no mile
_NOUNS_TOO = frozenset({"stone", "bar"})  # '17 stone arches', '12 bar staff'

# What one unit of a measure goes by: 'a day', 'per 100 km', '/m3', with what is measured named before it.
_SUBSTANCE = r"(?:co2e?|ch4|n2o|no[23x]|so2|(?:(?:who|i|bap|t)-?)?teqs?|(?:toxic|co2|carbon) equivalents?|n|p|c)"
_OF_WHAT = rf"(?: (?:of )?{_SUBSTANCE}\b| of [a-z0-9-]+(?: (?!per\b|each\b|every\b|an?\b)[a-z0-9-]+){{0,2}}?)?"
_BY = re.compile(rf"{_OF_WHAT}(?: ?/ ?(?:(?P<slashed>10+) ?)?| (?P<word>per|an?|each|every)(?= ))")
_SECOND = re.compile(r"s(?![a-z0-9²])")  # no unit by itself: 'in her 20s'
_TIMES = re.compile(r" ([0-9][0-9,]*)(?= ?[a-zµ])")
_NOT_BY = words("degree degrees magnitude stone foot inch in")
_LATER = re.compile(r" (?:ago|later|earlier|before|after|and a|or (?:two|so|more))\b")  # '5 km a day later'
_ORDINAL = re.compile(r" (?!(?:in|at|to|from|of|on|when|and|or|through|into|over|during|for|is|was|by|as|with)\b)")

# A small prefix before a capital, a sign that no word has, or a slash with a known unit behind it.
_SHAPE = re.compile(
    r"[ \u00a0\u202f-]?(?:(?P<symbol>[nmk][A-Z][A-Za-z]{0,2})|[A-Za-z]*[µμΩ²³][A-Za-zΩ²³]*"
    r"|(?P<top>[A-Za-z]+)/(?P<by>[A-Za-zµμ]+[²³23]?))(?![\w/])"
)
_UNKNOWN_BY = re.compile(r"/[a-zµμ][\w²³]*(?:/[a-zµμ][\w²³]*)*")  # '40 mg/tablet': not 40 mg of something else

_CONTEXT = 60  # characters either side in which the sense of a symbol shows
_AT_SEA = re.compile(
    r"\b(?:seas?|ships?|vessels?|boats?|coasts?|coastal|offshore|nautical|sail\w*|ports?|islands?|harbou?rs?|aircraft"
    r"|planes?|flights?|airports?|flew|runway|range|knots|naval|navy|waters|missiles?|pilot|captain|winds?|gust\w*"
    r"|storm|hurricane|speeds?)\b"
)
# 'nm' and 'kt' as written at sea, with a name to show that is not ambiguous, and elsewhere
_TWOFOLD = {
    "nm": (UNITS["nautical miles"], "nautical miles", Unit("meter", 1e-9)),
    "kt": (UNITS["knots"], "knots", Unit("kilogram", 1e6)),
}


def read_unit(low: str, pos: int, text: str = "") -> Unit | None:
    """Read the unit that follows a figure ending at `pos`; the longest match counts.

    Symbols that differ only in case are told apart by `text`, which is what `low` was before it was lowered.
    """
    unit = _read_simple(low, pos, text)
    further = _by_another(low, unit, text) if unit else None
    while unit and further:
        unit, further = further, _by_another(low, further, text)
    by = _UNKNOWN_BY.match(low, unit.end) if unit and unit.base != SECOND else None
    if unit is None or by is None:
        return unit
    return replace(unit, base=unit.base + by[0], offset=0.0, label=unit.label + by[0], end=by.end())


def _read_simple(low: str, pos: int, text: str) -> Unit | None:
    power = _POWER.match(low, pos)
    if power:
        return replace(UNITS[f"{power[2]} {power[3]}"], label=power[1], end=power.end())
    match = _WORD.match(low, pos)
    if match is None or _MODEL.match(text, pos):
        return None
    ends = [match.end(1)]
    while len(ends) <= _LONGEST and (more := _NEXT_WORD.match(low, ends[-1])):
        ends.append(more.end())
    for end in reversed(ends):
        name = low[match.start(1) : end].replace("° ", "°").replace("μ", "µ").replace("^", "")
        found = _symbol(low, match.start(1), end, text) or UNITS.get(name.replace("-", " ")) or UNITS.get(name)
        if found and _stands_alone(low, pos, name, end):
            return _raised(low, replace(found, label=found.label or low[match.start(1) : end], end=end))
    return None


def _raised(low: str, unit: Unit) -> Unit:
    """Return the unit of 'kilometres squared' and 'metres cubed'."""
    match = _RAISED.match(low, unit.end) if unit.base == "meter" else None
    if match is None:
        return unit
    power = 2 if match[1] == "squared" else 3
    base, label = f"meter ** {power}", unit.label + match[0]
    return replace(unit, base=base, factor=unit.factor**power, label=label, end=match.end())


def _symbol(low: str, start: int, end: int, text: str) -> Unit | None:
    written = text[start:end].replace("μ", "µ").replace("^", "")
    if written in _TWOFOLD:
        at_sea, label, elsewhere = _TWOFOLD[written]
        near = _AT_SEA.search(low, max(0, start - _CONTEXT), end + _CONTEXT)
        return replace(at_sea, label=label) if near and not low.startswith(" of ", end) else elsewhere
    if written == "Mt" and text[end + 1 : end + 3].istitle():  # 'Mt Etna'; 'Mt CO2'
        return None
    return SYMBOLS.get(written)


def _stands_alone(low: str, pos: int, name: str, end: int) -> bool:
    if low[end : end + 1].isalnum():
        return False
    if name in _NOUNS_TOO and read_noun(low, end):
        return False
    if name == "in":  # inches only where a preposition cannot be: '1.6 in (41 mm)'
        return low.startswith((" (", ")"), end)
    apart = low[pos : pos + 1] in (" ", "\u00a0", "-")
    return name not in _ATTACHED_ONLY or not apart or (name in ("t", "l") and bool(_AFTER_LETTER.match(low, end)))


def _by_another(low: str, unit: Unit, text: str) -> Unit | None:
    """Return `unit` divided by the one it is given by: 'kWh per square metre', 'tonnes of fish a day'."""
    match = _BY.match(low, unit.end) if unit.base not in (SECOND, "magnitude") else None
    if match is None:
        return None
    times = _TIMES.match(low, match.end()) if match["word"] == "per" else None
    number = float((times[1] if times else match["slashed"] or "1").replace(",", ""))
    by = _read_by(low, times.end() if times else match.end(), text)
    if by is None or by.label in _NOT_BY or (match["word"] and not _goes_by(low, match["word"], by)):
        return None
    top = "kelvin" if unit.base == "degree_Celsius" else unit.base
    bottom = "second" if by.base == SECOND else by.base
    label = f"{unit.label}{low[unit.end : by.end]}"
    return Unit(f"{top} / {bottom}", unit.factor / (by.factor * number), 0.0, unit.singular, label, by.end)


def _read_by(low: str, pos: int, text: str) -> Unit | None:
    second = low[pos - 1] == "/" and _SECOND.match(low, pos)
    return Unit(SECOND, 1.0, label="s", end=pos + 1) if second else _read_simple(low, pos, text)


def _goes_by(low: str, word: str, by: Unit) -> bool:
    if word == "per":
        return True
    if by.label == "second" and (word == "every" or _ORDINAL.match(low, by.end)):  # 'lifted 90 kg a second time'
        return False
    return len(by.label) > 1 and not _LATER.match(low, by.end)


def read_unknown(low: str, pos: int, text: str) -> Unit | None:
    """Read what has the shape of a unit and is none we know: 'kX', 'copies/ml', 'µX'; it is compared with itself only.

    What stands before a plural is part of a name: '5 mRNA vaccines'.
    """
    match = _SHAPE.match(text, pos)
    if match is None or (match["symbol"] and read_noun(low, match.end())):
        return None
    if match["by"] and (looks_plural(match["top"]) or not _read_by(low, match.start("by"), text)):
        return None
    written = match[0].strip(" \u00a0\u202f-")
    return Unit(written.replace("μ", "µ").lower(), 1.0, label=written, end=match.end())


def by_what(label: str) -> tuple[str, float]:
    """Return the words and the size of what a unit goes by: ' per litre' and 0.001 of 'mg of lead per litre'."""
    low = label.lower()
    own, whole = _read_simple(low, 0, label), read_unit(low, 0, label)
    match = _BY.match(low, own.end) if own else None
    if own is None or whole is None or match is None:
        return "", 1.0
    start = match.start("word") - 1 if match["word"] else low.index("/", own.end)
    return label[start:], own.factor / whole.factor


def name_of(word: str) -> str:
    """Return the full name of a unit, 'square kilometer' for 'km2'; times and other words as they are."""
    unit = UNITS.get(word)
    return _NAMES.get((unit.base, unit.factor), word) if unit else word


def figure_of(value: float, label: str, base: str = "") -> float:
    """Return how many `label`s a value in units of `base` is, for display; a working day is a day."""
    unit = _labelled(label)
    return (value - (unit.offset if base != "kelvin" else 0.0)) / unit.factor


def _labelled(label: str) -> Unit:
    low = label.lower()
    unit = read_unit(low, 0, label)
    if unit and unit.end == len(label):
        return unit
    return UNITS.get(low.replace("-", " ")) or UNITS.get(low) or UNITS.get(low.split(" ")[-1]) or Unit("", 1.0)
