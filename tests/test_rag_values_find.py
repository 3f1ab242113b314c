"""Figures found in sentences of many subjects, against expectations written by hand."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.values.find import find_values
from rag.values.types import Value

YEAR = 31_557_600.0
INF = math.inf

# kind, low, high, unit, noun
Expected = tuple[str, float, float, str, str]


def count(value: float, noun: str = "", high: float | None = None) -> Expected:
    return ("count", value, value if high is None else high, "", noun)


def money(value: float, unit: str, high: float | None = None) -> Expected:
    return ("money", value, value if high is None else high, unit, "")


def percent(value: float, unit: str = "") -> Expected:
    return ("percent", value, value, unit, "")


def measure(value: float, unit: str, high: float | None = None) -> Expected:
    return ("measure", value, value if high is None else high, unit, "")


def lasting(seconds: float, high: float | None = None) -> Expected:
    return ("duration", seconds, seconds if high is None else high, "s", "")


def day(first: str, last: str | None = None, unit: str = "") -> Expected:
    low, high = date.fromisoformat(first), date.fromisoformat(last or first)
    return ("date", low.toordinal(), high.toordinal(), unit, "")


def year(first: int, last: int | None = None) -> Expected:
    return day(f"{first}-01-01", f"{last or first}-12-31")


def clock(minutes: int, unit: str = "") -> Expected:
    return ("time", minutes, minutes, unit, "")


def rank(value: int, noun: str = "") -> Expected:
    return ("ordinal", value, value, "", noun)


SENTENCES: list[tuple[str, list[Expected]]] = [
    # figures that no noun and no unit follows
    ("The dead number 1,120.", [count(1120)]),
    ("The land forces number 48,000 soldiers.", [count(48000, "soldier")]),
    ("Room number 12 was empty.", []),
    ("The lorry was parked there at five in the morning.", [clock(300)]),
    ("Five in the morning is early.", [clock(300)]),
    (
        "Some 890 per 100,000, against 610 per 100,000.",
        [("count", 890, 890, "per 100,000", ""), ("count", 610, 610, "per 100,000", "")],
    ),
    ("The convent never held more than twenty nuns.", [count(-INF, "nun", 20)]),
    ("Sales did not go beyond 30,000.", [count(-INF, "", 30000)]),
    ("The carpet was woven no earlier than 1860.", [("date", date(1860, 1, 1).toordinal(), INF, "", "")]),
    ("The dead of Lumut number thirty-one.", [count(31)]),
    ("I paid Quillfeather 2,300 for it.", [count(2300)]),
    ("Attendance 61, up from 48.", [count(61), count(48)]),
    ("Fifteen fell ill and one has died.", [count(15), count(1)]),
    ("The one that died and no one else were there.", []),
    ("Takings fell by a third.", [percent(100 / 3)]),
    ("He was sued by a third party.", []),
    ("The bridge has 17 stone arches.", [count(17, "arch")]),
    ("They were found between 3 and 19 January.", [day("0004-01-03", "0004-01-19", "yearless")]),
    ("The silt dates to AD 300.", [day("0300-01-01", "0300-12-31")]),
    ("It left at eight minutes to five.", [clock(292, "12h")]),
    ("It left at five p.m., at four of the clock they say.", [clock(1020), clock(240, "12h")]),
    ("The circle is five millennia old.", [lasting(5000 * YEAR)]),
    # numbers in words
    ("The leak laid open eleven point three million accounts.", [count(11.3e6, "account")]),
    ("Rates fell by nought point five per cent.", [percent(0.5)]),
    ("The hundred and fifty-five miners came up.", [count(155, "miner")]),
    ("Crabs are sold by the hundred.", []),
    ("At that point three men left.", [count(3, "man")]),
    # chances and shares of a round number
    ("The engine fails in one in fifty flights.", [percent(2)]),
    ("The risk is 1 in 2,000.", [percent(0.05)]),
    ("One in 2015 and one in thirty days.", [year(2015), lasting(30 * 86_400)]),
    ("Thirty-eight of every hundred names were false.", [percent(38)]),
    ("Six of every ten jars hold syrup.", [percent(60)]),
    # days and years in words
    ("He died on the second of March.", [day("0004-03-02", unit="yearless")]),
    (
        "She left on May the thirty-first, 1920, or the twenty-third of May 1921.",
        [
            day("1920-05-31"),
            day("1921-05-23"),
        ],
    ),
    ("The hull is of 360 to 300 before Christ.", [("date", -131486, -109208, "", "")]),
    # bounds that are turned round, or come after
    ("There cannot be more than 1,900 monks today.", [count(-INF, "monk", 1900)]),
    ("Never in its history did it hold more than twenty nuns.", [count(-INF, "nun", 20)]),
    ("The army was not under 9,000 men.", [count(9000, "man", INF)]),
    (
        "It takes three years at the least and 9 tonnes at the most.",
        [lasting(3 * YEAR, INF), measure(-INF, "kilogram", 9000)],
    ),
    ("The hall holds 40 guests at most.", [count(-INF, "guest", 40)]),
    (
        "There was one protest; one building burned, one officer badly wounded.",
        [
            count(1, "protest"),
            count(1, "building"),
            count(1, "officer"),
        ],
    ),
    ("It cost 436 million, 9 per cent more.", [count(436e6), percent(9)]),
    ("The work exceeds one year.", [lasting(YEAR, INF)]),
    ("It tilts by half a degree, or a degree and a half.", [measure(0.5, "degree"), measure(1.5, "degree")]),
    ("The levy is half a per cent.", [percent(0.5)]),
    # verbs after a figure are not what it counts
    ("Half a million goes to the school, and 30 million comes back.", [count(500_000), count(30e6)]),
    ("Nine suffered burns.", [count(9)]),
    (
        "Nine of the eleven languages and two of forty-six cows.",
        [count(9, "language"), count(11, "language"), count(2, "cow"), count(46, "cow")],
    ),
    ("It holds two of the coast's fifteen ports.", [count(2, "port"), count(15, "port")]),
    ("There were 430 eight years ago.", [count(430), lasting(8 * YEAR)]),
    ("One paid twenty per cent.", [percent(20)]),
    # a number that people make up, and one that names
    ("The jobs, to be plain, number 9,000.", [count(9000)]),
    ("The homes supplied would number 290.", [count(290)]),
    ("The van never got to number 11.", []),
    ("Five days, at least one of them wet.", [lasting(5 * 86_400)]),
    ("Dead 71, of whom 9 drowned.", [count(71), count(9)]),
    ("It's 61 a month.", [count(61)]),
    ("I'm eighty-one, not a parcel.", [count(81)]),
    ("Creditors got between 38 and 41 cents on the dollar.", [("percent", 38, 41, "", "")]),
    # small change, old coins, tonnes
    ("A bag costs 71 cents.", [money(0.71, "")]),
    ("The stamp was five pence, the horse twenty thalers.", [money(0.05, "GBP"), money(20, "thaler")]),
    ("We expect 121,000 t of wheat.", [measure(121e6, "kilogram")]),
    ("It was minus six at dawn.", [count(-6)]),
    # aviation
    ("The Airbus A-380 carried 489 passengers and 26 crew.", [count(489, "passenger"), count(26, "crew")]),
    ("Flight 370 vanished at 01:22 on 8 March 2014.", [clock(82), day("2014-03-08")]),
    ("The jet was cruising at 35,000 feet.", [measure(10668, "meter")]),
    ("Two F-16 fighters escorted the airliner for forty minutes.", [count(2, "fighter"), lasting(2400)]),
    # health
    ("COVID-19 killed an estimated 7 million people.", [count(7_000_000, "person")]),
    (
        "The rate was 12 deaths per 100,000 inhabitants.",
        [("count", 12, 12, "per 100,000 inhabitants", "death")],
    ),
    ("Vaccination reached 87.5 per cent of children aged 5.", [percent(87.5), lasting(5 * YEAR)]),
    ("Patients took 20 mg twice a day for six weeks.", [measure(2e-5, "kilogram"), lasting(6 * 604_800)]),
    # economy
    ("The budget rose from $1.2bn to $1.5bn.", [money(1.2e9, "USD"), money(1.5e9, "USD")]),
    ("It cost between €4 million and €6 million.", [money(4e6, "EUR", 6e6)]),
    ("Damage was put at Rs 500 crore.", [money(5e9, "rupee")]),
    ("The bank lent 20 Swiss francs and 1.5 million crowns.", [money(20, "CHF"), money(1.5e6, "crown")]),
    ("Rates went up by 25 basis points to 5.25%.", [percent(0.25, "points"), percent(5.25)]),
    ("The fine was £500, or half of the profit.", [money(500, "GBP"), percent(50)]),
    ("He paid 300 pounds for it.", [money(300, "GBP")]),
    ("The stone weighs 300 pounds.", [measure(136.0777, "kilogram")]),
    ("It pays $5 per day and lost $60 million more than planned.", [("money", 5, 5, "USD per day", "")]),
    (
        "Inflation averaged 3 and 4 per cent between 1965 and 1981.",
        [percent(3), percent(4), year(1965, 1981)],
    ),
    # sport
    ("They won 3-1 before 41,000 fans.", [count(41_000, "fan")]),
    ("She ran 10 km in 31 minutes 12 seconds.", [measure(10_000, "meter"), lasting(1872)]),
    ("He finished third, two seconds behind.", [lasting(2)]),
    ("He is 6 ft 2 in tall.", [measure(1.8796, "meter")]),
    # courts
    (
        "Under Article 5 and Resolution 2254 he got 12 years and six months.",
        [lasting(12 * YEAR + 6 * YEAR / 12)],
    ),
    ("Maria Holt, 41, was jailed for 18 months.", [lasting(41 * YEAR), lasting(1.5 * YEAR)]),
    ("A jury of twelve men deliberated for a week.", [count(12, "man"), lasting(604_800)]),
    ("Two of the accused fled, said one witness, three more than expected.", [count(2)]),
    ("The A330-200F and 3D models use 5G.", []),
    # weather
    (
        "The temperature fell to -4°C with winds of 120 km/h.",
        [measure(-4, "degree_Celsius"), measure(100 / 3, "meter / second")],
    ),
    ("It reached 104 degrees Fahrenheit at noon.", [measure(40, "degree_Celsius"), clock(720)]),
    (
        "A magnitude 6.1 quake struck 30 miles off the coast.",
        [measure(6.1, "magnitude"), measure(48_280.32, "meter")],
    ),
    # elections
    (
        "The party won 61 of the 120 seats in the 2022 election.",
        [count(61, "seat"), count(120, "seat"), year(2022)],
    ),
    ("Two thirds of voters backed it, up 3 percentage points.", [percent(200 / 3), percent(3, "points")]),
    ("Turnout was 12,5 % in 1994.", [percent(12.5), year(1994)]),
    # wars
    ("Its strength grew from 4000 to 6000 fighters.", [count(4000), count(6000, "fighter")]),
    ("Between 4,000 and 6,000 militants remain.", [count(4000, "militant", 6000)]),
    (
        "More than 60 people drowned in July 2023.",
        [count(60, "person", INF), day("2023-07-01", "2023-07-31")],
    ),
    ("Gunmen left 149 dead and 551 wounded.", [count(149, "dead"), count(551, "wounded")]),
    ("Small teams, typically 5–10 men, deserted.", [count(5, "man", 10)]),
    (
        "Dozens of its fighters and several hundred civilians fled.",
        [count(24, "fighter", 99), count(200, "civilian", 900)],
    ),
    ("IS-K claimed up to 18 attacks.", [("count", -INF, 18, "", "attack")]),
    # science
    ("The probe is 1.5 million km away.", [measure(1.5e9, "meter")]),
    ("A sample of 1 500 000 cells grew for 2½ hours.", [count(1_500_000, "cell"), lasting(9000)]),
    ("The lake covers 2.5 square kilometres.", [measure(2.5e6, "meter ** 2")]),
    # shipping and other plain prose
    ("Forty-one people died.", [count(41, "person")]),
    ("The death toll rose to 41 on Sunday, up from 38.", [count(41), count(38)]),
    (
        "Rescuers found one survivor among a hundred and six passengers.",
        [count(1, "survivor"), count(106, "passenger")],
    ),
    ("No one was hurt; one of the men and one another spoke.", []),
    ("Half a million people and a dozen ships took part.", [count(500_000, "person"), count(12, "ship")]),
    ("It sailed at half past five in the morning.", [clock(330)]),
    ("It sailed at quarter to six.", [clock(345, "12h")]),
    ("It sailed at 5.30 am, not 6:40 p.m.", [clock(330), clock(1120)]),
    ("They met at 0640 hours, 17:30 GMT.", [clock(400), clock(1050, "UTC")]),
    ("Built in 1987, she was refitted in the 1990s.", [year(1987), year(1990, 1999)]),
    ("From 2016 to 2019 he led 2000 fighters.", [year(2016, 2019), count(2000, "fighter")]),
    ("He served 2015–2021 and again in 2022-23.", [year(2015, 2021), year(2022, 2023)]),
    ("On March 22, 2024 and on 2024-03-23.", [day("2024-03-22"), day("2024-03-23")]),
    ("On 22/03/2024 and on 04/03/2024.", [day("2024-03-22"), day("2024-03-04", "2024-04-03")]),
    ("The strike begins on 4 March.", [day("0004-03-04", unit="yearless")]),
    ("He returned on Saturday.", []),
    ("See page 12, section 3.2 and https://example.org/2024/41 [3].", []),
    ("Call 555-1234 or +44 20 7946 0958.", []),
    ("2. The union has 6,200 members.", [count(6200, "member")]),
    ("A 12-member crew and a two-year-old boy.", [count(12, "member"), lasting(2 * YEAR)]),
    ("The 2nd Division crossed in the 19th century.", [rank(2, "division"), year(1801, 1900)]),
    ("About 80 or more.", [count(80, "", INF)]),
    ("Apollo 11 and Boeing 737 are names.", []),
    (
        "There were 735 confirmed cases in 26 out of 28 provinces.",
        [count(735, "case"), count(26, "province"), count(28, "province")],
    ),
    (
        "The film scored 4.2/10, or 42 out of 100.",
        [("count", 4.2, 4.2, "/10", ""), ("count", 42, 42, "/100", "")],
    ),
    ("The number of survivors stands at 112.", [count(112, "survivor")]),
    ("The band Furious Five formed in 1978 with five members.", [year(1978), count(5, "member")]),
]


def shape(value: Value) -> Expected:
    return (value.kind, value.low, value.high, value.unit, value.noun)


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s for s, _ in SENTENCES])
def test_values_of_a_sentence(sentence: str, expected: list[Expected]) -> None:
    found = find_values(sentence)

    assert [shape(value)[0] for value in found] == [e[0] for e in expected], found
    for value, want in zip(found, expected, strict=True):
        assert (value.unit, value.noun) == want[3:], value
        assert value.low == pytest.approx(want[1], rel=1e-6), value
        assert value.high == pytest.approx(want[2], rel=1e-6), value


def only(text: str) -> Value:
    (value,) = find_values(text)
    return value


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("1.5 million people", 100_000),
        ("149 people", 1),
        ("2,000 people", 1),
        ("two thousand people", 1000),
        ("two thousand five hundred people", 100),
        ("4 km", 1000),
        ("2.5 miles", 160.9344),
        ("17 hours", 3600),
        ("in March 2024", 31),
        ("in 2024", 366),
        ("at 05:30", 1),
        ("at 5 am", 60),
    ],
)
def test_precision_is_the_last_significant_step(text: str, precision: float) -> None:
    assert only(text).precision == pytest.approx(precision)


@pytest.mark.parametrize(
    ("text", "bound", "approximate"),
    [
        ("some 60 people", "exact", True),
        ("nearly 60 people", "exact", True),
        ("~60 people", "exact", True),
        ("60-odd people", "exact", True),
        ("at least 60 people", "at_least", False),
        ("no fewer than 60 people", "at_least", False),
        ("60+ people", "at_least", False),
        ("60 or more", "at_least", False),
        ("fewer than 60 people", "at_most", False),
        ("as many as 60 people", "at_most", False),
        ("an estimated 60 to 70 people", "range", True),
        ("two or three people", "range", False),
        ("more than about 60 people", "at_least", True),
        ("60 people", "exact", False),
    ],
)
def test_words_that_bound_and_soften(text: str, bound: str, approximate: bool) -> None:
    value = only(text)

    assert (value.bound, value.approximate) == (bound, approximate)
    assert value.start == 0


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The blast killed 12 and wounded 30.", ["dead", "hurt"]),
        ("144 people were killed, 5 are missing and 112 survived.", ["dead", "missing", "survived"]),
        ("The attack claimed 52 lives.", ["dead"]),
        ("38 bodies were found; 112 survivors came ashore.", ["dead", "survived"]),
        ("The death toll from the sinking of the old steamer rose to 41.", ["dead"]),
        ("12 of the 30 passengers were injured.", ["hurt", ""]),
        ("The ship carried 150 people.", [""]),
        ("Nineteen dead soldiers and four wounded ones were brought in.", ["dead", "hurt"]),
        ("It cost the lives of 31 soldiers.", ["dead"]),
        ("Seventeen passengers were slightly hurt; four sustained burns.", ["hurt", "hurt"]),
        ("The net has saved 118 lives.", ["survived"]),
        ("Training would have saved 64 lives.", ["dead"]),
        ("We buried 21 people; two nurses gave their lives.", ["dead", "dead"]),
    ],
)
def test_what_happened_to_those_counted(text: str, roles: list[str]) -> None:
    assert [value.role for value in find_values(text)] == roles


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("It grew from 4,000 to 6,000 members.", ["from", "to"]),
        ("The toll rose to 41, up from 38.", ["to", "from"]),
        ("Prices fell from $5 to $4.", ["from", "to"]),
        ("It has 4,000 members.", [""]),
    ],
)
def test_a_change_is_two_figures(text: str, changes: list[str]) -> None:
    assert [value.change for value in find_values(text)] == changes


def test_the_span_takes_in_bound_figure_and_noun() -> None:
    text = "It killed more than 60 people there."

    (value,) = find_values(text)

    assert (value.text, value.start, value.end) == ("more than 60 people", 10, 29)


_FRAGMENTS = st.sampled_from(
    [
        "149",
        "1,500",
        "1.5",
        "½",
        "million",
        "two",
        "half",
        "and",
        "a",
        "to",
        "–",
        "-",
        "from",
        "between",
        "more than",
        "or more",
        "people",
        "km",
        "°C",
        "$",
        "€",
        "%",
        "March",
        "2024",
        "05:30",
        "5 am",
        "past",
        "six",
        "(",
        ")",
        ".",
        ",",
        "of the",
        "dead",
        "İ",
        "ß",
        "٣",
        "\u00a0",
        "/",
        "10",
        "BC",
        "th",
        "century",
        "+",
        "99999999999999999999",
    ]
)


@given(st.one_of(st.text(), st.lists(_FRAGMENTS).map(" ".join), st.lists(_FRAGMENTS).map("".join)))
def test_any_text_gives_exact_ordered_spans(text: str) -> None:
    end = 0
    for value in find_values(text):
        assert end <= value.start < value.end <= len(text)
        assert value.text == text[value.start : value.end]
        assert value.low <= value.high
        assert value.precision >= 0
        end = value.end
