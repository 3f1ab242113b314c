"""Time zones after a time of day, and how far they are from UTC where their name alone tells."""

import re

UTC = "UTC"
_HOURS = {
    "utc": 0, "gmt": 0, "bst": 1, "cet": 1, "cest": 2, "wat": 1, "cat": 2, "sast": 2, "eet": 2, "eest": 3, "msk": 3,
    "eat": 3, "pkt": 5, "hkt": 8, "sgt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "est": -5, "edt": -4, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "moscow time": 3, "istanbul time": 3, "nairobi time": 3, "dubai time": 4, "indian time": 5.5, "delhi time": 5.5,
    "beijing time": 8, "hong kong time": 8, "singapore time": 8, "tokyo time": 9, "seoul time": 9,
}  # fmt: skip
# summer time makes these unsure, or several zones have the name
_UNSURE = (
    "ist", "cst", "cdt", "london time", "paris time", "berlin time", "kyiv time", "new york time", "washington time",
    "sydney time", "eastern time", "central time", "mountain time", "pacific time", "central european time",
)  # fmt: skip
_NAMES = "|".join(sorted((*_HOURS, *_UNSURE, "local time"), key=len, reverse=True))
_ZONE = re.compile(
    rf"\s?\(?(?:(?:utc|gmt) ?(?P<sign>[+−–-]) ?(?P<h>[0-9]{{1,2}})(?::?(?P<m>[0-5][0-9]))?|(?P<name>{_NAMES}))\b\)?"
)
ZONE_AHEAD = rf"(?=\s?\(?(?:{_NAMES})\b)"


def read_zone(low: str, pos: int) -> tuple[str, int]:
    """Return the zone named at `pos`, "" where none is or it is local, and where the words end."""
    match = _ZONE.match(low, pos)
    if match is None:
        return "", pos
    if match["sign"]:
        sign = "+" if match["sign"] == "+" else "-"
        return f"{UTC}{sign}{int(match['h'])}" + (f":{match['m']}" if match["m"] else ""), match.end()
    return _named(match["name"]), match.end()


def _named(name: str) -> str:
    if name == "local time":
        return ""
    if name == "gmt":
        return UTC
    return name.upper() if " " not in name else f"{name[:-5].title()} time"


def minutes_ahead(zone: str) -> float | None:
    """Return how many minutes a zone is ahead of UTC, None where that is not known."""
    match = _ZONE.fullmatch(zone.lower())
    if match is None:
        return None
    if match["sign"]:
        ahead = 60 * int(match["h"]) + int(match["m"] or 0)
        return ahead if match["sign"] == "+" else -ahead
    hours = _HOURS.get(match["name"])
    return None if hours is None else 60 * hours
