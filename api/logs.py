"""Logs as JSON, a line each, for whatever collects them."""

import logging

from pythonjsonlogger.json import JsonFormatter


def log_as_json() -> None:
    """From now on requests, warnings and errors go to standard error: time, level, logger, message, and more."""
    handler = logging.StreamHandler()
    handler.setFormatter(
        JsonFormatter(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger", "exc_info": "traceback"},
            datefmt="%Y-%m-%dT%H:%M:%S%z",
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("api").setLevel(logging.INFO)
