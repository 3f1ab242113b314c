"""The arguments of the command line. Nothing heavy is imported: `--help` answers at once."""

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

HOME = "folder that everything is kept in (default: $COUNTERPOINT_HOME, else the platform's user data folder)"
ORIGIN = "let pages of this origin (https://intranet.example) embed the widget and ask; may be repeated"
INSECURE = "listen on a --host that other machines can reach, although nothing asks them for a password"
BAR = "exit 1 when this figure of the report is worse (answer_accuracy=0.8); may be repeated"


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
    _evaluating(command("eval", "run an evaluation set"))
    return parser.parse_args(arguments)


def _storing(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    _collection(parser, "default")


def _asking(parser: ArgumentParser) -> None:
    parser.add_argument("question", metavar="QUESTION")
    _collection(parser, "default")
    parser.add_argument("--json", action="store_true", help="print the answer as the JSON object /v1/ask gives")


def _surveying(parser: ArgumentParser) -> None:
    _collection(parser, "default")
    parser.add_argument("--json", action="store_true", help="print the JSON object /v1/disagreements gives")


def _serving(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="default: 8000; 0 picks a free one")
    parser.add_argument("--allow-origin", action="append", default=[], metavar="ORIGIN", help=ORIGIN)
    parser.add_argument("--insecure", action="store_true", help=INSECURE)
    parser.add_argument("--example", metavar="QUESTION", help="the question to suggest once it is ready")


def _listing(parser: ArgumentParser) -> None:
    _collection(parser, None)
    parser.add_argument("--json", action="store_true", help="print JSON")


def _removing(parser: ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="its id or its name, as `counterpoint list` shows them")
    _collection(parser, "default")


def _evaluating(parser: ArgumentParser) -> None:
    parser.add_argument("set", type=Path, metavar="SET.jsonl", help="the evaluation set")
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--corpus", type=Path, metavar="DIR", help="ask over this folder, indexed for the run only")
    asked.add_argument("--collection", metavar="NAME", help="ask over this collection")
    asked.add_argument("--url", help="ask a running service, such as http://127.0.0.1:8000")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the report to this file")
    parser.add_argument("--fail-under", metavar="METRIC=VALUE", action="append", default=[], help=BAR)


def _collection(parser: ArgumentParser, default: str | None) -> None:
    shown = f"default: {default}" if default else "default: list the collections"
    parser.add_argument("--collection", metavar="NAME", default=default, help=shown)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise ArgumentTypeError(f"{text} is not a port; give a number from 0 to 65535")
    return int(text)
