"""Written events as several sources tell them, read as passages, sides and answers."""

from pathlib import Path

import training.written
from training.cases import answers_of, passages_of, read_cases, sentence_of, sides_of
from training.written import written_cases

CASE = {
    "event": "The barn",
    "documents": [
        {"title": "A", "passage": "The barn burned on Monday. Two cows died, said Mr. Hale, and a calf."},
        {"title": "B", "passage": "Nobody lost an animal. The roof is new."},
        {"title": "C", "passage": "Hay is dear."},
    ],
    "questions": [
        {
            "q": "How many cows died?",
            "told": [
                {"group": "1", "words": "Two cows"},
                {"group": "0", "words": "lost an animal"},
                NONE := {"group": "0", "words": ""},
            ],
        },
        {
            "q": "Did animals die?",
            "told": [{"group": "+", "words": "Two cows died"}, {"group": "-", "words": "Nobody lost"}, NONE],
        },
        {"q": "Who owns the barn?", "told": [NONE, NONE, NONE]},
    ],
}
TOLD = "Two cows died, said Mr. Hale, and a calf."


AS_TEXT = """= The barn
# A
The barn burned on Monday. Two cows died, said Mr. Hale, and a calf.
# B
Nobody lost an animal. The roof is new.
# C
Hay is dear.
? How many cows died? | 1 Two cows | 0 lost an animal | 0
? Did animals die? | + Two cows died | - Nobody lost | 0
? Who owns the barn? | 0 | 0 | 0
"""


def test_events_are_read_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "cases.txt"
    path.write_text(f"{AS_TEXT}\n{AS_TEXT.replace('The barn', 'The shed')}", encoding="utf-8")
    first, second = read_cases(path)
    assert first == CASE
    assert second["event"] == "The shed"


def test_every_wording_of_a_question_comes_once_over_the_turns(tmp_path: Path) -> None:
    path = tmp_path / "cases.txt"
    text = AS_TEXT.replace("How many cows died?", "How many cows died? / How many cattle perished? / What was lost?")
    path.write_text(text.replace("Did animals die?", "Did animals die? / Was an animal lost?"), encoding="utf-8")
    (first,) = read_cases(path)
    assert first == CASE
    turns = [[asked["q"] for asked in next(read_cases(path, turn))["questions"]] for turn in range(3)]
    assert turns == [
        ["How many cows died?", "Was an animal lost?", "Who owns the barn?"],
        ["How many cattle perished?", "Did animals die?", "Who owns the barn?"],
        ["What was lost?", "Was an animal lost?", "Who owns the barn?"],
    ]
    told = [asked["told"] for asked in next(read_cases(path, 2))["questions"]]
    assert told == [asked["told"] for asked in first["questions"]]


def test_every_document_is_asked_every_question() -> None:
    first, second, third = passages_of([CASE])
    assert [q["answers"] for q in first["questions"]] == [["Two cows"], [TOLD], []]
    assert [q["answers"] for q in second["questions"]] == [[], ["Nobody lost an animal."], []]
    assert [q["answers"] for q in third["questions"]] == [[], [], []]
    assert (first["title"], first["passage"]) == ("A", CASE["documents"][0]["passage"])  # type: ignore[index]


def test_open_questions_have_groups_and_the_words_that_answer() -> None:
    assert list(answers_of([CASE])) == [
        {
            "question": "How many cows died?",
            "statements": [
                {"text": TOLD, "group": 1, "answer": "Two cows"},
                {"text": "Nobody lost an animal.", "group": 0, "answer": ""},
            ],
        }
    ]


def test_questions_of_yes_or_no_have_sides() -> None:
    assert list(sides_of([CASE])) == [
        {
            "question": "Did animals die?",
            "statements": [
                {"text": TOLD, "side": "yes", "beside": "The barn burned on Monday."},
                {"text": "Nobody lost an animal.", "side": "no", "beside": "The roof is new."},
            ],
        }
    ]


def test_words_across_two_sentences_are_given_both() -> None:
    assert sentence_of("It rained. It snowed. It froze.", "snowed. It") == "It snowed. It froze."


def test_every_question_of_the_events_has_three_wordings() -> None:
    for path in sorted((Path(training.written.__file__).parent / "written").glob("cases*.txt")):
        for wordings in zip(*(_questions(path, turn) for turn in range(3)), strict=True):
            assert len(set(wordings)) == 3, wordings


def _questions(path: Path, turn: int) -> list[str]:
    return [asked["q"] for case in read_cases(path, turn) for asked in case["questions"]]


def test_what_is_written_is_in_the_passages() -> None:
    for case in [*written_cases(), *written_cases(kept_out=True)]:
        for asked in case["questions"]:
            assert len(asked["told"]) == len(case["documents"]), asked["q"]
            for document, one in zip(case["documents"], asked["told"], strict=True):
                assert one["words"] in document["passage"], asked["q"]
                assert one["group"] in "+-0123456789"
                assert one["words"] or one["group"] == "0", asked["q"]
            assert not ({"+", "-"} & (groups := {one["group"] for one in asked["told"]}) and groups & set("123456789"))
