"""The list of disagreements as documents come and go. The models are words and hashes."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.types import Document, Metadata
from index.statements import Contrast, NewStatement, Progress
from index.types import UnknownCollection
from rag.survey.survey import VERSION, Listing
from rag.wire import Service, assemble
from tests.fakes import HashEmbedder, Stumbling, WordReader
from tests.service import open_with_hashes

AGENCY = "The flood in Halbach in July 2021 killed 62 people. The town hall was under water for days."
REPORT = "The flood in Halbach in July 2021 killed 78 people. Nobody was there to ring the church bells."
OTHER = "The concert in Merau was sold out. The choir of the town sang for two hours and was praised."


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with open_with_hashes(tmp_path) as opened:
        yield opened


def add(service: Service, **texts: str) -> dict[str, str]:
    """Add documents named after the arguments; their ids by name."""
    documents = [
        Document(f"{name}.txt", text, Metadata(title=f"Halbach {name}", source=name.title()))
        for name, text in texts.items()
    ]
    added = service.index.add("default", documents)
    return {one.document.name.removesuffix(".txt"): one.document.id for one in added}


def surveyed(service: Service) -> Listing:
    service.survey.update("default")
    return service.survey.disagreements("default")


def test_two_figures_of_one_event_are_one_disagreement(service: Service) -> None:
    add(service, agency=AGENCY, report=REPORT, other=OTHER)
    listing = surveyed(service)

    assert (listing.state, listing.done, listing.total) == ("current", 3, 3)
    (found,) = listing.disagreements
    assert found.kind == "value"
    assert {position.value for position in found.positions} == {"62 people", "78 people"}
    assert found.sources == 2
    assert 0.55 <= found.confidence <= 0.97


def test_every_position_cites_exact_quotes_of_its_own(service: Service) -> None:
    add(service, agency=AGENCY, report=REPORT)
    (found,) = surveyed(service).disagreements

    by_number = {citation.number: citation for citation in found.citations}
    cited = [number for position in found.positions for number in position.citations]
    assert sorted(cited) == sorted(by_number)
    for citation in found.citations:
        assert service.index.text(citation.document_id)[citation.start : citation.end] == citation.quote
        assert citation.passage_id.startswith(citation.document_id)


def test_what_is_not_surveyed_yet_is_said_to_be_updating(service: Service) -> None:
    add(service, agency=AGENCY, report=REPORT)
    listing = service.survey.disagreements("default")

    assert (listing.state, listing.done, listing.total, listing.disagreements) == ("updating", 0, 2, ())


def test_one_more_document_joins_the_position_it_shares(service: Service) -> None:
    add(service, agency=AGENCY, report=REPORT)
    before = surveyed(service).disagreements[0]
    add(service, paper="Halbach mourns: the flood in Halbach in July 2021 killed 78 people, the parish says.")
    (after,) = surveyed(service).disagreements

    sources = {position.value: position.sources for position in after.positions}
    assert sources == {"78 people": 2, "62 people": 1}
    assert after.weight > before.weight


def test_only_what_is_new_is_surveyed(service: Service) -> None:
    add(service, agency=AGENCY, report=REPORT)
    surveyed(service)
    add(service, other=OTHER)
    told: list[Progress] = []
    service.survey.update("default", told.append)

    assert told == [Progress(2, 3), Progress(3, 3)]


def test_a_removed_document_disagrees_no_more(service: Service) -> None:
    ids = add(service, agency=AGENCY, report=REPORT)
    assert surveyed(service).disagreements
    service.index.remove(ids["report"])
    listing = service.survey.disagreements("default")

    assert listing.disagreements == ()
    assert (listing.state, listing.total) == ("current", 1)


def test_a_corrected_document_disagrees_no_more(service: Service) -> None:
    add(service, agency=AGENCY, report=REPORT)
    assert surveyed(service).disagreements
    add(service, agency=AGENCY.replace("62", "78"))

    assert surveyed(service).disagreements == ()


def test_a_copy_counts_once_and_never_disagrees_with_itself(service: Service) -> None:
    add(service, agency=AGENCY, syndicated=AGENCY, report=REPORT)
    (found,) = surveyed(service).disagreements

    assert {position.value: position.sources for position in found.positions} == {"62 people": 1, "78 people": 1}
    assert found.sources == 2


def test_the_list_survives_a_restart(service: Service, tmp_path: Path) -> None:
    add(service, agency=AGENCY, report=REPORT)
    before = surveyed(service)
    with open_with_hashes(tmp_path) as again:
        assert again.survey.disagreements("default") == before


def test_the_background_surveys_what_was_added(service: Service) -> None:
    add(service, agency=AGENCY, report=REPORT)
    service.survey.refresh("default")
    for _ in range(1_000):
        if service.survey.disagreements("default").state == "current":
            break
        time.sleep(0.01)

    assert len(service.survey.disagreements("default").disagreements) == 1


def test_an_unknown_collection_has_no_list(service: Service) -> None:
    with pytest.raises(UnknownCollection):
        service.survey.disagreements("nowhere")


def test_statements_of_a_text_that_has_changed_are_not_kept(service: Service) -> None:
    ids = add(service, agency=AGENCY)
    store = service.index.statements
    store.store(ids["agency"], "what it said before", VERSION, [NewStatement(0, 4, "what", "")], [])

    assert store.waiting("default", VERSION) == [ids["agency"]]


def test_contrasts_with_what_has_gone_are_left_out(service: Service) -> None:
    ids = add(service, agency=AGENCY)
    service.index.statements.store(
        ids["agency"], AGENCY, VERSION, [NewStatement(0, 20, AGENCY[:20], "")], [Contrast(0, 999, 0, 0, 0.9)]
    )

    assert service.index.statements.contrasts("default") == []


@pytest.mark.parametrize(
    "text",
    [
        "1 2 3 4 5 6 7 8 9 10. " * 3_000,
        "not " * 20_000,
        "In 2021 12 people died. " * 2_500,
        "Halbach " * 20_000 + ".",
    ],
    ids=["figures", "negations", "tolls", "one sentence"],
)
def test_no_text_holds_up_the_rest(service: Service, text: str) -> None:
    add(service, agency=AGENCY, hostile=text, report=REPORT)

    assert surveyed(service).done == 3


POISON = "The flood in Halbach and Orsa in July 2021 killed 91 people."


def test_a_document_that_cannot_be_surveyed_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    judge = Stumbling(RuntimeError("no"))
    with assemble(tmp_path, HashEmbedder(), WordReader(), judge) as service:
        add(service, agency=AGENCY)
        ids = add(service, poison=POISON, report=REPORT)
        listings = [surveyed(service), surveyed(service)]
        for listing in listings:
            assert (listing.state, listing.done, listing.total, listing.skipped) == ("current", 2, 3, 1)
            (found,) = listing.disagreements
            assert {position.value for position in found.positions} == {"62 people", "78 people"}
        noted = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
        assert noted == [f"the survey skips the document {ids['poison']}"], "once, however often one looks"

        add(service, poison=POISON.replace("Orsa", "Merau"))
        listing = surveyed(service)
        assert (listing.state, listing.done, listing.skipped) == ("current", 3, 0), "a corrected one is tried again"


def test_what_is_no_document_s_fault_skips_none(tmp_path: Path) -> None:
    judge = Stumbling(OSError("the disk is full"))
    with assemble(tmp_path, HashEmbedder(), WordReader(), judge) as service:
        add(service, agency=AGENCY, poison=POISON)
        with pytest.raises(OSError, match="full"):
            service.survey.update("default")
        listing = service.survey.disagreements("default")
        assert (listing.state, listing.done, listing.skipped) == ("updating", 1, 0)
        judge.error = None
        assert (surveyed(service).done, surveyed(service).skipped) == (2, 0)
