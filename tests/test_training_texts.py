"""What the training data is read with: texts made plain, sentences, SQuAD's shape, claims turned into questions."""

import gzip
import json
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from training.pairs import Pair, Verdict
from training.squad import Asked, Paragraph, new_wikipedia, squad
from training.texts import is_kept_out, json_lines, plain, sentences_of
from training.yes_no import as_question, scoped, yes_no_pairs


@pytest.mark.parametrize(
    ("tokenised", "written"),
    [
        ("The dam -LRB- 1964 -RRB- broke .", "The dam (1964) broke."),
        ("-LSB- sic -RSB- and -LCB- x -RCB-", "[sic] and {x}"),
        ("She said `` yes '' , twice .", 'She said "yes", twice.'),
        ("`` Orlo '' and `` Brage '' met", '"Orlo" and "Brage" met'),
        (
            "It did n't break ; Orlo 's dam , they 'd say , is n't old .",
            "It didn't break; Orlo's dam, they'd say, isn't old.",
        ),
        ("It cost $ 5 or £ 4 : 50 % off !", "It cost $5 or £4: 50% off!"),
        ("9.8\ufffdmillion\n boats", "9.8 million boats"),
        ('He wrote "yes" and "no" here.', 'He wrote "yes" and "no" here.'),
        ("", ""),
    ],
)
def test_tokenised_text_reads_as_a_person_would_write_it(tokenised: str, written: str) -> None:
    """Brackets, quotation marks, shortened words and the spaces around signs are put back; plain text stays."""
    assert plain(tokenised) == written
    assert plain(written) == written


def test_a_decimal_point_at_the_front_keeps_its_space() -> None:
    """A point before a digit ends no sentence."""
    assert plain("a .22 rifle , .5 km off .") == "a .22 rifle, .5 km off."


@pytest.mark.parametrize(
    "sentences",
    [
        ["The dam broke.", "It was 1964!", "Why?", "5 died."],
        ["It opened near St. Orlo.", "Gen. J. P. Doe of the U.S. Army spoke vs. Mr. Roe."],
        ["It cost 3.5 million.", "No. 4 was approx. 2 m."],
        ['He said "no."', "(Twice.)", "“Yes,” they said."],
        ["It ended at 5 p.m. and more."],
        ["One without an end"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    """Shortened words, initials and decimals end none; quotation marks and brackets go with their sentence."""
    text = " ".join(sentences)

    assert [text[start:end] for start, end in sentences_of(text)] == sentences


def test_sentences_leave_out_only_the_space_between_them() -> None:
    """Spans are in order, do not overlap, and lose no letter, whatever the gaps."""
    text = "One broke.\n\nTwo held!   Three (or four?) Five."
    spans = sentences_of(text)

    assert spans == [(0, 10), (12, 21), (24, 40), (41, 46)]
    assert sentences_of("") == [(0, 0)]


def test_what_is_kept_out_never_changes() -> None:
    """CRC-32 of "123456789" is 0xCBF43926 (its published check value), 6 more than a multiple of 8; of "" it is 0."""
    assert not is_kept_out("123456789")
    assert is_kept_out("123456789", one_in=2)
    assert is_kept_out("")
    assert is_kept_out("Ünïcödé — 中文字", one_in=1)


def test_one_page_in_eight_is_kept_out() -> None:
    """Of 8,000 titles 1,000 are expected; 120 is four standard deviations of the binomial."""
    assert abs(sum(is_kept_out(f"Page {number}") for number in range(8000)) - 1000) < 120


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_lines_are_read_compressed_or_not(tmp_path: Path, name: str) -> None:
    """Blank lines hold no row; letters are UTF-8."""
    content = '{"a": "é"}\n\n  \n{"a": 2}'.encode()
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)

    assert list(json_lines(tmp_path / name)) == [{"a": "é"}, {"a": 2}]


def test_squad_is_read_as_articles_with_questions(tmp_path: Path) -> None:
    """Titles are written with spaces, questions without runs of them, an answer given twice counts once, order kept."""
    row = {
        "title": "Orlo_Dam",
        "context": "It  broke.",
        "qas": [
            {"question": " Did  it break? ", "answers": ["yes", "It  broke", "yes"]},
            {"question": "Why?", "answers": []},
        ],
    }
    (tmp_path / "squad").mkdir()
    with gzip.open(tmp_path / "squad" / "v2.0_dev.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")

    assert squad(tmp_path, "v2.0_dev") == [
        Paragraph("Orlo Dam", "It  broke.", (Asked("Did it break?", ("yes", "It  broke")), Asked("Why?", ())))
    ]


def test_new_wikipedia_is_read_into_the_same_shape(tmp_path: Path) -> None:
    """The original format nests paragraphs in articles and answers in objects."""
    asked = {"question": "When?", "answers": [{"text": "1964", "answer_start": 3}, {"text": "1964", "answer_start": 9}]}
    article = {
        "title": "Orlo",
        "paragraphs": [{"context": "In 1964, 1964.", "qas": [asked]}, {"context": "No.", "qas": []}],
    }
    (tmp_path / "squadshifts").mkdir()
    (tmp_path / "squadshifts" / "new_wiki_v1.0.json").write_text(json.dumps({"data": [article]}), encoding="utf-8")

    assert list(new_wikipedia(tmp_path)) == [
        Paragraph("Orlo", "In 1964, 1964.", (Asked("When?", ("1964",)),)),
        Paragraph("Orlo", "No.", ()),
    ]


@pytest.mark.parametrize(
    ("claim", "question"),
    [
        ("The dam was opened in 1964.", "Was the dam opened in 1964?"),
        ("Orlo is a town", "Is Orlo a town?"),
        ("Ada Roe will not run again .", "Will Ada Roe not run again?"),
        ("More than 30 boats were lost.", "Were more than 30 boats lost?"),
        ("Orlo has never been rebuilt.", "Has Orlo never been rebuilt?"),
        ("Ada opened the dam.", "Did Ada open the dam?"),
        ("The town moved uphill.", "Did the town move uphill?"),
        ("The ferry stopped at noon.", "Did the ferry stop at noon?"),
        ("Ada studied law.", "Did Ada study law?"),
        ("She became mayor in 1964.", "Did she become mayor in 1964?"),
        ("The town had 4,000 people.", "Did the town have 4,000 people?"),
    ],
)
def test_a_claim_becomes_the_question_it_answers(claim: str, question: str) -> None:
    """An auxiliary is fronted; a simple past, regular or not, becomes "did" and the infinitive; names keep capitals."""
    assert as_question(claim) == question


@pytest.mark.parametrize(
    "claim",
    [
        "",
        "In 1964 the dam was opened.",
        "After 1964, it was shut.",
        "Orlo has 4,000 people.",
        "Boats float.",
        f"The dam was {'very ' * 40}old.",
    ],
)
def test_other_claims_become_no_question(claim: str) -> None:
    """None where something stands before the subject, no auxiliary or simple past is found, or the claim is long."""
    assert as_question(claim) is None


@pytest.mark.parametrize(
    ("claim", "question"),
    [
        ("Ada starred in a film.", "Did Ada star in a film?"),
        ("The ferry carried boats.", "Did the ferry carry boats?"),
        ("Ada has had a role in one show.", "Has Ada had a role in one show?"),
        ("Orlo had rebuilt the dam by 1964.", "Had Orlo rebuilt the dam by 1964?"),
        ("The town has a wall that collapsed in 1900.", None),
        ("The town had a wall that was old.", "Did the town have a wall that was old?"),
        ("The ferry that was lost is old.", None),
    ],
)
def test_questions_are_grammatical(claim: str, question: str | None) -> None:
    """The infinitive is the verb's own, and the auxiliary fronted is that of the main clause."""
    assert as_question(claim) == question


def test_yes_keeps_a_verdict_and_no_turns_it() -> None:
    """To the question a claim answers, "No." says the opposite; what is neither stays neither, questions are taken."""
    verdicts: tuple[Verdict, ...] = ("agree", "contradict", "neither", "not agree")
    pairs = [
        Pair(f"Evidence {verdict}.", f"The dam was built in {1960 + n}.", verdict) for n, verdict in enumerate(verdicts)
    ]
    asked = Pair("Evidence.", "The dam was tall.", "agree", "How tall was the dam?")

    found = {pair for seed in range(20) for pair in yes_no_pairs([*pairs, asked], seed, 10)}

    assert found == {
        Pair("Evidence agree.", "Yes.", "agree", "Was the dam built in 1960?"),
        Pair("Evidence agree.", "No.", "contradict", "Was the dam built in 1960?"),
        Pair("Evidence contradict.", "Yes.", "contradict", "Was the dam built in 1961?"),
        Pair("Evidence contradict.", "No.", "agree", "Was the dam built in 1961?"),
        Pair("Evidence neither.", "Yes.", "neither", "Was the dam built in 1962?"),
        Pair("Evidence neither.", "No.", "neither", "Was the dam built in 1962?"),
    }


def test_yes_no_pairs_are_limited_and_repeatable() -> None:
    """Up to `most` different claims are turned, the same for one seed, others for another, half of them to "Yes."."""
    pairs = [Pair("Evidence.", f"Boat {number} was lost.", "agree") for number in range(400)]
    unturned = [Pair("Evidence.", "Boats float.", "agree")] * 400

    once = list(yes_no_pairs([*unturned, *pairs], 0, 200))

    assert len({pair.question for pair in once}) == len(once) == 200
    assert once == list(yes_no_pairs([*unturned, *pairs], 0, 200))
    assert once != list(yes_no_pairs([*unturned, *pairs], 1, 200))
    assert abs(sum(pair.second == "Yes." for pair in once) - 100) < 30


def test_a_question_may_name_the_place_or_time_that_the_statement_leaves_out() -> None:
    pair = Pair("Crime has fallen.", "Yes.", "agree", "Has crime fallen?")
    asked = {scoped(pair, random.Random(seed)).question for seed in range(40)}
    assert len(asked) > 10
    assert all(re.fullmatch(r"Has crime fallen in [\w ]+\?", question) for question in asked)
    assert replace(scoped(pair, random.Random(1)), question=pair.question) == pair
    statements = Pair("Crime has fallen.", "It rose.", "contradict", "Has crime fallen?")
    assert scoped(statements, random.Random(1)) == statements
