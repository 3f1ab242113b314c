"""`counterpoint disagreements`: what the documents of a collection disagree about, on the terminal."""

import json
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict

from api.listing import page_of
from api.terminal import render_listing
from index.statements import Progress
from rag.settings import Settings
from rag.wire import open_service

_EVERYTHING = sys.maxsize


def disagreements(args: Namespace, settings: Settings, out: Callable[[str], None]) -> int:
    """Examine what is new, with a progress bar, and list; 0 whether or not there are any."""
    from tqdm import tqdm

    with open_service(settings) as service:
        with tqdm(unit="document", disable=not sys.stderr.isatty(), leave=False) as bar:

            def tell(progress: Progress) -> None:
                bar.total = progress.total
                bar.update(progress.done - bar.n)

            service.survey.update(args.collection, tell)
        listing = service.survey.disagreements(args.collection)
    if args.json:
        out(json.dumps(asdict(page_of(listing, (), None, _EVERYTHING, None)), indent=2))
        return 0
    for line in render_listing(listing, args.collection, min(shutil.get_terminal_size().columns, 100)):
        out(line)
    return 0
