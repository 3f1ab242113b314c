"""What happened to the people a figure counts, from the words around it."""

import re

from rag.values.types import Role
from rag.values.vocabulary import words

_NOUN_ROLES: dict[str, Role] = {
    **dict.fromkeys(words("dead killed death fatality body corpse victim life"), "dead"),
    **dict.fromkeys(words("wounded injured injury wound"), "hurt"),
    "missing": "missing",
    "survivor": "survived",
}
_FATES: tuple[tuple[Role, str], ...] = (
    (
        "dead",
        r"killed|dead|died|dies|die|dying|perished|drowned|murdered|executed|massacred|slain"
        r"|(?:lost|gave|laid down) (?:their|his|her) (?:life|lives)",
    ),
    (
        "hurt",
        r"(?:slightly |lightly |badly |seriously |severely |gravely )?(?:wounded|injured|hurt)|hospitali[sz]ed"
        r"|(?:suffered|sustained) (?:[a-z]+ )?(?:injuries|burns|wounds)",
    ),
    ("missing", r"missing|unaccounted for|disappeared"),
    ("survived", r"survived|survive|rescued|alive|saved"),
)
_AFTER = re.compile(
    r"(?: (?:people|persons|others|more|were|was|are|is|have|has|had|been|being|be|also|who|reportedly"
    r"|confirmed"
    r"|later|now|still|listed|reported|feared|left|got|both|all|officially|as|of them|to have"
    r"|believed))*? (?:" + "|".join(f"(?P<{role}>{words})" for role, words in _FATES) + r")\b"
)
_BEFORE: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "dead",
        re.compile(
            r"\b(?:kill(?:ed|ing|s)?|claim(?:ed|ing|s)(?: the lives of)?|deaths? of|loss of|killing of"
            r"|murder(?:ed|ing|s)?(?: of)?|execut(?:ed|ing)|massacred?|lives of|bur(?:y|ied|ying)|mourn(?:s|ed|ing)?) $"
            r"|\btoll\b[^.;]*\b(?:to|at|of|is|was|reach(?:ed|es|ing)|hits?|above|past|over|from|passe[sd]"
            r"|topped) $"
            r"|\b(?:number of (?:deaths|dead|fatalities)|deaths|fatalities)\b[^.;,]*\b(?:to|at|of|is|was"
            r"|reached) $"
        ),
    ),
    (
        "hurt",
        re.compile(
            r"\b(?:wound(?:ed|ing|s)|injur(?:ed|ing|es)|hurt(?:ing)?) $"
            r"|\bnumber of (?:wounded|injured|injuries)\b[^.;,]*\b(?:to|at|of|is|was|reached) $"
        ),
    ),
    (
        "survived",
        re.compile(r"\b(?:rescued|rescuing|saved|saving) $|\bsurvivors\b[^.;,]*\b(?:to|at|of|is|was|reached) $"),
    ),
    ("missing", re.compile(r"\bnumber of (?:the )?missing\b[^.;,]*\b(?:to|at|of|is|was|reached) $")),
)
_WITHIN: tuple[tuple[Role, re.Pattern[str]], ...] = (  # "nineteen dead soldiers"
    ("dead", re.compile(r" (?:dead|killed|slain) ")),
    ("hurt", re.compile(r" (?:wounded|injured) ")),
    ("missing", re.compile(r" missing ")),
    ("survived", re.compile(r" rescued ")),
)
_SAVED = re.compile(
    r"(?<!ould have )(?<!might have )\b(?:saved?|saving|spared?) (?:some |about |over |more than |at least )?$"
)
_WERE_SAVED = re.compile(r" (?:(?:was|were|have been|had been|being) )?(?:saved|spared)\b")
_WHOLE = re.compile(r"(?<!lives )(?<!deaths )\b(?:of|out of) (?:the |its |their |all )?$")
_REACH = 110  # characters looked back over: "the death toll from the sinking of the ... rose to"


def role_of(low: str, start: int, end: int, noun: str) -> Role:
    """Return what happened to those counted by the figure in `low[start:end]` whose head noun is `noun`.

    The whole in '12 of the 30 passengers were missing' has no role: its verb tells of the part.
    """
    if noun == "life" and (_SAVED.search(low, 0, start) or _WERE_SAVED.match(low, end)):
        return "survived"
    if noun in _NOUN_ROLES:
        return _NOUN_ROLES[noun]
    for role, pattern in _WITHIN:
        if noun and pattern.search(low, start, end):
            return role
    if _WHOLE.search(low, max(0, start - 14), start):
        return _from_before(low, start) if "toll" in low else ""
    after = _AFTER.match(low, end)
    if after:
        return next(role for role, _ in _FATES if after[role])
    return _from_before(low, start)


def says_fate(low: str, end: int) -> bool:
    """Whether the words after a figure that ends at `end` say what happened to those it counts."""
    return _AFTER.match(low, end) is not None


def _from_before(low: str, start: int) -> Role:
    before = low[max(0, start - _REACH) : start]
    return next((role for role, pattern in _BEFORE if pattern.search(before)), "")
