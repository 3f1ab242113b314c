"""The error every command may raise."""


class UsageError(Exception):
    """The command makes no sense as given; the message says what is wrong and what to do."""
