"""Lower case that keeps offsets."""


def lowered(text: str) -> str:
    """Return `text` in lower case, code point for code point."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
