"""Indirect questions put directly: "whether the dam was inspected" is "Was the dam inspected?"."""

import re

_WHETHER = re.compile(r"whether(?: or not)? (?=\w)", re.I)
_OR_NOT = re.compile(r",? or not(?=\W*$)", re.I)
# 'whether those who were hurt had been warned' has two verbs, of which the first is not its own
_NO_SUBJECT = r"(?:who|whom|whose|which|that|what|when|where|how|after|before|because|if|as|not|and)\b"
_NO_NOUN = r"(?:the|its|his|her|their|an?|of|in|to|by|on|at|for)\b"
_SUBJECT = rf"(?:(?!{_NO_SUBJECT})[\w'’-]+ )*?(?!{_NO_SUBJECT}|{_NO_NOUN})[\w'’-]+"
VERB = r"(?:is|are|was|were|can|could|will|would|has|have|had|should|must|did|does|do)"
_CLAUSE = re.compile(rf"(?P<subject>{_SUBJECT}) (?P<verb>{VERB}) (?P<rest>.+)", re.I)
# 'when the treaty was signed', 'where the bodies are', not 'who was hurt', which is direct
_ASKED = re.compile(
    r"(?P<word>what|when|where|why|how|who) (?=(?:the|an?|its|his|her|their|these|those|it|he|she|they)\b"
    r"|(?-i:[A-Z]))"
    rf"(?P<subject>{_SUBJECT}) (?:(?P<verb>{VERB}) (?P<rest>.+)|(?P<be>is|are|was|were)(?=\W*$))",
    re.I,
)
# 'What EF rating was it given?', whose verb stands before its subject as it is
_LEADS = r"(?:it|he|she|they|you|we|there|this|that|these|those|the|an?|its|his|her|their)\b"
_TURNED = re.compile(rf"what (?!{_LEADS})(?:[\w'’-]+ ){{1,4}}?{VERB} {_LEADS}", re.I)


def as_direct(question: str) -> str:
    """Return an indirect question as a direct one where it shows where its subject ends; any other as it is."""
    if whether := _WHETHER.match(question):
        return _of_yes_or_no(_OR_NOT.sub("", question[whether.end() :]))
    if not (asked := _ASKED.match(question)) or _TURNED.match(question):
        return question
    rest = f" {asked['rest']}" if asked["verb"] else question[asked.end() :]
    return f"{asked['word']} {asked['verb'] or asked['be']} {asked['subject']}{rest}"


def _of_yes_or_no(clause: str) -> str:
    if turned := _CLAUSE.fullmatch(clause):
        return f"{turned['verb'].capitalize()} {turned['subject']} {turned['rest']}"
    return f"Is it true that {clause}"
