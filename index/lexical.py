"""Words to passages: BM25 by tantivy. The texts themselves are not kept here."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from index.changes import PassageText, with_title

_TOKENIZER = "counterpoint"
_WRITER_BYTES = 50_000_000
_MOST_TERMS = 256  # of a query: a pasted page costs no more than this many different words


def _analyzer() -> tantivy.TextAnalyzer:
    """The tokenizer en_stem, with accents folded: Zürich is found by Zurich."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(40))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("passage", fast=True)
    builder.add_unsigned_field("document", indexed=True)
    builder.add_text_field("text", tokenizer_name=_TOKENIZER, index_option="freq")
    return builder.build()


class LexicalIndex:
    """Passage keys and their words. Any number of threads may search while one writes."""

    def __init__(self, folder: Path | None = None) -> None:
        """Opens or creates the files in `folder`, which exists; None keeps them in memory.

        Raises ValueError when the files are not a whole tantivy index of this kind.
        """
        self._schema = _schema()
        self._analyzer = _analyzer()
        self._index = tantivy.Index(self._schema, path=None if folder is None else str(folder))
        self._index.register_tokenizer(_TOKENIZER, self._analyzer)
        self._index.config_reader("manual")  # the default watches the files from a thread of its own
        self._index.reload()
        self._searcher = self._index.searcher()

    def __len__(self) -> int:
        """Passages held."""
        return int(self._searcher.num_docs)

    def change(self, forget: Sequence[int], add: Iterable[PassageText]) -> None:
        """Drop the passages of these documents, take up the others, all at once and durably.

        Raises ValueError when another process is writing or the files cannot be written.
        """
        writer = self._index.writer(_WRITER_BYTES, 1)
        if forget:  # by query: delete_documents_by_term takes an int for a signed one and matches nothing
            writer.delete_documents_by_query(self._documents(forget))
        for passage in add:
            entry = tantivy.Document()
            entry.add_unsigned("passage", passage.key)
            entry.add_unsigned("document", passage.document)
            entry.add_text("text", with_title(passage.title, passage.text))
            writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()
        self.reload()

    def reload(self) -> None:
        """See what was last committed, by whichever process."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(
        self, query: str, limit: int, only: Sequence[int] | None = None, never: Sequence[int] = ()
    ) -> list[tuple[int, float]]:
        """Up to `limit` passage keys with their BM25 score for any of the query's words, best first.

        `query` is taken as words whatever it holds; there is no query syntax. `only` and `never` are document
        keys.
        """
        terms = list(dict.fromkeys(self._analyzer.analyze(query)))[:_MOST_TERMS]
        if not terms:
            return []
        searcher = self._searcher
        hits = searcher.search(self._query(terms, only, never), limit, count=False).hits
        keys = searcher.fast_field_values("passage", [address for _, address in hits])
        return [(int(key), float(score)) for key, (score, _) in zip(keys, hits, strict=True) if key is not None]

    def _query(self, terms: Sequence[str], only: Sequence[int] | None, never: Sequence[int]) -> tantivy.Query:
        words = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "text", term, "freq")) for term in terms]
        )
        if only is None and not never:
            return words
        clauses = [(tantivy.Occur.Must, words)]
        if only is not None:
            clauses.append((tantivy.Occur.Must, tantivy.Query.const_score_query(self._documents(only), 0.0)))
        if never:
            clauses.append((tantivy.Occur.MustNot, self._documents(never)))
        return tantivy.Query.boolean_query(clauses)

    def _documents(self, keys: Sequence[int]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, "document", list(keys))
