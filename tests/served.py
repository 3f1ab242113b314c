"""`counterpoint` in processes of its own, for tests: a command run to its end, and a service listening."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from api.client import Client, Refused

ROOT = Path(__file__).parent.parent


def counterpoint(home: Path, *arguments: str) -> str:
    """What a command prints that ends well."""
    command = [sys.executable, "-m", "api", "--home", str(home), *arguments]
    return subprocess.run(command, check=True, capture_output=True, cwd=ROOT, text=True).stdout.strip()


@contextmanager
def served(home: Path, *options: str, variables: Mapping[str, str] = os.environ) -> Iterator[str]:
    """The address of a ready service on a port of its own, which is told to stop at the end and waited for."""
    command = [sys.executable, "-m", "api", "--home", str(home), "serve", "--port", "0", *options]
    with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True, cwd=ROOT) as service:
        assert service.stdout is not None
        try:
            said = re.search(r"http://\S+", service.stdout.readline())
            assert said is not None
            with Client(said[0]) as client:
                wait_for(client)
            yield said[0]
        finally:
            service.terminate()


def wait_for(client: Client) -> None:
    """Wait until a service is ready, on a busy machine long after it listens; Refused where it never is."""
    for _ in range(6_000):
        with suppress(Refused):
            client.ready()
            return
        time.sleep(0.01)
    client.ready()
