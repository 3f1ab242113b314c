"""Asking a set: a crash is counted and hides nothing, an interrupt keeps what was done."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from eval.bars import Bar, missed, parse_bars
from eval.cases import Case
from eval.report import as_json, one_line, table, wrong_cases
from eval.run import run
from eval.types import Failure, Report
from rag.types import Answer
from tests.eval_answers import NOT_FOUND, answer, case, citation, disagreement, expected, shown

TEXTS = {"guard.md": "recovered 38 bodies", "wire.md": "It rose to 41."}
CASES = (
    replace(
        case("value", expected("38", "guard.md"), expected("41", "wire.md")),
        id="toll",
        question="How many died?",
    ),
    replace(case("none", expected("41", "wire.md")), id="wire", question="What did the wire say?"),
    replace(case(), id="flag", question="Whose flag?"),
    replace(case("none", expected("two", "guard.md")), id="crash", question="How many helicopters?"),
)
BOTH = answer(
    "38 or 41.",
    citation(1, "guard.md", "38 bodies", start=10),
    citation(2, "wire.md", "rose to 41", start=3),
    disagreements=(disagreement(shown("38", 1), shown("41", 2)),),
)
ANSWERS = {
    "How many died?": BOTH,
    "What did the wire say?": answer("Ten \x1b[31m.", citation(1, "wire.md", "ten")),
}


def ask(question: str) -> Answer:
    if question == "How many helicopters?":
        raise RuntimeError("the index\nis gone")
    return ANSWERS.get(question, NOT_FOUND)


def a_report() -> Report:
    return run(CASES, ask, TEXTS.__getitem__)


def figure(report: Report, name: str) -> float | None:
    return next(figure.value for figure in report.figures if figure.name == name)


def test_each_case_gets_its_verdict() -> None:
    report = a_report()

    assert [case.verdict for case in report.cases] == ["right", "wrong", "right", "failed"]
    assert (report.asked, report.total) == (4, 4)


def test_a_crash_is_a_failure_of_its_case_alone() -> None:
    report = a_report()

    assert report.cases[3].outcome.got == Failure("RuntimeError", "the index\nis gone")
    assert figure(report, "failures") == 0.25
    assert figure(report, "answer_accuracy") == 1 / 3
    assert figure(report, "flag_precision") == 0.5  # the crash counts as a false flag
    assert figure(report, "quote_exactness") == 2 / 4  # one made up, and one for the crash


def test_a_cited_text_that_cannot_be_had_is_a_failure() -> None:
    nothing: dict[str, str] = {}

    report = run(CASES[:1], ask, nothing.__getitem__)

    assert report.cases[0].outcome.got == Failure("KeyError", "'guard.md'")


def test_an_interrupt_keeps_what_was_done() -> None:
    def interrupted(cases: Iterable[Case]) -> Iterator[Case]:
        for number, each in enumerate(cases):
            if number == 2:
                raise KeyboardInterrupt
            yield each

    report = run(CASES, ask, TEXTS.__getitem__, interrupted)

    assert (report.asked, report.total) == (2, 4)
    assert figure(report, "answer_accuracy") == 0.5
    assert as_json(report, {})["finished"] is False


def test_the_table_has_a_line_for_every_figure() -> None:
    report = a_report()
    lines = table(report).splitlines()

    assert [line.split()[0] for line in lines] == [figure.name for figure in report.figures]
    assert lines[0].split()[1:5] == ["0.500", "[0.000,", "1.000]", "4"]
    assert any(line.startswith("false_flags ↓") for line in lines)


def test_wrong_cases_say_what_was_expected_and_what_came() -> None:
    lines = wrong_cases(a_report()).splitlines()

    assert lines == [
        "2 of 4 right",
        "",
        "wrong  wire: What did the wire say?",
        "  why       holds none of the answers; not the text at its offsets: 'ten'",
        "  expected  41",
        "  got       Ten [31m.",
        "",
        "failed  crash: How many helicopters?",
        "  why       RuntimeError: the index is gone",
        "  expected  two",
        "  got       no answer",
    ]


def test_the_json_report_holds_every_case() -> None:
    plain = json.loads(json.dumps(as_json(a_report(), {"set": "s.jsonl"})))

    assert (plain["set"], plain["total"], plain["finished"]) == ("s.jsonl", 4, True)
    assert plain["figures"]["answer_accuracy"]["value"] == 1 / 3
    first, *_, last = plain["cases"]
    assert first["expected"]["positions"][0]["answers"] == ["38"]
    assert first["got"]["citations"][0]["quote"] == "38 bodies"
    assert first["scores"]["position_recall"] == [2, 2]
    assert last["got"] is None
    assert last["failure"] == {"error": "RuntimeError", "detail": "the index\nis gone"}


def test_bars_are_floors_and_where_lower_is_better_ceilings() -> None:
    bars = [
        Bar("answer_accuracy", 0.3),
        Bar("answer_accuracy", 0.4),
        Bar("failures", 0.25),
        Bar("failures", 0.2),
    ]

    assert list(missed(a_report(), bars)) == [
        "answer_accuracy is 0.3333, below the bar of 0.4",
        "failures is 0.25, above the bar of 0.2",
    ]


def test_nothing_may_break_unless_a_bar_allows_it() -> None:
    assert parse_bars(["flag_f1=0.9"]) == [Bar("flag_f1", 0.9), Bar("failures", 0.0)]
    assert parse_bars(["failures=0.5"]) == [Bar("failures", 0.5)]


def test_a_figure_without_a_value_misses_every_bar() -> None:
    report = run(CASES[2:3], ask, TEXTS.__getitem__)

    assert list(missed(report, [Bar("flag_f1", 0.0)])) == ["flag_f1 has no value here, and the bar is 0"]


def test_one_line_keeps_to_its_width() -> None:
    assert one_line("a  b\nc") == "a b c"
    assert one_line("abcdef", width=4) == "abc…"
