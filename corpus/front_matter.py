"""YAML front matter: what a text says about itself between two lines of dashes."""

from collections.abc import Mapping

import yaml
from frontmatter.default_handlers import YAMLHandler

from corpus.metadata import metadata_from
from corpus.types import Metadata

_LONGEST = 64 * 1024  # characters; what is longer is no front matter


def without_front_matter(text: str) -> tuple[str, Metadata]:
    """The body and what the front matter says. What is not valid YAML is left in the body, as text."""
    handler = YAMLHandler()
    head = text[:_LONGEST]
    if not handler.detect(head):
        return text, Metadata()
    try:
        front, body = handler.split(head)
        fields = handler.load(front, Loader=yaml.BaseLoader)  # every value stays the string that was written
    except (ValueError, yaml.YAMLError, RecursionError):
        return text, Metadata()
    if not isinstance(fields, Mapping):
        return text, Metadata()
    return (body + text[_LONGEST:]).lstrip("\n"), metadata_from(fields)
