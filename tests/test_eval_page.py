"""The report as a page and as Markdown: nothing that a document says is obeyed."""

from dataclasses import replace
from typing import Any

from eval.compare import compare
from eval.markdown import markdown
from eval.page import page
from eval.report import as_json
from eval.run import run
from eval.types import Report
from rag.types import Answer
from tests.eval_answers import NOT_FOUND, answer, case, citation, disagreement, expected, shown

HOSTILE = '<img src=x onerror=alert(1)> "41" {{ 7 * 7 }} </script>'
TOLL = replace(
    case("value", expected("38", "guard.md", HOSTILE), expected("41", "wire.md")), id="to|ll", question=HOSTILE
)
BREAD = replace(case(), id="bread")
BOTH = answer(
    f"38 or 41 {HOSTILE}",
    citation(1, "guard.md", "38 dead", start=4),
    citation(2, "wire.md", "41 dead", start=4),
    disagreements=(disagreement(shown("38", 1), shown(HOSTILE, 2)),),
)


def made(*answers: Answer) -> Report:
    left = iter(answers)
    return run([TOLL, BREAD], lambda _: next(left), lambda name: f"The {'38' if name == 'guard.md' else '41'} dead <b>")


def data(report: Report) -> dict[str, Any]:
    return as_json(report, {"set": HOSTILE, "target": "t", "at": "2026-01-01T00:00:00+00:00"})


def test_the_page_shows_what_is_cited_in_its_place() -> None:
    text = page(data(made(BOTH, NOT_FOUND)))

    assert "The <mark>38 dead</mark> &lt;b&gt;" in text
    assert "2 of 2 questions right" in text or "1 of 2 questions right" in text
    assert text.count("<details") == 2


def test_no_markup_of_a_document_or_a_set_is_obeyed() -> None:
    text = page(data(made(BOTH, NOT_FOUND)))

    assert "<img" not in text
    assert "onerror=alert(1)&gt;" in text
    assert text.count("</script>") == 1
    assert "{{ 7 * 7 }}" in text


def test_the_page_asks_for_nothing_elsewhere() -> None:
    text = page(data(made(BOTH, NOT_FOUND)))

    assert "default-src 'none'" in text
    assert not any(mark in text for mark in ('src="', "href=", "@import", "url("))


def test_an_interrupted_and_empty_report_has_a_page() -> None:
    def stop(cases: object) -> Any:
        raise KeyboardInterrupt

    report = run([TOLL], lambda _: NOT_FOUND, lambda _: "", stop)

    assert "Stopped after 0 of 1" in page(data(report))


def test_the_change_against_a_baseline_is_shown() -> None:
    before, now = made(BOTH, NOT_FOUND), made(NOT_FOUND, NOT_FOUND)
    found = compare(now, {case["id"]: case for case in data(before)["cases"]})

    text = page(data(now), found)

    assert "1 broken: to|ll" in text
    assert "-1.000" in text


def test_the_summary_is_a_table_without_markup_of_others() -> None:
    text = markdown(made(NOT_FOUND, NOT_FOUND), HOSTILE)

    assert text.startswith("### \\<img src=x onerror=alert\\(1\\)\\> ")
    assert "| flag_recall | 0.000 | 0.000 to 0.000 | 1 |" in text
    assert "Not right: to\\|ll" in text
