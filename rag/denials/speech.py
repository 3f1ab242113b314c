"""Questions of what somebody said, "Did the mayor promise to rebuild it?": only what tells of words speaks to them."""

import re

from rag.questions.question import Question

_WHOM = r"(?:(?!(?:what|that|which|who|whom|as|to|do)\b)[\w'’.-]+ ){1,6}?"
_ASKED = re.compile(
    rf"^(?:(?:did|does|do|will|would)(?:n['’]t)? {_WHOM}(?:deny|admit|promise|pledge|vow|warn|confess|acknowledge"
    r"|concede|apologi[sz]e|threaten)"
    rf"|(?:has|have|had)(?:n['’]t)? {_WHOM}(?:denied|admitted|promised|pledged|vowed|warned|confessed|acknowledged"
    r"|conceded|apologi[sz]ed|threatened))\b",
    re.I,
)
_TELLS = re.compile(
    r"\b(?:den(?:y|ie|ial)|admi(?:t|ssion)|accept|acknowledg|conce(?:d|ssion)|confess|plead|pled|own(?:s|ed)? up"
    r"|claim|sa(?:y|id)|told|tell|promis|vow|undert(?:ake|ook)|guarant|assur|commit|sw(?:o|ea)r|warn|alert|caution|alarm|advi[sc]|threat"
    r"|insist|reject|dismiss|refut|disput|announc|stat(?:ed?|ing|ement)s?\b|declar|call|apolog|sorry|regret|blam"
    r"|responsib|accord|mention|comment|silen|words?\b|testi|letter|speech|interview|repl|answer|ask|confirm|contradict"
    r"|maintain|assert|protest|report|wr[io]t|spoke|speak|pretend|suggest|predict|foresa|foresee|retract|withdr|recant)"
    r"|\b(?:I|we|my|our|us)\b|[“\"]",
    re.I,
)


def speaks_to(question: Question, sentence: str) -> bool:
    """Whether a sentence can answer: that Ozeria sends drones says nothing of whether it denies it."""
    return not _ASKED.match(question.text) or bool(_TELLS.search(sentence))
