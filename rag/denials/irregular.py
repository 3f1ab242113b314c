"""Irregular verbs, whose forms have no stem in common: "Who wrote it?", "He did not write it"."""

from collections.abc import Iterable
from functools import cache

from rag.words import stem

_VERBS = (
    "be was were been/become became/begin began begun/bind bound/bite bit bitten/blow blew blown/break broke broken"
    "/bring brought/build built/burn burnt/buy bought/catch caught/choose chose chosen/come came/deal dealt/dig dug"
    "/do did done/draw drew drawn/drink drank drunk/drive drove driven/eat ate eaten/fall fell fallen/feed fed"
    "/feel felt/fight fought/find found/flee fled/fly flew flown/forget forgot forgotten/freeze froze frozen"
    "/get got gotten/give gave given/go went gone/grow grew grown/hang hung/have had/hear heard/hide hid hidden"
    "/hold held/keep kept/know knew known/lead led/leave left/lend lent/lose lost/make made/mean meant/meet met"
    "/pay paid/ride rode ridden/ring rang rung/rise rose risen/run ran/say said/see saw seen/seek sought/sell sold"
    "/send sent/shake shook shaken/shoot shot"
    "/sing sang sung/sink sank sunk/sit sat/sleep slept/speak spoke spoken/spend spent"
    "/stand stood/steal stole stolen/strike struck stricken/swear swore sworn/swim swam swum/take took taken"
    "/teach taught/tear tore torn/tell told/think thought/throw threw thrown/understand understood/wear wore worn"
    "/win won/withdraw withdrew withdrawn/write wrote written"
)


def with_forms(stems: Iterable[str]) -> frozenset[str]:
    """Return the stems with those of the other forms of irregular verbs among them."""
    found = frozenset(stems)
    return found.union(*(_forms().get(one, frozenset()) for one in found))


@cache
def _forms() -> dict[str, frozenset[str]]:
    verbs = [frozenset(map(stem, verb.split())) for verb in _VERBS.split("/")]
    return {form: verb for verb in verbs for form in verb}
