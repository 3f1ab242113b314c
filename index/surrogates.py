"""Half characters: Python strings may hold lone surrogates (JSON's "\\ud800"), UTF-8 may not."""


def without_surrogates(text: str) -> str:
    """`text` with every lone surrogate replaced by U+FFFD: as long as before, so that offsets hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    return text
