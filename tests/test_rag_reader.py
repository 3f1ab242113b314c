"""What is measured about a sentence, and which sentences are considered at all."""

import math
from itertools import pairwise

import numpy as np
import pytest

from corpus.types import Metadata, Span
from index.types import Hit, StoredDocument
from index.word_vectors import load_word_vectors
from rag.aliases import Aliases
from rag.evidence import clause_of, find_candidates
from rag.features import STATEMENT, VALUE, Models, measure
from rag.pool import Pool
from rag.questions.question import understand
from rag.reader import SentenceReader
from rag.scoring import logistic
from rag.values.find import find_values
from tests.fakes import HashEmbedder, WordReader


def hit(name: str, text: str, start: int = 0, furniture: tuple[Span, ...] = ()) -> Hit:
    """A passage of the document `name` that begins at `start`."""
    document = StoredDocument(name, f"{name}.md", "default", Metadata(title="Orlo"), 1, furniture)
    return Hit(f"{name}#{start}", document, start, start + len(text), text, None, 1.0, 0.5, None)


def figures(question: str, *hits: Hit) -> list[str]:
    """The figures considered for an answer."""
    return [c.value.text for c in find_candidates(understand(question), hits) if c.value]


def test_only_figures_of_the_kind_asked_for() -> None:
    """A question for a sum considers sums, one that asks when a date or a time."""
    passage = hit("a", "The dam broke at 05:30 on 9 March 1964 and cost 3 million euros. 31 people died.")

    assert figures("How much did the flood cost?", passage) == ["3 million euros"]
    assert figures("At what time did it break?", passage) == ["05:30"]
    assert figures("When did it break?", passage) == ["05:30", "9 March 1964"]
    assert figures("In which year did it break?", passage) == ["9 March 1964"]


def test_other_fates_and_other_years_are_not_considered() -> None:
    """The hurt are not the dead, and last year's figure is not this year's."""
    fates = hit("a", "The flood killed 31 people, injured 80 and left 12 missing.")
    years = hit("b", "The line carried 290,000 passengers in 2022. The line carried 310,000 passengers in 2023.")

    assert figures("How many people died?", fates) == ["31 people"]
    assert figures("How many passengers did it carry in 2022?", years) == ["290,000 passengers"]


def test_a_fate_may_be_left_unsaid() -> None:
    """Whose fate is not told may be the dead; who is told to be hurt is not."""
    said = hit("a", "We mourn five colleagues. Eleven of our soldiers fell at the pass. Two drivers were injured.")

    assert figures("How many people died?", said) == ["five colleagues", "Eleven"]


def test_a_dotted_figure_is_a_time_where_one_is_asked_for() -> None:
    """Contact was lost at 16.48; the fare is not a time, nor is it one in a question for a sum."""
    said = hit("a", "Contact was lost at 16.48. A ticket was 27.80.")

    assert figures("At what time was contact lost?", said) == ["16.48"]
    assert figures("How much was a ticket?", said) == ["16.48", "27.80"]
    assert figures("At what time was contact lost?", hit("b", "The bill was 116.48, the fare 27.30.")) == []


def test_furniture_and_questions_are_no_evidence() -> None:
    """A headline question claims nothing, and page furniture is not what the document says."""
    text = "Did 31 people die? 37 people died. Share: 12 people died."

    found = figures("How many people died?", hit("a", text, 100, (Span(135, 157),)))

    assert found == ["37 people"]


def test_headings_claim_nothing() -> None:
    """A title or a marked heading is not evidence, though it holds a figure."""
    text = "# Toll of 31 people reached\n\nOfficials counted 37 people."

    assert figures("How many people were there?", hit("a", text)) == ["37 people"]


def test_a_time_compared_with_is_not_the_time_of_the_figure() -> None:
    """'The poorest since 2007' tells of this year; a sentence of another year alone is left out."""
    asked = "How much rye was harvested in 2023?"

    assert figures(asked, hit("a", "It was 4.4 million tonnes, the poorest since 2007.")) == ["4.4 million tonnes"]
    assert figures(asked, hit("a", "It was 4.4 million tonnes, more than in 2007.")) == ["4.4 million tonnes"]
    assert figures(asked, hit("a", "In 2007 it was 4.4 million tonnes.")) == []


def test_offsets_are_the_documents() -> None:
    """A candidate lies where its passage lies."""
    (candidate,) = find_candidates(understand("How many people died?"), [hit("a", "It rained. 31 people died.", 500)])

    assert (candidate.start, candidate.end) == (511, 526)


def test_the_clause_around_a_figure() -> None:
    """Up to the nearest break, but not too little to mean something."""
    sentence = "The coastguard recovered 38 bodies and brought 112 survivors ashore in two boats."
    first, second, *_ = find_values(sentence)

    assert clause_of(sentence, first) == "The coastguard recovered 38 bodies"
    assert clause_of(sentence, second) == "brought 112 survivors ashore in two boats."


def test_rare_words_weigh_more() -> None:
    """Coverage is the BM25-weighted share: of 3 contexts one holds 'orlo' and all hold 'dam'."""
    question = understand("orlo dam")
    contexts = {"a": "orlo dam", "b": "old dam", "c": "high dam"}
    pool = Pool(question, contexts, list(contexts.values()), load_word_vectors(), Aliases())
    rare, common = math.log(1 + 2.5 / 1.5), math.log(1 + 0.5 / 3.5)

    assert pool.coverage(frozenset({"orlo", "dam"}), frozenset({"orlo"})) == pytest.approx(rare / (rare + common))
    assert pool.coverage(frozenset(), frozenset({"orlo"})) == 0


def test_a_related_word_counts_in_part() -> None:
    """'established' stands for 'founded' as far as their vectors say; 'painted' does not."""
    question = understand("When was the mill founded?")
    texts = ["the mill was established", "the mill was painted"]
    pool = Pool(question, dict(enumerate_texts(texts)), texts, load_word_vectors(), Aliases())
    near, far = (pool.soft_coverage(text, pool.stems(text)) for text in texts)

    assert near > far > 0
    assert far == pytest.approx(pool.coverage(question.terms, pool.stems(texts[1])))


def enumerate_texts(texts: list[str]) -> list[tuple[str, str]]:
    """Texts by a made-up passage id."""
    return [(str(number), text) for number, text in enumerate(texts)]


def test_a_row_has_a_column_for_every_weight() -> None:
    """The weights that ship were fitted for the features that are measured."""
    passage = hit("a", "The flood killed 31 people in Orlo.")
    for text, names in (("How many people died in Orlo?", VALUE), ("Why did the Orlo dam break?", STATEMENT)):
        question = understand(text)
        candidates = find_candidates(question, [passage])
        rows = measure(question, candidates, Models(WordReader(), HashEmbedder()), load_word_vectors(), Aliases()).rows
        assert rows.shape == (len(candidates), len(names))
        assert np.isfinite(logistic("value" if names is VALUE else "statement").probabilities(rows)).all()


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("The flood killed 31 children.", (1, 0, 0)),
        ("The flood killed 214 people.", (0.5, 0, 1)),
        ("The flood killed 214 people, children among them.", (1, 0, 0)),
        ("The flood killed 40 sheep.", (0, 1, 0)),
    ],
)
def test_all_the_dead_are_not_the_children_among_them(text: str, nouns: tuple[float, float, float]) -> None:
    """How well what a figure counts is what is asked for, whether it clashes, whether it does not say."""
    question = understand("How many children died?")
    candidates = find_candidates(question, [hit("a", text)])

    row = measure(question, candidates, Models(WordReader(), HashEmbedder()), load_word_vectors(), Aliases()).rows[0]

    assert tuple(row[VALUE.index(name)] for name in ("noun_match", "noun_clash", "noun_absent")) == nouns


@pytest.mark.parametrize(
    ("text", "clashes"),
    [
        ("Hundreds of its men went over.", False),
        ("The Meru lost 400 men to the Tavar.", False),
        ("In Orlo 400 men gave themselves up.", False),
        ("The Tavar moved 10,000 men to the north.", True),
    ],
)
def test_men_of_the_other_party_are_others(text: str, clashes: bool) -> None:
    """Where the question names whose men it counts, a sentence that names only the other party counts others."""
    question = understand("How many Meru men went over to the Tavar?")
    candidates = find_candidates(question, [hit("a", text)])

    row = measure(question, candidates, Models(WordReader(), HashEmbedder()), load_word_vectors(), Aliases()).rows[0]

    assert bool(row[VALUE.index("noun_clash")]) is clashes


def test_a_fate_that_is_not_told_is_noticed() -> None:
    """Five colleagues are mourned; thirty-one people are killed."""
    question = understand("How many people died?")
    candidates = find_candidates(
        question, [hit("a", "The parish prayed for five colleagues. The flood killed 31 people.")]
    )

    rows = measure(question, candidates, Models(WordReader(), HashEmbedder()), load_word_vectors(), Aliases()).rows

    assert rows[:, VALUE.index("fate_unsaid")].tolist() == [1, 0]


def test_the_right_figure_is_surest() -> None:
    """Of two tolls in a passage that of the event asked for comes first, whatever the order."""
    passages = [
        hit("a", "A fire in Brage in 2003 killed nine people. The flood at the Orlo dam killed 31 people."),
        hit("b", "The Orlo dam is 40 metres high."),
    ]
    reader = SentenceReader(Models(WordReader(), HashEmbedder()), load_word_vectors(), lambda _, __: "")

    evidence = reader.read(understand("How many people did the Orlo dam flood kill?"), passages)

    assert evidence[0].quote == "The flood at the Orlo dam killed 31 people."
    assert all(first.score >= second.score for first, second in pairwise(evidence))


def test_the_surest_answer_tells_when_it_was() -> None:
    """A figure dated to the month of the surest one is likelier to be of its event; one of another month is not."""
    question = "How many people died when the dam of Orlo broke?"
    dated = hit("a", "When the dam of Orlo broke on 9 March 1964, 31 people died.")
    undated = hit("a", "When the dam of Orlo broke, 31 people died.")
    reader = SentenceReader(Models(WordReader(), HashEmbedder()), load_word_vectors(), lambda _, __: "")

    def score(when: str, surest: Hit) -> float:
        text = f"{when} people died, 37 of them, when the dam of Orlo broke."
        return next(e.score for e in reader.read(understand(question), [surest, hit("b", text)]) if e.quote == text)

    assert score("In March 1964", dated) > score("In March 1964", undated)
    assert score("In March 1964", dated) > score("In April 1971", dated)
    assert score("In April 1971", dated) <= score("In April 1971", undated)


def test_nothing_found_is_nothing_read() -> None:
    """No passages, no evidence."""
    reader = SentenceReader(Models(WordReader(), HashEmbedder()), load_word_vectors(), lambda _, __: "")

    assert reader.read(understand("How many people died?"), []) == ()


def test_a_sentence_that_names_others_is_elsewhere() -> None:
    """Another ship is something else; no name, one that stands for the one asked for, its date or any month is not."""
    question = understand("How many people died in the Moscow fire of May 2021?")
    texts = (
        "The fire at Brage killed nine people.",
        "The fire killed 12 people.",
        "A fire in Russia at the Brage works killed 13 people.",
        "At Brage 14 people were killed in May 2021.",
        "The fire had killed 15 people by the end of November, on a Friday.",
    )
    candidates = find_candidates(question, [hit(str(number), text) for number, text in enumerate(texts)])

    assert measure(
        question, candidates, Models(WordReader(), HashEmbedder()), load_word_vectors(), Aliases()
    ).elsewhere == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said he had seen it. He had not.", ["He said he had seen it. He had not."]),
        ("Posts speak of looting. That is false. It rained.", ["Posts speak of looting. That is false.", "It rained."]),
        ("They say it burned. This is nothing but a rumour.", ["They say it burned. This is nothing but a rumour."]),
        ("The mill stood. Nonsense! It burned.", ["The mill stood. Nonsense!", "It burned."]),
        ("The bridge was done. It did not open until May.", ["The bridge was done.", "It did not open until May."]),
        (
            "**Who burned it?** Nobody did. “Did the mill burn?” he asked.",
            ["Nobody did.", "“Did the mill burn?” he asked."],
        ),
        ("That is wrong. The mill burned.", ["That is wrong.", "The mill burned."]),
        ("It burned, some say. That account is mistaken.", ["It burned, some say. That account is mistaken."]),
        ("It burned, they say. The opposite is true.", ["It burned, they say. The opposite is true."]),
        ("It burned, they say. The owner denies this.", ["It burned, they say. The owner denies this."]),
        ("It burned twice. We disagree.", ["It burned twice. We disagree."]),
        (
            "A fire is blamed. This is not supported by the evidence.",
            ["A fire is blamed. This is not supported by the evidence."],
        ),
        ("The mill stood. It is not true that it burned.", ["The mill stood.", "It is not true that it burned."]),
        ("The mill stood. It is false that it burned.", ["The mill stood.", "It is false that it burned."]),
    ],
)
def test_a_sentence_is_quoted_with_one_that_only_takes_it_back(text: str, expected: list[str]) -> None:
    assert [c.text for c in find_candidates(understand("Did the mill burn?"), [hit("a", text)])] == expected


def test_a_label_that_opens_a_paragraph_claims_nothing() -> None:
    """A sentence in bold does, and so does a line in bold by itself."""
    label, claim = "**Launch site.** Smoke places it near Dushak.", "**The dam failed.** It was old.\n\n**Dam failed**"
    passage = hit("a", f"{label}\n\n{claim}")
    quotes = [found.text for found in find_candidates(understand("What is the launch site?"), [passage])]

    assert quotes == ["Smoke places it near Dushak.", "**The dam failed.**", "It was old.", "**Dam failed**"]
