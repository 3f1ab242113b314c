"""YAML front matter: what a text says about itself between two lines of dashes."""

import re
from collections.abc import Mapping

import yaml
from frontmatter.default_handlers import YAMLHandler

from corpus.metadata import metadata_from
from corpus.types import Metadata

_FIELD = re.compile(r"(?P<name>[A-Za-z][\w -]*):(?P<value>.*)")
_LONGEST = 64 * 1024  # characters; what is longer is no front matter


def without_front_matter(text: str) -> tuple[str, Metadata]:
    """The body and what the front matter says. What is no front matter after all is left in the body."""
    handler = YAMLHandler()
    head = text[:_LONGEST]
    if not handler.detect(head):
        return text, Metadata()
    try:
        front, body = handler.split(head)
    except ValueError:  # no closing line of dashes
        return text, Metadata()
    fields = _fields(handler, front)
    if not fields:
        return text, Metadata()
    return (body + text[_LONGEST:]).lstrip("\n"), metadata_from(fields)


def _fields(handler: YAMLHandler, front: str) -> Mapping[str, object] | None:
    """The fields of the front matter, or None when it holds none."""
    try:
        loaded = handler.load(front, Loader=yaml.BaseLoader)  # every value stays the string that was written
    except (ValueError, yaml.YAMLError, RecursionError):
        return _plain_fields(front)
    return loaded if isinstance(loaded, Mapping) else None


def _plain_fields(front: str) -> Mapping[str, object] | None:
    """Fields of lines like `title: One: two`, which people write although YAML wants quotes there."""
    lines = [line for line in front.split("\n") if line.strip()]
    matches = [_FIELD.fullmatch(line) for line in lines]
    if not all(matches):
        return None
    return {match["name"]: match["value"].strip().strip("\"'") for match in matches if match}
