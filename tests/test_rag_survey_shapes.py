"""What is listed and what is not, in natural sentences of several subjects: texts in, positions out, real models."""

from collections.abc import Iterator

import pytest

from corpus.types import Document, Metadata
from rag.settings import Settings
from rag.wire import Service, open_service

pytestmark = pytest.mark.slow

Told = tuple[str, str, str | None]  # title, text, published


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with open_service(Settings(tmp_path_factory.mktemp("home"))) as opened:
        yield opened


def values(service: Service, name: str, told: tuple[Told, ...]) -> list[set[str]]:
    """What the positions of each disagreement among the documents claim."""
    collection = "".join(char if char.isalnum() else "-" for char in name)
    documents = [
        Document(f"{number}.txt", text, Metadata(title=title, source=f"Source {number}", published=published))
        for number, (title, text, published) in enumerate(told)
    ]
    service.index.add(collection, documents)
    service.survey.update(collection)
    found = service.survey.disagreements(collection).disagreements
    return [{position.value for position in one.positions} for one in found]


DIFFER: dict[str, tuple[tuple[Told, ...], list[set[str]]]] = {
    "flood: two tolls": (
        (
            ("Flood in Halbach", "The flood in Halbach on 14 July 2021 killed 62 people.", "2021-07-16"),
            ("Halbach one year on", "Seventy-eight people lost their lives in the Halbach flood of July 2021.", None),
        ),
        [{"62 people", "78 people"}],
    ),
    "recall: units sold": (
        (
            ("Brixo K2 recall", "Some 120,000 kettles of the type Brixo K2 were sold before the recall.", "2023-03-08"),
            ("Statement on the Brixo K2", "Only 85,000 kettles of the type Brixo K2 were ever sold.", "2023-03-09"),
        ),
        [{"about 120,000 kettles", "85,000 kettles"}],
    ),
    "election: turnout": (
        (
            ("Norland votes", "Turnout in the Norland election was 64.2 per cent.", "2023-10-12"),
            (
                "The Norland election",
                "Turnout in the Norland election reached 71 per cent, the wire said.",
                "2023-10-02",
            ),
        ),
        [{"64.2 per cent", "71 per cent"}],
    ),
    "archaeology: when found": (
        (
            ("The ship grave of Valby", "The Valby ship was discovered in 1936 by the farmer Jens Ravn.", None),
            ("Three days in Soland", "The Valby ship was found in 1938 when a farmer dug a well.", None),
        ),
        [{"1936", "1938"}],
    ),
    "company: profit": (
        (
            ("Meridian Foods in 2023", "Meridian Foods made a net profit of 212 million euros in 2023.", "2024-03-12"),
            ("Meridian slides", "Net profit at Meridian Foods in 2023 was 198 million euros.", "2024-03-13"),
        ),
        [{"212 million euros", "198 million euros"}],
    ),
    "dam: denied": (
        (
            ("Why the dam failed", "In our opinion the dam was overtopped on the night of the storm.", None),
            ("Findings of the commission", "The dam was not overtopped on the night of the storm.", None),
        ),
        [
            {
                "In our opinion the dam was overtopped on the night of the storm.",
                "The dam was not overtopped on the night of the storm.",
            }
        ],
    ),
}

ONE, TWO = "Tarn valley: the figures", "News from the Tarn valley"


def both(one: str, other: str) -> tuple[Told, ...]:
    """Two documents whose titles say nothing that tells them apart."""
    return (ONE, one, None), (TWO, other, None)


DIFFER |= {
    "one flight": (
        both(
            "Flight 12 carried 140 passengers to Oslo in May 2023.", "Flight No. 12 carried 95 passengers in May 2023."
        ),
        [{"140 passengers", "95 passengers"}],
    ),
    "one phase": (
        both("Phase II of the metro will cost 3 billion euros.", "Phase 2 of the metro will cost 5 billion euros."),
        [{"3 billion euros", "5 billion euros"}],
    ),
    "flights counted": (
        both("The 12 flights carried 140 passengers to Oslo.", "The 14 flights carried 140 passengers to Oslo."),
        [{"12 flights", "14 flights"}],
    ),
    "one dam": (
        both("The upper dam is 62 metres high.", "The upper dam is 38 metres high."),
        [{"62 metres", "38 metres"}],
    ),
    "one town": (
        both("Merau has 4,300 inhabitants.", "Merau has 9,100 inhabitants."),
        [{"4,300 inhabitants", "9,100 inhabitants"}],
    ),
}

AGREE: dict[str, tuple[Told, ...]] = {
    "other notation": (
        ("Flood in Halbach", "The flood in Halbach killed 41 people and reached 4 km inland.", None),
        (
            "Halbach flood",
            "Forty-one people were killed by the flood in Halbach, which reached 2.5 miles inland.",
            None,
        ),
    ),
    "compatible bound": (
        ("Brixo recall", "More than 60 people were burned by the Brixo kettle.", None),
        ("Brixo in court", "The Brixo kettle burned 64 people, the court heard.", None),
    ),
    "rounding": (
        ("Meridian Foods in 2023", "Meridian Foods had revenue of 4.62 billion euros in 2023.", None),
        ("Meridian grows", "Revenue at Meridian Foods came to about 4.6 billion euros in 2023.", None),
    ),
    "date granularity": (
        ("The attack on the hall", "The attack on the concert hall in Orsa took place in March 2024.", None),
        ("Orsa mourns", "The attack on the concert hall in Orsa took place on 22 March 2024.", None),
    ),
    "another event of the kind": (
        ("Flood in Halbach", "The flood in Halbach in July 2021 killed 62 people.", None),
        ("Fire in Merau", "The hotel fire in Merau in May 2019 killed nine people.", None),
    ),
    "another year": (
        ("Merrin Lines", "Merrin Lines carried 290,000 passengers in 2022.", None),
        ("Merrin Lines again", "Merrin Lines carried 310,000 passengers in 2023.", None),
    ),
    "another site": (
        ("Meridian in Torhout", "The Meridian plant in Torhout employs 620 people.", None),
        ("Meridian in Lier", "The Meridian plant in Lier employs 260 people.", None),
    ),
    "killed and wounded": (
        ("Flood in Halbach", "The flood in Halbach killed 62 people.", None),
        ("Halbach hospital", "The flood in Halbach injured 140 people.", None),
    ),
    "part and whole": (
        ("Measles in Karsa", "In Karsa province 1,240 cases of measles were confirmed.", None),
        ("Measles in Tolo", "In the camp near Tolo 85 of the 1,240 cases of measles were confirmed.", None),
    ),
    "refinement": (
        ("Valby ship", "The Valby ship was found by a farmer.", None),
        ("Valby museum", "The Valby ship was found by the farmer Jens Ravn while digging a well.", None),
    ),
    "list": (
        ("Bridges of the Tarn", "The flood destroyed Mill Bridge and Station Bridge.", None),
        ("After the flood", "The flood destroyed Station Bridge and the footbridge at Shaw.", None),
    ),
    "hedge": (
        ("The vote", "The Reform Party may win the election in Norland.", None),
        ("The result", "The Reform Party won the election in Norland.", None),
    ),
    "quoted and rejected": (
        ("Police in Shaw", "We are aware of posts which say that a gang looted empty houses in Shaw.", None),
        ("Relief in Shaw", "No gang looted empty houses in Shaw.", None),
    ),
    "what is said of every town": tuple(
        (f"{town}", f"As of the census of 2010, there were {count} people living in the town.", None)
        for town, count in (("Ada", 874), ("Bow", 1417), ("Cole", 837), ("Dunn", 324), ("Elgin", 3559), ("Ford", 861))
    ),
    "denial of something else": (
        ("Alba lost", "The ferry Alba capsized off Port Merrin at half past six on Saturday.", None),
        ("Statement by Merrin Lines", "Merrin Lines rejects claims that the ferry Alba was overloaded.", None),
    ),
    "copy": (
        ("Flood in Halbach", "The flood in Halbach killed 62 people. Rain had fallen for three days.", None),
        ("Flood in Halbach", "The flood in Halbach killed 62 people. Rain had fallen for three days.", None),
    ),
    "sections about different things": (
        ("Towns of the Tarn", "Halbach has 12,000 inhabitants. Merau has 4,300 inhabitants.", None),
        ("A walk along the Tarn", "Merau has 4,300 inhabitants. Orsa, further down, has 9,100 inhabitants.", None),
    ),
    "other flights": both(
        "Flight 12 carried 140 passengers to Oslo in May 2023.", "Flight 47 carried 95 passengers to Oslo in May 2023."
    ),
    "other halls": both("Hall 2 seats 400 people.", "Hall 4 seats 650 people."),
    "reactor no. 4 denies nothing": both(
        "Reactor 3 produced 410 megawatts in 2019.", "Reactor No. 4 produced 520 megawatts in 2019."
    ),
    "other quarters": both(
        "Profit in the second quarter was 12 million euros.", "Profit in the third quarter was 19 million euros."
    ),
    "other dams": both("The upper dam is 62 metres high.", "The lower dam is 38 metres high."),
    "other ministers": both(
        "The health minister visited 14 hospitals in March.", "The education minister visited 22 hospitals in March."
    ),
    "other towns": both("Merau has 4,300 inhabitants.", "Orsa has 9,100 inhabitants."),
    "numbered ports": tuple(
        ("", f"Port {number} handled {3_000 + number * 119:,} containers in 2022.", None) for number in (3, 8, 17, 23)
    ),
}


@pytest.mark.parametrize("name", DIFFER)
def test_what_cannot_all_hold_is_listed(service: Service, name: str) -> None:
    told, expected = DIFFER[name]

    assert values(service, f"d {name}", told) == expected


@pytest.mark.parametrize("name", AGREE)
def test_what_can_all_hold_is_not(service: Service, name: str) -> None:
    assert values(service, f"a {name}", AGREE[name]) == []


def test_articles_of_different_subjects_do_not_disagree(service: Service) -> None:
    everything = tuple(dict.fromkeys((told[0][0], told[0][1], None) for told, _ in DIFFER.values()))

    assert values(service, "subjects", everything) == []
