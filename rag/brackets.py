"""Round brackets in a stretch of a sentence, which is no clause where it is cut within them."""


def closes_unopened(stretch: str) -> bool:
    """Whether a bracket closes that was opened before the stretch: "its owner closed) employed 40 people"."""
    depth = 0
    for char in stretch:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return True
    return False


def end_of_brackets(sentence: str, start: int, end: int) -> int:
    """Return where a stretch of a sentence ends with the bracket that closes the last it opens; `end` without such."""
    stretch = sentence[start:end]
    close = sentence.find(")", end) if stretch.count("(") > stretch.count(")") else -1
    return close + 1 if close >= 0 else end
