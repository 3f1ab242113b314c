"""What the reader is trained on: questions with passages that answer them, and passages that only seem to."""

import ast
import json
import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from csv import DictReader
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

import tantivy

from index.word_vectors import load_word_vectors
from training.pairs import vitaminc
from training.squad import Asked, Paragraph
from training.texts import is_kept_out, plain, sentences_of, whole
from training.unanswerable import Disturber, names_in, words_in
from training.yes_no import as_question

_PASSAGE = 460  # characters, about 100 tokens: cut around the answer, shorter than what is served
_TITLED = 0.5  # share of passages that come with their document's title, as all do when served
_ELEMENT = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
# Of 100 examples: answered; the question changed; the answering sentence gone; same article; another article.
_MIX = {"answered": 54, "changed": 18, "gone": 8, "sibling": 13, "stranger": 7}


@dataclass(frozen=True, slots=True)
class Example:
    """A question, a passage, and the character span of the answer in it; None where it has none."""

    question: str
    title: str
    passage: str
    span: tuple[int, int] | None


class Examples:
    """Draws examples from SQuAD-shaped paragraphs."""

    def __init__(self, paragraphs: Sequence[Paragraph], seed: int) -> None:
        self._rng = random.Random(seed)
        self._paragraphs = paragraphs
        self._disturber = Disturber(load_word_vectors(), self._rng)
        self._articles: dict[str, list[int]] = defaultdict(list)
        self._names: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, list[str]] = defaultdict(list)
        for number, paragraph in enumerate(paragraphs):
            self._articles[paragraph.title].append(number)
            for asked in paragraph.asked:
                self._names[paragraph.title].extend(names_in(asked.question))
                self._words[paragraph.title].extend(words_in(asked.question))
        self._neighbours = Neighbours([paragraph.text for paragraph in paragraphs])

    def draw(self, most: int) -> Iterator[Example]:
        """Yield up to `most` examples, each question at most once."""
        asked = [(p, a) for p in self._paragraphs for a in p.asked if a.answers]
        for paragraph, question in self._rng.sample(asked, min(most, len(asked))):
            way = self._rng.choices(list(_MIX), list(_MIX.values()))[0]
            example = self._answered(paragraph, question) if way == "answered" else self._not(way, paragraph, question)
            if example:
                yield example

    def _answered(self, paragraph: Paragraph, asked: Asked) -> Example | None:
        spans = [found.span() for found in whole(asked.answers[0]).finditer(paragraph.text)]
        return self._cut(asked.question, paragraph, self._rng.choice(spans), True) if spans else None

    def _not(self, way: str, paragraph: Paragraph, asked: Asked) -> Example | None:
        if way == "changed":
            return self._changed(paragraph, asked)
        if way == "gone":
            return self._gone(paragraph, asked)
        return self._elsewhere(paragraph, asked, way == "stranger")

    def _changed(self, paragraph: Paragraph, asked: Asked) -> Example | None:
        names, words = self._names[paragraph.title], self._words[paragraph.title]
        question = self._disturber.disturb(asked.question, paragraph.text, names, words)
        found = whole(asked.answers[0]).search(paragraph.text)
        return self._cut(question, paragraph, found.span(), False) if question and found else None

    def _gone(self, paragraph: Paragraph, asked: Asked) -> Example | None:
        answer = asked.answers[0].lower()
        texts = [paragraph.text[start:end] for start, end in sentences_of(paragraph.text)]
        left = [text for text in texts if answer not in text.lower()]
        rest = " ".join(left)
        if not left or len(left) == len(texts) or len(rest) < 60:
            return None
        return self._example(asked.question, paragraph.title, rest[: _PASSAGE + 100], None)

    def _elsewhere(self, paragraph: Paragraph, asked: Asked, strange: bool) -> Example | None:
        answer = asked.answers[0].lower()
        own = set(self._articles[paragraph.title])
        near = self._neighbours.of(asked.question, paragraph.title if strange else "", 30 if strange else 60)
        fit = [
            n for n in near
            if (n in own) != strange and self._paragraphs[n].text != paragraph.text
            and answer not in self._paragraphs[n].text.lower()
        ]  # fmt: skip
        if not fit:
            return None
        other = self._paragraphs[self._rng.choice(fit[:4])]
        at = self._rng.randrange(max(1, len(other.text) - 50))
        return self._cut(asked.question, other, (at, at + 1), False)

    def _cut(self, question: str, paragraph: Paragraph, around: tuple[int, int], answered: bool) -> Example | None:
        """Cut a run of whole sentences around a span; half the time as short as it gets with some room."""
        spans = sentences_of(paragraph.text)
        inside = [n for n, (start, end) in enumerate(spans) if start < around[1] and end > around[0]]
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        room = _PASSAGE if self._rng.random() < 0.7 else self._rng.randrange(80, _PASSAGE)
        while True:
            grown = [(first - 1, last), (first, last + 1)]
            fit = [g for g in grown if g[0] >= 0 and g[1] < len(spans) and spans[g[1]][1] - spans[g[0]][0] <= room]
            if not fit:
                break
            first, last = self._rng.choice(fit)
        start, end = spans[first][0], spans[last][1]
        span = (around[0] - start, around[1] - start) if answered else None
        return self._example(question, paragraph.title, paragraph.text[start:end], span)

    def _example(self, question: str, title: str, passage: str, span: tuple[int, int] | None) -> Example:
        return Example(question, title if self._rng.random() < _TITLED else "", passage, span)


class Neighbours:
    """Finds paragraphs by BM25."""

    def __init__(self, texts: Sequence[str]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=False, tokenizer_name="en_stem")
        builder.add_integer_field("number", stored=True, indexed=True)
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(heap_size=64_000_000, num_threads=1)
        for number, text in enumerate(texts):
            writer.add_document(tantivy.Document(text=text, number=number))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def of(self, question: str, title: str, most: int) -> list[int]:
        """Return the numbers of the paragraphs that share most words with the question."""
        words = re.sub(r"[^\w\s]", " ", f"{question} {title}").lower()
        query = self._index.parse_query(words, ["text"])
        return [int(self._searcher.doc(at)["number"][0]) for _, at in self._searcher.search(query, most).hits]


def yes_no_examples(data: Path, seed: int, most: int) -> Iterator[Example]:
    """Turn VitaminC's claims into yes/no questions; evidence for or against answers them as a whole."""
    rng = random.Random(seed)
    rows = [(page, pair) for page, pair in vitaminc(data) if not is_kept_out(page)]
    for page, pair in rng.sample(rows, len(rows))[: most * 3]:
        question = as_question(pair.second)
        if question and most:
            most -= 1
            other = rng.choice(rows)[1].first if rng.random() < 0.15 else ""
            told = pair.verdict != "neither" and not other
            passage = other or pair.first
            yield Example(
                question, page if rng.random() < _TITLED else "", passage, (0, len(passage)) if told else None
            )


def scifact_examples(data: Path, seed: int) -> Iterator[Example]:
    """SciFact's training claims (Wadden et al. 2020): the sentences of abstracts that bear on them, and neighbours."""
    rng = random.Random(seed)
    abstracts = scifact_abstracts(data)
    claims = _scifact_table(data, "claims_train.csv")
    numbered = list(abstracts.values())
    neighbours = Neighbours([f"{title} {' '.join(sentences)}" for title, sentences in numbered])
    for row in claims:
        wanted = [int(n) for n in re.findall(r"\d+", row["evidence_sentences"] or "")]
        title, sentences = abstracts.get(row["evidence_doc_id"], ("", []))
        if wanted and sentences and wanted[0] < len(sentences):
            before = " ".join(sentences[max(0, wanted[0] - rng.randrange(3)) : wanted[0]])
            text = sentences[wanted[0]]
            passage = f"{before} {text} {' '.join(sentences[wanted[0] + 1 : wanted[0] + 2])}".strip()
            at = passage.index(text)
            yield Example(row["claim"], title, passage[:700], (at, min(700, at + len(text))))
        own = {title for doc, (title, _) in abstracts.items() if doc in (row["cited_doc_ids"] or "")} | {title}
        strange = [n for n in neighbours.of(row["claim"], "", 12)[1:] if numbered[n][0] not in own]
        if strange:
            other = numbered[rng.choice(strange)]
            at = rng.randrange(len(other[1]) or 1)
            yield Example(row["claim"], other[0], " ".join(other[1][at : at + 3])[:600], None)


def scifact_abstracts(data: Path) -> dict[str, tuple[str, list[str]]]:
    """Return SciFact's corpus: id to title and sentences."""
    rows = _scifact_table(data, "corpus_train.csv")
    return {row["doc_id"]: (row["title"], _sentences(row["abstract"])) for row in rows}


def _scifact_table(data: Path, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(data / "scifact" / "scifact.zip") as files, files.open(name) as raw:
        return list(DictReader(TextIOWrapper(raw, encoding="utf-8")))


def _sentences(abstract: str) -> list[str]:
    """Return the elements of a numpy array of strings as numpy prints it."""
    return [plain(ast.literal_eval(text)) for text in _ELEMENT.findall(abstract)]


def qed_examples(data: Path) -> Iterator[Example]:
    """QED (Lamm et al. 2021): Natural Questions as people typed them into a search engine."""
    with (data / "qed" / "qed-dev.jsonlines").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            passage = row["paragraph_text"]
            spans = [(a["start"], a["end"]) for answers in row["original_nq_answers"] for a in answers[:1]]
            if spans and spans[0][1] <= 900 and passage[spans[0][0] : spans[0][1]].strip():
                yield Example(row["question_text"], row["title_text"], passage[:900], spans[0])
