"""Figures that only a question makes figures: a question and a sentence in, what the sentence answers out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.asked import figures_asked
from rag.questions.question import understand
from rag.values.compare import comparable_but_for_nouns, compatible
from rag.values.find import find_values
from rag.values.render import render
from rag.values.types import Value


def answers(question: str, sentence: str) -> list[Value]:
    asked = understand(question)
    return [value for value in figures_asked(asked, sentence, find_values(sentence)) if value.kind in asked.kinds]


DEAD = "How many people died in the flood?"
OFTEN = "How often is the pool tested?"
SHARE = "What share of patients is cured?"
WHEN = "When did the bridge fall?"
TIME = "At what time did the bridge fall?"


@pytest.mark.parametrize(
    ("question", "sentence", "shown"),
    [
        # none of those asked for, by their fate or their noun
        (DEAD, "Nobody has died.", ["none"]),
        (DEAD, "There have been no deaths.", ["0 deaths"]),
        (DEAD, "There was no loss of life.", ["none"]),
        (DEAD, "Passengers 197; fatalities none.", ["197", "0 fatalities"]),
        (DEAD, "None of the crew died.", ["none"]),
        ("How many civilians were killed?", "Not a single civilian was killed by army fire.", ["none"]),
        ("How many animals died?", "No animal was lost.", ["none"]),
        ("How many people are missing?", "Nobody is missing any more.", ["none"]),
        ("How many fines were there?", "Fines are a last resort, and none has been imposed.", ["none"]),
        ("How many houses burned?", "Not one of the houses burned.", ["none"]),
        ("How many people came to the concert?", "Nobody came.", ["none"]),
        ("How much did he pay for it?", "He paid nothing.", ["nothing"]),
        ("How much was the ransom?", "Not a cent was handed over.", ["nothing"]),
        # and of others, or of nobody in particular
        (DEAD, "Nobody was hurt.", []),
        (DEAD, "No one knows how many died.", []),
        (DEAD, "No more deaths were reported on Monday.", []),
        (DEAD, "Nobody else died.", []),
        (DEAD, "Had it been untrue that nobody died, we would know.", []),
        (DEAD, "There is no evidence of that, and no longer any reason to look.", []),
        ("How many houses burned?", "There is no evidence that a bomb was used.", []),
        ("How many hostages were in the camp?", "No guard was in the camp.", []),
        # one, where no figure says so
        ("How many calves does it have?", "It bore a single calf.", ["1 calf"]),
        ("How many manuscripts are known?", "The only complete manuscript is in Paris.", ["1 complete manuscript"]),
        ("How many cars were built?", "Only one was made.", ["1"]),
        ("How many guns were lost?", "They held the hill and did not give up a single gun.", ["none"]),
        ("How many soldiers died?", "They came through without the loss of a single soldier.", ["none"]),
        ("How many cars were built?", "It was the only way to save a single driver.", []),
        # how old, in years
        ("How old is the clerk?", "The clerk, a bachelor, is 46.", ["46 years"]),
        ("What is the retirement age now?", "It was raised to 66 in May.", ["66 years", "May"]),
        ("How old is the clerk?", "He was third with 46 of the prizes.", ["46 prizes"]),
        ("How old is the clerk?", "She spoke of a clerk of 46 and of one of 22 banks.", ["46 years", "22 banks"]),
        ("How many prizes has he?", "He has 46.", ["46"]),
        ("How old is the nun?", "The nun, a woman of 52 who painted, died.", ["52 years"]),
        ("How old is the man?", "A man of 34 was swept away; of the crew, 13 had a vest.", ["34 years", "13"]),
        ("How old is the younger driver?", "Two drivers (45 and 29) were held.", ["2 drivers", "45 years", "29 years"]),
        ("From what age could they work?", "The act forbade the work of children under ten.", ["10 years"]),
        # by whom, or by what, where the question names it
        ("What does an inmate cost a day?", "It spends 71 dollars per inmate.", ["71 dollars"]),
        ("How many of the flats are cheap?", "There are 22 flats out of 190.", ["22 flats", "11.579%", "190"]),
        # whose fate
        ("How many people starved?", "At least 260 people died.", ["at least 260 people"]),
        ("How many monks were executed?", "They executed 12 monks.", ["12 monks"]),
        ("How many got out alive?", "Eight dead, fifteen rescued.", ["8 dead", "15"]),
        ("How many lives has it saved?", "It has saved 118 lives.", ["118 lives"]),
        ("How many people were hurt?", "Two boys were badly hurt, six suffered burns.", ["2 boys", "6"]),
        # differences
        ("By how much did soot fall?", "Soot was 24 per cent lower than in 2019.", ["24 per cent"]),
        ("How much longer do they live?", "They live nine months longer than their siblings.", ["9 months"]),
        ("How many people live there?", "It has 40 people more than in 2019.", []),
        ("By how many votes was it carried?", "The council approved it by 14 votes to 9.", ["5 votes"]),
        ("By how many votes was it carried?", "It passed: fourteen in favour and nine against.", ["5 votes"]),
        ("By how many votes was it carried?", "The vote was 14–9.", ["5 votes"]),
        ("By how many votes was it carried?", "It was carried by five votes on 4–5 May.", ["5 votes"]),
        ("How many votes did it get?", "It was approved by 14 votes to 9.", ["14 votes", "9"]),
        # multiples, and levels of a scale that the question names
        (
            "By how much did prices rise?",
            "It more than doubled, rents trebled.",
            ["more than doubled", "trebled"],
        ),
        ("By how much did output fall?", "It was almost halved by May.", ["halved"]),
        ("How much has the toll risen?", "It is now twice what it was.", ["twice"]),
        ("How much did the fare rise?", "The driver doubled as a guard.", []),
        ("By what factor was it exceeded?", "The dose was 25 times the limit.", ["25 times"]),
        ("At what level was the event rated?", "It was rated at level 2, not Level one.", ["2", "1"]),
        ("What category was the storm?", "It came as a category-4 storm, on level 3 ground.", ["4"]),
        ("At what stage was it found?", "It was a stage III tumour.", ["3"]),
        ("How high was the wave?", "It was a category 4 storm.", []),
        # a part and its whole
        (SHARE, "The clinic cured 98 of 100 patients.", ["98 patients", "98%", "100 patients"]),
        (SHARE, "Nine patients in ten are cured.", ["9 patients", "90%", "10"]),
        (SHARE, "It failed in fewer than two in a hundred.", ["less than 2", "less than 2%", "100"]),
        (SHARE, "It cured 98 patients in 2019 and 100 in 2020.", ["98 patients", "100"]),
        ("How many patients were cured?", "The clinic cured 98 of 100 patients.", ["98 patients", "100 patients"]),
        (SHARE, "A third are cured, half the rest improve.", ["A third", "half"]),
        (SHARE, "About half of them are; a third, Ann Lee, was not.", ["About half"]),
        (SHARE, "More than half the ward went home at a quarter to four.", ["more than half"]),
        (SHARE, "Every third patient is, and every third day is free.", ["Every third"]),
        ("How often do police step in?", "They are called to every second match.", ["every second"]),
        (SHARE, "It takes half the time and a quarter of an hour.", []),
        (
            "How much of the maize was lost?",
            "It never cost us more than a twentieth of the maize.",
            ["up to a twentieth"],
        ),
        ("How much maize was lost?", "Half the farmers were asked.", []),
        # rates
        (OFTEN, "It is tested once a day.", ["once a day"]),
        (OFTEN, "It is tested daily.", ["daily"]),
        (OFTEN, "They test it every two weeks.", ["every two weeks"]),
        (OFTEN, "We test it at least twice a year.", ["at least twice a year"]),
        (OFTEN, "It was tested twice in ten years.", ["twice in ten years"]),
        (OFTEN, "It has been tested once.", ["1 time"]),
        (OFTEN, "Nobody has tested it, not once.", ["0 times"]),
        ("How often did the bridge collapse?", "It was the third collapse this year.", ["3"]),
        (OFTEN, "The daily newspaper wrote of it at once.", []),
        ("How many pupils swim?", "40 pupils swim once a week.", ["40 pupils"]),
        # days and years
        (WHEN, "It fell on Friday.", ["Friday"]),
        (WHEN, "It fell on Friday, 4 March.", ["4 March"]),
        (WHEN, "It fell on the 8th.", ["8th"]),
        (WHEN, "It fell in spring, they think.", ["spring"]),
        (WHEN, "It fell on New Year’s Day.", ["New Year’s Day"]),
        (WHEN, "It has been shut since Monday.", []),
        (WHEN, "The repairs must be done by Friday.", []),
        (WHEN, "It fell in ’95.", ["1995"]),
        (WHEN, "It had fallen by 900.", ["900"]),
        (WHEN, "It fell on the third day after the storm.", ["third day"]),
        (WHEN, "It fell between 3 and 5 January.", ["3–5 January"]),
        (WHEN, "It was the third bridge to fall, and 900 people saw it.", []),
        ("In which year did the bridge fall?", "It fell in its fifth year, on a Friday.", ["fifth year"]),
        ("In which year did the bridge fall?", "It fell on Friday.", []),
        ("Since when has the bridge been shut?", "It has been shut since Monday.", ["Monday"]),
        ("How long did the fair last?", "The mayor opened it on Sunday.", []),
        ("When was she born?", "Ida Roth (1871–1949) painted birds.", ["1871"]),
        ("When did she die?", "Ida Roth (12 March 1871 – 4 July 1949) painted birds.", ["4 July 1949"]),
        ("When was she born?", "She was born between 1871 and 1873.", ["1871–1873"]),
        ("Until when was the mine open?", "It was worked from 1846 to 1968.", ["1968"]),
        ("When was the road closed?", "It was closed from 15 January to 30 April.", ["15 January – 30 April"]),
        ("When was the coin found?", "Digging in 2016 to 2018 brought it to light.", ["2016–2018"]),
        ("When was the mine worked?", "It was worked from 1846 to 1968.", ["1846–1968"]),
        # times of day
        (TIME, "It fell at four.", ["4:00"]),
        (TIME, "It fell at eight minutes to five.", ["4:52"]),
        (TIME, "It fell shortly before noon.", ["about 12:00"]),
        (TIME, "It fell at five p.m.", ["17:00"]),
        (TIME, "Span down at 0410.", ["04:10"]),
        (TIME, "It fell at dawn.", ["dawn"]),
        (TIME, "It fell while four men looked at it.", []),
        # counts, sums and lengths in another shape
        ("How many violations have there been?", "It is the ninth violation this year.", ["9"]),
        ("How many violations have there been?", "The first violation was the worst.", []),
        ("How many flying hours did she have?", "She had logged 9,400 hours.", ["9,400 hours"]),
        ("How many flying hours did she have?", "She had logged 9,400 flying hours.", ["9,400 flying hours"]),
        ("How much money did the fair make?", "The fair took 3,870 pounds.", ["3,870 pounds"]),
        ("How high was the fine?", "It came to 70.50 pounds.", ["70.50 pounds"]),
        ("How large are the currency reserves?", "They stand at 900 million.", ["900 million"]),
        ("How many ducats were paid?", "The Towns paid 2,000 ducats.", ["2,000 ducats"]),
        ("How much sleep do they lose?", "They lose nine minutes.", ["9 minutes"]),
        ("How many fighters does it have?", "It has grown from 4000 to 6000.", ["4,000", "6,000"]),
    ],
)
def test_what_a_sentence_answers(question: str, sentence: str, shown: list[str]) -> None:
    assert [render(value) for value in answers(question, sentence)] == shown


@pytest.mark.parametrize(
    ("question", "one", "other", "agree"),
    [
        (DEAD, "Nobody died.", "12 people died.", False),
        (DEAD, "Nobody died.", "There were no deaths.", True),
        (DEAD, "Nobody died.", "At least one person died.", False),
        (OFTEN, "It is tested daily.", "It is tested once a day.", True),
        (OFTEN, "It is tested every fortnight.", "It is tested every two weeks.", True),
        (OFTEN, "It is tested twice a year.", "It is tested every six months.", True),
        (OFTEN, "It is tested weekly.", "It is tested daily.", False),
        (OFTEN, "It is tested every month.", "It is tested every other month.", False),
        (OFTEN, "It is tested at least once a week.", "It is tested every morning.", True),
        (WHEN, "It fell on Friday.", "It fell on Sunday.", False),
        (WHEN, "It fell on Friday.", "It fell on 8 March 2024.", True),
        (WHEN, "It fell on Thursday.", "It fell on 8 March 2024.", False),
        (WHEN, "It fell on Thursday.", "It fell in March 2024.", True),
        (WHEN, "It fell on Thursday.", "It fell on 8 March.", True),
        (WHEN, "It fell on the 8th.", "It fell on 8 March.", True),
        (WHEN, "It fell on the 9th.", "It fell on 8 March.", False),
        (WHEN, "It fell in spring.", "It fell on 8 March.", True),
        (WHEN, "It fell in autumn.", "It fell on 8 March 2024.", False),
        (WHEN, "It fell on the third day.", "It fell on the second day.", False),
        (TIME, "It fell at four.", "It fell at 04.05.", True),
        (TIME, "It fell at four.", "It fell at 17:30.", False),
        (TIME, "It fell at dawn.", "It fell at 05:30.", True),
        (TIME, "It fell at dawn.", "It fell at dusk.", False),
        (TIME, "It fell shortly before noon.", "It fell at 11:50.", True),
    ],
)
def test_whether_two_answers_can_both_hold(question: str, one: str, other: str, agree: bool) -> None:
    (a,), (b,) = answers(question, one), answers(question, other)

    assert comparable_but_for_nouns(a, b)
    assert compatible(a, b) is compatible(b, a) is agree


def test_days_and_years_are_of_different_sorts() -> None:
    """The third day and the fifth year neither agree nor conflict."""
    (day,), (year,) = answers(WHEN, "It fell on the third day."), answers(WHEN, "It fell in its fifth year.")

    assert not comparable_but_for_nouns(day, year)


_WORDS = st.sampled_from(
    [
        "nobody", "none of", "no", "not a single", "died", "was killed", "of the", "12", "in", "2,300", "once", "twice",
        "every", "two", "weeks", "a day", "daily", "on Friday", "the 8th", "third day", "in spring", "since", "Easter",
        "at four", "at dawn", "’95", "by 900", "pounds", "ducats", "İ", "ß", ".", ",", "98 of 100",
    ]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(_WORDS).map(" ".join)))
def test_any_sentence_gives_exact_ordered_spans(sentence: str) -> None:
    for question in (DEAD, OFTEN, WHEN, TIME, SHARE, "How much did it cost?", "Since when is it shut?"):
        found = answers(question, sentence)
        assert [value.start for value in found] == sorted(value.start for value in found)
        for value in found:
            assert value.text == sentence[value.start : value.end] != ""
            assert value.low <= value.high
            assert render(value)


@pytest.mark.parametrize("question", ["How much ash did it emit a year?", "What quantity of ash did it emit annually?"])
def test_what_is_asked_by_the_year_may_be_told_in_total(question: str) -> None:
    by_year, total = answers(question, "It emitted 5 tonnes of ash a year."), answers(question, "It emitted 6 tonnes.")

    assert [value.unit for value in (*by_year, *total)] == ["kilogram", "kilogram"]
    assert by_year[0].low == pytest.approx(5000)
    assert answers("How much ash did it emit?", "It emitted 5 tonnes of ash a year.")[0].unit == "kilogram / second"


@pytest.mark.parametrize(
    ("question", "sentence", "shown"),
    [
        ("How deep was the crater?", "A crater 14 metres wide was filled in.", []),
        ("How wide was the crater?", "A crater 14 metres wide was filled in.", ["14 metres"]),
        ("How deep is the lock?", "The lock is 90 m long, 12 m wide and 5 m deep.", ["5 m"]),
        ("How long is the lock?", "The lock is 90 m long, 12 m wide and 5 m deep.", ["90 m"]),
        ("What was the depth of the snow?", "The snow lay two metres high.", ["2 metres"]),
        ("How deep is the lake?", "At its deepest the lake measures 41 m.", ["41 m"]),
        ("How big was the crater?", "A crater 14 metres wide was filled in.", ["14 metres"]),
    ],
)
def test_a_size_is_measured_the_way_asked_for(question: str, sentence: str, shown: list[str]) -> None:
    assert [render(value) for value in answers(question, sentence)] == shown


@pytest.mark.parametrize(
    ("question", "sentence", "shown"),
    [
        ("When did Ida Holm first fly?", "Ida Holm (1835–1911) flew over the bay.", []),
        ("When was the poem written?", "Maren Tollich (9 March 1829 – 4 May 1899) wrote it in 1851.", ["1851"]),
        ("When was Ida Holm born?", "Ida Holm (1835–1911) flew over the bay.", ["1835"]),
        ("When did Ida Holm die?", "Ida Holm (1835–1911) flew over the bay.", ["1911"]),
        ("When did Ida Holm live?", "Ida Holm (1835–1911) flew over the bay.", ["1835–1911"]),
        ("When was the Orrin Dam built?", "The Orrin Dam (1921–1934) is of earth.", ["1921–1934"]),
        ("When was the Sarn War?", "Sarn was sacked in the Long Sarn War (1618–1648).", ["1618–1648"]),
    ],
)
def test_when_somebody_lived_is_not_when_they_did_something(question: str, sentence: str, shown: list[str]) -> None:
    assert [render(value) for value in answers(question, sentence) if value.kind == "date"] == shown
