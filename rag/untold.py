"""Errors for the log, without what they quote.

An error about a value mostly repeats the value, and here that may be a sentence of somebody's document.
"""

from rag.types import BrokenAnswer

_QUOTING = (ValueError, LookupError, AssertionError)  # the kinds whose messages repeat what was wrong


class Untold(Exception):
    """Stands for another error in the log: its kind, its traceback, and its message where that quotes nothing."""


def untold(error: BaseException) -> BaseException:
    """The error and what caused it, in a form in which it may be logged."""
    if isinstance(error, Untold):
        return error
    told = Untold(_said(error)).with_traceback(error.__traceback__)
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    told.__cause__ = untold(cause) if cause else None
    return told


def _said(error: BaseException) -> str:
    kind = type(error).__qualname__
    if isinstance(error, _QUOTING) and not isinstance(error, BrokenAnswer):
        return f"{kind}, whose message is left out, for it may quote a document"
    if isinstance(error, BaseExceptionGroup):
        return f"{kind} of {', '.join(_said(one) for one in error.exceptions)}"
    if isinstance(error, OSError):
        return f"{kind}: {error.strerror or 'no more is known'}"  # a path may be the name of a document
    return f"{kind}: {error}"
