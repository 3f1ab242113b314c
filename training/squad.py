"""SQuAD-shaped data: articles of paragraphs with questions."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.texts import json_lines


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a paragraph and the strings that answer it, none if it does not."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article."""

    title: str
    text: str
    asked: tuple[Asked, ...]


def squad(data: Path, name: str) -> list[Paragraph]:
    """SQuAD 1.1 (Rajpurkar et al. 2016) or 2.0 (2018): `v1.1_train`, `v1.1_dev` or `v2.0_dev`."""
    return [
        _paragraph(row["title"], row["context"], [(qa["question"], qa["answers"]) for qa in row["qas"]])
        for row in json_lines(data / "squad" / f"{name}.jsonl.gz")
    ]


def new_wikipedia(data: Path) -> Iterator[Paragraph]:
    """SQuADShifts' new-Wikipedia questions (Miller et al. 2020)."""
    path = data / "squadshifts" / "new_wiki_v1.0.json"
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for row in article["paragraphs"]:
            asked = [(qa["question"], [answer["text"] for answer in qa["answers"]]) for qa in row["qas"]]
            yield _paragraph(article["title"], row["context"], asked)


def _paragraph(title: str, text: str, asked: list[tuple[str, list[str]]]) -> Paragraph:
    made = (Asked(" ".join(question.split()), tuple(dict.fromkeys(answers))) for question, answers in asked)
    return Paragraph(title.replace("_", " "), text, tuple(made))
