"""The arguments of the command line. Nothing heavy is imported: `--help` answers at once."""

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from eval.arguments import add_arguments

HOME = "folder that everything is kept in (default: $COUNTERPOINT_HOME, else the platform's user data folder)"
ORIGIN = "let pages of this origin (https://intranet.example) embed the widget and ask; may be repeated"
INSECURE = "listen on a --host that other machines can reach, although there is no key to ask them for"
LOG = "json logs every request and error as a line of JSON, without what was asked or answered (default: errors only)"
TELEMETRY = (
    "send OpenTelemetry traces and metrics to $OTEL_EXPORTER_OTLP_ENDPOINT; needs `pip install counterpoint[telemetry]`"
)
PROXY = "believe this address (10.0.0.2) when it says for whom it passes requests on; may be repeated"
LLM = (
    "let the language model at this OpenAI-compatible address word the answers; what the quotes do not bear out is "
    "left out (default: $COUNTERPOINT_LLM_URL, else no model is asked; a key goes into $COUNTERPOINT_LLM_KEY)"
)
RATE = "requests a minute of one address while there are no keys (default: any number from this machine, else 300)"
ORIGIN_OF_KEY = "whose pages a --widget key is for (https://example.org); may be repeated"


class _Parser(ArgumentParser):
    """Says what is wrong in one line, as every other error here does."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {' '.join(message.split())}; see `{self.prog} --help`\n")


def parse(arguments: Sequence[str] | None) -> Namespace:
    """The command and its arguments; exits with 2 and one line on standard error if they make no sense."""
    parser = _Parser(
        prog="counterpoint",
        description="Answers questions over a collection of documents, cites the exact passage for "
        "everything it says, and shows where the sources disagree.",
    )
    parser.add_argument("--version", action="version", version=f"counterpoint {version('counterpoint')}")
    parser.add_argument("--home", type=Path, metavar="DIR", help=HOME)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, does: str) -> ArgumentParser:
        made = commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.")
        # Suppressed, so that it does not undo one given before the command.
        made.add_argument("--home", type=Path, metavar="DIR", help=HOME, default=SUPPRESS)
        return made

    _storing(command("add", "read files and folders and index them"))
    _asking(command("ask", "answer a question, with numbered citations and the disagreements of the sources"))
    _surveying(command("disagreements", "list what the documents of a collection disagree about, with no question"))
    _serving(command("serve", "run the HTTP service, with the chat widget and the demo page"))
    _listing(command("list", "list the collections, or the documents of one"))
    _removing(command("remove", "remove a document"))
    _keys(command("keys", "create, list and revoke the keys that programs use the service with"))
    _wording(command("mcp", "serve an assistant over the Model Context Protocol, on standard input and output"))
    add_arguments(command("eval", "run an evaluation set"))
    return parser.parse_args(arguments)


def _storing(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    _collection(parser, "default")


def _asking(parser: ArgumentParser) -> None:
    parser.add_argument("question", metavar="QUESTION")
    _collection(parser, "default")
    _wording(parser)
    parser.add_argument("--json", action="store_true", help="print the answer as the JSON object /v1/ask gives")


def _surveying(parser: ArgumentParser) -> None:
    _collection(parser, "default")
    parser.add_argument("--json", action="store_true", help="print the JSON object /v1/disagreements gives")


def _serving(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="default: 8000; 0 picks a free one")
    parser.add_argument("--allow-origin", action="append", default=[], metavar="ORIGIN", help=ORIGIN)
    parser.add_argument("--insecure", action="store_true", help=INSECURE)
    parser.add_argument("--rate-limit", type=_count, metavar="N", help=RATE)
    parser.add_argument("--log", choices=("text", "json"), default="text", help=LOG)
    parser.add_argument("--telemetry", action="store_true", help=TELEMETRY)
    parser.add_argument("--trusted-proxy", action="append", default=[], metavar="ADDRESS", help=PROXY)
    parser.add_argument("--example", metavar="QUESTION", help="the question to suggest once it is ready")
    _wording(parser)


def _wording(parser: ArgumentParser) -> None:
    parser.add_argument("--llm-url", type=_address, metavar="URL", help=LLM)
    parser.add_argument("--llm-model", metavar="NAME", help="which of its models (default: $COUNTERPOINT_LLM_MODEL)")


def _listing(parser: ArgumentParser) -> None:
    _collection(parser, None)
    parser.add_argument("--json", action="store_true", help="print JSON")


def _removing(parser: ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="its id or its name, as `counterpoint list` shows them")
    _collection(parser, "default")


def _keys(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="create | list | revoke")
    create = actions.add_parser("create", help="make a key and print it, once")
    create.add_argument("name", nargs="?", metavar="NAME", help="what to call it (default: its scope and its id)")
    create.add_argument("--scope", choices=("read", "write", "admin"), help="what it may do (default: read)")
    create.add_argument(
        "--collection", action="append", default=[], metavar="NAME", help="for this one; may be repeated"
    )
    create.add_argument("--expires", metavar="WHEN", help="2027-01-31, or in 90d or 12h (default: never)")
    create.add_argument(
        "--rate", type=_count, metavar="N", help="requests a minute (default: 600; a widget's visitor 30)"
    )
    create.add_argument("--widget", action="store_true", help="for the chat widget: to read, on pages of --origin only")
    create.add_argument("--origin", action="append", default=[], metavar="ORIGIN", help=ORIGIN_OF_KEY)
    create.add_argument("--json", action="store_true", help="print JSON")
    listed = actions.add_parser("list", help="list the keys, without their secrets")
    listed.add_argument("--json", action="store_true", help="print JSON")
    revoke = actions.add_parser("revoke", help="end a key, at once and for good")
    revoke.add_argument(
        "key", nargs="?", metavar="KEY", help="its name or its id, as `counterpoint keys list` shows them"
    )
    revoke.add_argument("--all", action="store_true", help="end every key; the service then asks for none")
    for action in (create, listed, revoke):
        action.add_argument("--home", type=Path, metavar="DIR", help=HOME, default=SUPPRESS)


def _collection(parser: ArgumentParser, default: str | None) -> None:
    shown = f"default: {default}" if default else "default: list the collections"
    parser.add_argument("--collection", metavar="NAME", default=default, help=shown)


def _address(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ArgumentTypeError(f"{text} is no http address; try http://127.0.0.1:11434/v1")
    return text


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise ArgumentTypeError(f"{text} is not a number from 1 to 1000000")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise ArgumentTypeError(f"{text} is not a port; give a number from 0 to 65535")
    return int(text)
