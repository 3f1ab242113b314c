"""Word lists written as running text."""


def words(text: str) -> frozenset[str]:
    """Return the words of `text`."""
    return frozenset(text.split())


def either(text: str) -> str:
    """Return a pattern that matches any of the comma-separated phrases of `text`, the longest first."""
    return "|".join(sorted((phrase.strip() for phrase in text.split(",")), key=len, reverse=True))


def ordered(text: str) -> tuple[str, ...]:
    """Return the words of `text` in their order."""
    return tuple(text.split())


ORDINALS = ordered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
