"""`counterpoint mcp`: an MCP server on standard input and output, for an assistant that starts it."""

from argparse import Namespace
from collections.abc import Callable

from rag.settings import Settings
from rag.wire import open_service


def assist(args: Namespace, settings: Settings, out: Callable[[str], None]) -> int:
    """Serve until the assistant hangs up. Nothing else may be written to standard output, so `out` is left alone."""
    from api.assistants import create_server
    from api.state import ASKED_AT_ONCE, Turns

    with open_service(settings) as service:
        turns = Turns(ASKED_AT_ONCE)
        create_server(lambda _: (service, turns)).run("stdio")
    return 0
