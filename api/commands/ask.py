"""`counterpoint ask`: a question, and its answer on the terminal."""

import json
import shutil
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict

from api.commands.usage import UsageError
from api.terminal import render
from rag.settings import Settings
from rag.wire import open_service


def ask(args: Namespace, settings: Settings, out: Callable[[str], None]) -> int:
    """Answer from a collection; 0 whether or not there was an answer."""
    if not args.question.strip():
        raise UsageError("the question is empty; ask something")
    if any("\ud800" <= character <= "\udfff" for character in args.question):
        raise UsageError("the question is not valid text; check the encoding of your terminal")
    with open_service(settings) as service:
        answer = service.answerer.ask(args.question, args.collection)
    if args.json:
        out(json.dumps(asdict(answer), indent=2))
        return 0
    for line in render(answer, min(shutil.get_terminal_size().columns, 100)):
        out(line)
    return 0
