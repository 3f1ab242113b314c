"""The command line: `counterpoint add | ask | disagreements | serve | list | remove | keys | mcp | eval`."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module

from api.arguments import parse
from rag.settings import Settings

COMMANDS = {
    "add": "api.commands.add:add",
    "ask": "api.commands.ask:ask",
    "disagreements": "api.commands.disagreements:disagreements",
    "serve": "api.commands.serve:serve",
    "list": "api.commands.manage:list_stored",
    "remove": "api.commands.manage:remove",
    "keys": "api.commands.keys:keys",
    "mcp": "api.commands.assist:assist",
    "eval": "api.commands.evaluate:evaluate",
}
BAD_INPUT = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells report it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. 0 done, 1 nothing done or a bar missed, 2 bad input, with one line on standard error."""
    args = parse(arguments)
    _print_anything()
    module, name = COMMANDS[args.command].split(":")
    try:
        command = getattr(import_module(module), name)
        status: int = command(args, _settings(args), partial(print, flush=True))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python flushes it once more at exit; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the boundary: what users can put right is told in a line, the rest is a bug
        from api.known import is_known

        if not is_known(error):
            raise
        print(f"counterpoint {args.command}: {' '.join(str(error).split())}", file=sys.stderr)
        return BAD_INPUT
    return status


def _settings(args: Namespace) -> Settings:
    settings = Settings.from_env(os.environ, args.home)
    given = {name: getattr(args, name, None) for name in ("llm_url", "llm_model")}
    return replace(settings, **{name: value for name, value in given.items() if value})


def _print_anything() -> None:
    """Documents hold characters that the terminal's encoding may not have."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
