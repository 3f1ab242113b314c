"""Bounds that their clause denies: 'no well held over 25 mg/l' puts a figure at most, 'not below 30' at least."""

import re

from rag.values.types import Bound

_REACH = 110  # characters looked back over
# A clause ends at a mark, at 'and' and 'but', and where one that depends on it begins.
_WORD = (
    r"(?!(?:and|but|or|that|whether|if|as|because|until|till|when|while|where|which|who|whom|how|why|although|though"
    r"|since|so|after|before|than|except)\b)[\w'’%/-]+(?:[.,](?=[0-9])[\w'’%/-]+)*"
)
# Who doubts a thing or has no trace of it says nothing of how many there were, and 'no aid reached more than 200
# villages' tells of more than 200 that had none.
_OTHERWISE = (
    r"(?: \w+){0,3}? (?:doubts?|doubted|den(?:y|ies|ied)|disput(?:e|es|ed)|question(?:s|ed)?|knows?|knew|known"
    r"|believed?|believes|claim(?:s|ed)?|evidence|signs?|traces?|news|word|records?|secret|wonder|surprise|sooner"
    r"|matter|plans?|proposals?|reasons?|aid|help|relief|support|compensation|warnings?|power|electricity|food|water|money|answers?)\b"
)
_NOBODY = re.compile(
    r"\b(?:(?:no|nobody|no-one|nothing|nowhere|neither|nor|never|none|not (?:one|a single))"
    rf"(?!{_OTHERWISE})(?: {_WORD}){{0,11}}|without(?! warning)(?: ever| once)?(?: [a-z]+ing(?: {_WORD}){{0,7}})?) $"
)
_DO = r"(?:do|does|did|has|have|had|is|are|was|were|will|would|should|shall|must|may|might|can|could|need)"
_DO_NOT = rf"\b(?:{_DO} (?:still |also |ever |once )?not|(?:{_DO}|ca|wo|sha)n['’]t|cannot)"
# With these verbs 'did not' denies the figure; 'did not answer more than 40 letters' leaves more than 40 unanswered.
_HOLD = (
    r"(?:have|had|hold|held|contain(?:ed)?|carry|carried|received?|get|got|gotten|go|gone|come|reach(?:ed)?|rise|risen"
    r"|grow|grown|climb(?:ed)?|fall|fallen|drop(?:ped)?|dip(?:ped)?|sink|sunk|number(?:ed)?|last(?:ed)?|weigh(?:ed)?"
    r"|measured?|cost|taken?|need(?:ed)?|earn(?:ed)?|spend|spent|charged?|produced?|shown?|amount(?:ed)?"
    r"|total(?:led|ed)?|registered|absorb(?:ed)?|allow(?:ed)?|emit(?:ted)?|released?|stay(?:ed)?|attract(?:ed)?"
    r"|travel(?:led|ed)?|lose|lost|win|won|scored?|use|used|make|made)"
)
_LIKELY = r"(?:allowed|permitted|expected|thought|believed|known|supposed|likely|able|meant|said|found|reported)"
_VERB = re.compile(
    rf"(?:{_DO_NOT}(?: \w+ly| yet| ever)?(?: have| be| been)?(?: {_LIKELY} to)?"
    r"|\b(?:not|unlikely|unable|fail(?:s|ed)?) to)(?: have| be)?(?: been)?"
    rf"(?: {_HOLD}(?: {_WORD}){{0,4}})? $"
)
_BESIDE = re.compile(
    r"\b(?:not|no|hardly|scarcely|surprised if (?:there|it|they|he|she) (?:were|was|are|is|has|had|have)) $"
)
# After these a figure is not what the clause denies: 'nothing was heard for more than three days'.
_APART = re.compile(
    r"\b(?:for|in|with|from|among|within|during|on|about|despite|the|these|those|its|their|his|her|our|all|only|just"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )(?<!without )(?<!ever )(?<!once )[a-z]+ing) $"
)
_ROOM = re.compile(r"\b(?:room|space|capacity|seats|beds|places) for $")
_STAYS = ("up to ", "as many as ", "as much as ", "as high as ")  # 'not as many as 40' is below it as well


def denied(low: str, start: int, bound: Bound) -> Bound:
    """Return what is left of a bound whose words start at `start`: where its clause denies it, the other one."""
    floor = max(0, start - _REACH)
    if low.startswith(_STAYS, start) or not _is_denied(low, floor, start):
        return bound
    return "at_most" if bound == "at_least" else "at_least"


def _is_denied(low: str, floor: int, start: int) -> bool:
    if _BESIDE.search(low, floor, start):
        return True
    if _APART.search(low, floor, start) and not _ROOM.search(low, floor, start):
        return False
    return bool(_NOBODY.search(low, floor, start) or _VERB.search(low, floor, start))
