"""Follow-ups made whole, over conversations on subjects that have nothing to do with each other."""

import pytest

from rag.followups.followup import Turn, standalone

HALL = "How many people were killed in the March 2024 attack on the Moscow concert hall?"
FERRY = "How many passengers were aboard the ferry Ranvik when it sank?"
RATE = "What was the unemployment rate in Norway in 2019?"
TOWER = "When was the Eiffel Tower built?"
PRESS = "Who founded the Lomvik Press?"
CAPITAL = "What is the capital of Mongolia?"
BRIDGE = "How much did the bridge over the Tarn cost?"
FIRE = "What caused the fire at the Harbour Mill?"
DAM = "How many people died in the collapse of the Orlo dam?"
SINKING = "How many people died in the sinking of the ferry Ranvik?"
DOOR = "Was the stern door of the Ranvik closed?"
MINERS = "How many miners were injured at Brennick?"
UNION = "what does the union say about the collapse at Brennick?"
SAID = "According to the union, how many miners died at Brennick in 2020?"
LIVE = "How many people live in Orsa now?"
VACCINE = "Is the new malaria vaccine safe for children?"


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        # another year
        (RATE, "And the year before?", "What was the unemployment rate in Norway in 2018?"),
        (RATE, "and the previous year?", "What was the unemployment rate in Norway in 2018?"),
        (RATE, "What about two years later?", "What was the unemployment rate in Norway in 2021?"),
        (RATE, "And the following year?", "What was the unemployment rate in Norway in 2020?"),
        (RATE, "And in 2010?", "What was the unemployment rate in Norway in 2010?"),
        (RATE, "2015?", "What was the unemployment rate in Norway in 2015?"),
        (RATE, "how about March 2020?", "What was the unemployment rate in Norway in March 2020?"),
        (
            "What is the population of Oslo?",
            "And in 1990?",
            "What is the population of Oslo in 1990?",
        ),
        (
            "How many were arrested on 4 May 2021?",
            "and in 2022?",
            "How many were arrested in 2022?",
        ),
        (
            "How many refugees crossed the border in June 2022?",
            "And in July?",
            "How many refugees crossed the border in July 2022?",
        ),
        (
            "How many goals did Maria Okafor score in 2021?",
            "and the season before?",
            "How many goals did Maria Okafor score in 2020?",
        ),
        # another of the kind
        (RATE, "What about Denmark?", "What was the unemployment rate in Denmark in 2019?"),
        (RATE, "And in Sweden?", "What was the unemployment rate in Sweden in 2019?"),
        (RATE, "In Sweden?", "What was the unemployment rate in Sweden in 2019?"),
        (RATE, "Sweden?", "What was the unemployment rate in Sweden in 2019?"),
        (RATE, "Thanks! And for the Faroe Islands?", "What was the unemployment rate in the Faroe Islands in 2019?"),
        (RATE, "What about Denmark in 2021?", "What was the unemployment rate in Denmark in 2021?"),
        (RATE, "Same question for Iceland", "What was the unemployment rate in Iceland in 2019?"),
        (TOWER, "And the Atomium?", "When was the Atomium built?"),
        (TOWER, "What about Big Ben?", "When was Big Ben built?"),
        (PRESS, "And the Harbour Gazette?", "Who founded the Harbour Gazette?"),
        (CAPITAL, "and Peru?", "What is the capital of Peru?"),
        ("what is the population of norway?", "what about denmark?", "what is the population of denmark?"),
        (
            "How many people were killed in the sinking of the ferry Ranvik?",
            "What about the sinking of the ferry Solvik?",
            "How many people were killed in the sinking of the ferry Solvik?",
        ),
        (
            "How many people were killed in the sinking of the ferry Ranvik?",
            "And the ferry Solvik?",
            "How many people were killed in the sinking of the ferry Solvik?",
        ),
        (
            "What is the population of Oslo?",
            "And the rural population?",
            "What is the rural population of Oslo?",
        ),
        (
            "Did Norway send troops to Mali?",
            "And to Chad?",
            "Did Norway send troops to Chad?",
        ),
        ("Did Norway send troops to Mali?", "And Denmark?", "Did Denmark send troops to Mali?"),
        ("Who won the 2012 election in France?", "And in Germany?", "Who won the 2012 election in Germany?"),
        # another thing that was counted, measured or asked about
        (HALL, "And injured?", HALL.replace("killed", "injured")),
        (HALL, "What about the wounded?", HALL.replace("killed", "wounded")),
        (HALL, "and children?", HALL.replace("people", "children")),
        ("What is the boiling point of water?", "And its freezing point?", "What is the freezing point of water?"),
        ("Does caffeine raise blood pressure?", "What about alcohol?", "Does alcohol raise blood pressure?"),
        ("What is the area of Oslo?", "And the population?", "What is the population of Oslo?"),
        (
            "What did the report say about the engine?",
            "And about the hull?",
            "What did the report say about the hull?",
        ),
        # pronouns
        (TOWER, "How tall is it?", "How tall is the Eiffel Tower?"),
        (TOWER, "Who designed it?", "Who designed the Eiffel Tower?"),
        (TOWER, "What is its height?", "What is the Eiffel Tower’s height?"),
        (PRESS, "When was it founded?", "When was the Lomvik Press founded?"),
        (BRIDGE, "How long is it?", "How long is the bridge over the Tarn?"),
        (BRIDGE, "And who paid for it?", "Who paid for the bridge over the Tarn?"),
        (VACCINE, "Who makes it?", "Who makes the new malaria vaccine?"),
        ("Is nuclear power safe?", "Why do critics say it isn't?", "Why do critics say nuclear power isn't?"),
        ("Is coffee healthy?", "How much of it is too much?", "How much of coffee is too much?"),
        ("Who is the president of France?", "How old is he?", "How old is the president of France?"),
        (
            "What did Anna Berg say about the merger?",
            "Where does she work?",
            "Where does Anna Berg work?",
        ),
        ("How many people live in Oslo?", "How cold is it there?", "How cold is it in Oslo?"),
        ("How many people live in Oslo?", "What languages are spoken there?", "What languages are spoken in Oslo?"),
        (
            "How many passengers were aboard the ferry Ranvik?",
            "How many of them survived?",
            "How many of the passengers aboard the ferry Ranvik survived?",
        ),
        ("How do vaccines work?", "Are they safe?", "Are vaccines safe?"),
        (RATE, "How high was inflation that year?", "How high was inflation in 2019?"),
        (HALL, "Who was behind that attack?", "Who was behind the March 2024 attack on the Moscow concert hall?"),
        (HALL, "Who was behind this?", "Who was behind the March 2024 attack on the Moscow concert hall?"),
        (PRESS, "Where is the press based?", "Where is the Lomvik Press based?"),
        ("What was Acme's revenue in 2020?", "How many employees does it have?", "How many employees does Acme have?"),
        ("Was the mayor hurt by the row?", "What did she say about it?", "What did the mayor say about the row?"),
        ("Did the company deny the claims?", "Is that still its position?", "Is that still the company’s position?"),
        # one more thing about the same
        (HALL, "How many were injured?", HALL.replace("killed", "injured")),
        (HALL, "Who was responsible?", "Who was responsible in the March 2024 attack on the Moscow concert hall?"),
        (TOWER, "Who was the architect?", "Who was the architect of the Eiffel Tower?"),
        (HALL, "When did it happen?", "When were people killed in the March 2024 attack on the Moscow concert hall?"),
        (HALL, "Why?", "Why were people killed in the March 2024 attack on the Moscow concert hall?"),
        (PRESS, "When?", "When was the Lomvik Press founded?"),
        (TOWER, "Where?", "Where was the Eiffel Tower built?"),
        ("Did the minister resign?", "Why?", "Why did the minister resign?"),
        ("Did the minister resign?", "When did that happen?", "When did the minister resign?"),
        (FIRE, "Was anyone hurt?", "Was anyone hurt in the fire at the Harbour Mill?"),
        ("When was penicillin discovered?", "By whom?", "By whom was penicillin discovered?"),
        ("When was penicillin discovered?", "Who?", "By whom was penicillin discovered?"),
        (HALL, "who claimed responsibility?",
         "who claimed responsibility for the March 2024 attack on the Moscow concert hall?"),
        (DAM, "what did the ministry say?", "what did the ministry say about the collapse of the Orlo dam?"),
        ("Who leads the union?", "What does the union say?", "What does the union say?"),
        (FIRE, "and how many died?", "how many died in the fire at the Harbour Mill?"),
        (DAM, "and how many were displaced?", "how many people were displaced in the collapse of the Orlo dam?"),
        (DAM, "Where?", "Where was it that people died in the collapse of the Orlo dam?"),
        (DAM, "Who?", "Who died in the collapse of the Orlo dam?"),
        (PRESS, "In which year?", "In which year was the Lomvik Press founded?"),
        (RATE, "Why so high?", "Why was the unemployment rate in Norway in 2019 so high?"),
        (HALL, "Why so many?", "Why were people killed in the March 2024 attack on the Moscow concert hall?"),
        (DOOR, "Why not?", "Why was the stern door of the Ranvik not closed?"),
        ("Did Norway send troops to Mali?", "Why not?", "Why did Norway not send troops to Mali?"),
        ("Did the army send troops?", "Why not?", "Did the army send troops: why not?"),
        # what is said of an event, of the thing it befell, or of what was claimed
        (HALL, "And who claimed it?", "Who claimed the March 2024 attack on the Moscow concert hall?"),
        (HALL, "and who reported it?", "who reported the March 2024 attack on the Moscow concert hall?"),
        ("What does the Orlo report say about the dam?", "Who wrote it?", "Who wrote the Orlo report?"),
        ("When did flight 612 disappear?", "Who reported it missing?", "Who reported flight 612 missing?"),
        (SINKING, "Who reported it missing?", "Who reported the ferry Ranvik missing?"),
        (SINKING, "when did it sink?", "when did the ferry Ranvik sink?"),
        (SINKING, "What caused it?", "What caused the sinking of the ferry Ranvik?"),
        (DAM, "And who built it?", "Who built the Orlo dam?"),
        (VACCINE, "Who denies it?", "Who denies that the new malaria vaccine is safe for children?"),
        (DOOR, "who denied that?", "who denied that the stern door of the Ranvik was closed?"),
        # who said so: the answer to the same question names its sources
        (HALL, "Who said that?", HALL),
        (HALL, "Says who?", HALL),
        (VACCINE, "Which sources say so?", VACCINE),
        (VACCINE, "Do all sources agree?", VACCINE),
        (TOWER, "Are you sure?", TOWER),
        (HALL, "who reported that number?", HALL),
        (HALL, "Who claimed that?", HALL),
        (HALL, "Who says 149?", HALL),
        (BRIDGE, "which source gives 8 million?", BRIDGE),
        (BRIDGE, "Who reported it?", BRIDGE),
        (PRESS, "who wrote it?", PRESS),
        (HALL, "Is that confirmed?", HALL),
        (RATE, "has the figure been confirmed?", RATE),
        (DOOR, "is that disputed?", DOOR),
        (HALL, "Why do the figures differ?", HALL),
        (HALL, "Which one is right?", HALL),
        (VACCINE, "who disagrees?", VACCINE),
        (DAM, "where did you read that?", DAM),
        # another time that no year is
        (RATE, "and before that?", "What was the unemployment rate in Norway before 2019?"),
        (RATE, "and today?", "What was the unemployment rate in Norway today?"),
        (RATE, "and last year?", "What was the unemployment rate in Norway last year?"),
        ("How many fled in January 2022?", "And the month before?", "How many fled in December 2021?"),
        # another fate, deed, measure or thing
        (DAM, "and missing?", "How many people were missing in the collapse of the Orlo dam?"),
        (DAM, "and the crew?", "How many crew died in the collapse of the Orlo dam?"),
        ("How many sailors were taken hostage by pirates in 2011?", "And killed?",
         "How many sailors were killed by pirates in 2011?"),
        ("In what year was the Orlo dam completed?", "and opened?", "In what year was the Orlo dam opened?"),
        (BRIDGE, "And its length?", "What was the length of the bridge over the Tarn?"),
        (FIRE, "and the cost?", "What was the cost of the fire at the Harbour Mill?"),
        (BRIDGE, "And the tunnel?", "How much did the tunnel cost?"),
        (RATE, "what about women?", "What was the unemployment rate in Norway in 2019 for women?"),
        # asked of another source, or of the same
        (MINERS, "And according to the union?", "According to the union, how many miners were injured at Brennick?"),
        (TOWER, "According to the city archive?", "According to the city archive, when was the Eiffel Tower built?"),
        (VACCINE, "And according to the regulator?",
         "According to the regulator, is the new malaria vaccine safe for children?"),
        (UNION, "And according to the ministry?", "what does the ministry say about the collapse at Brennick?"),
        (SAID, "And according to the ministry?",
         "According to the ministry, how many miners died at Brennick in 2020?"),
        (SAID, "And in 2021?", "According to the union, how many miners died at Brennick in 2021?"),
        (SAID, "Why?", "According to the union, why was it that miners died at Brennick in 2020?"),
        (SAID, "And how many were hurt?", "According to the union, how many miners were hurt at Brennick in 2020?"),
        (SAID, "How tall is Mount Everest?", "How tall is Mount Everest?"),
        (SAID, "Do the sources agree?", "How many miners died at Brennick in 2020?"),
        # what somebody speaks of
        (UNION, "When did it happen?", "When did the collapse at Brennick happen?"),
        (UNION, "Where?", "Where did the collapse at Brennick happen?"),
        (UNION, "And how many were injured?", "how many were injured in the collapse at Brennick?"),
        (UNION, "And the wounded?", "How many were wounded in the collapse at Brennick?"),
        ("What does the ministry say about the reservoir?", "Is it safe?", "Is the reservoir safe?"),
        ("What happened at Brennick?", "When?", "When did it happen at Brennick?"),
        # whether the sources agree, and which of them is the latest
        (UNION, "Do they agree?", UNION),
        (BRIDGE, "Do they all agree?", BRIDGE),
        (TOWER, "Don't they agree?", TOWER),
        (VACCINE, "does everyone agree on that?", VACCINE),
        (MINERS, "Is there any disagreement about that?", MINERS),
        (MINERS, "Which figure is the latest?", MINERS),
        (BRIDGE, "What's the most recent estimate?", BRIDGE),
        (LIVE, "Which one is up to date?", LIVE),
        (DOOR, "Is it so?", DOOR),
        # a time in the place of "now"
        (LIVE, "And in 2021?", "How many people live in Orsa in 2021?"),
        ("Who runs the Kestrel Line today?", "And in 2019?", "Who runs the Kestrel Line in 2019?"),
        ("What is the current price of salt?", "and in 2010?", "What is the price of salt in 2010?"),
        (LIVE, "Who is its mayor?", "Who is Orsa’s mayor?"),
        (LIVE, "Why?", "Why do people live in Orsa now?"),
        (LIVE, "What about Lomvik?", "How many people live in Lomvik now?"),
        # another of the kind that the name is put before
        ("When was the Halden bridge opened?", "What about Orsa?", "When was the Orsa bridge opened?"),
        ("Is the Lund reservoir safe to drink from?", "And Tarn?", "Is the Tarn reservoir safe to drink from?"),
        # the hurt of what was no question of the dead
        ("When was the Halden bridge opened?", "And the wounded?", "And the wounded?"),
        ("Who owns the Tarn mill?", "And the injured?", "And the injured?"),
        ("What caused the explosion at the mill?", "And the injured?",
         "How many were injured in the explosion at the mill?"),
        ("When was the Halden bridge opened?", "And how many were killed?",
         "how many were killed at the Halden bridge?"),
        ("How many passengers died when the ferry Ranvik sank?", "And how many were injured?",
         "how many passengers were injured when the ferry Ranvik sank?"),
        ("How many passengers died when the ferry Ranvik sank?", "What caused it?",
         "What caused it when the ferry Ranvik sank?"),
        ("How many died in the fire in 1911?", "How many were injured?", "How many were injured in the fire in 1911?"),
        ("Who was to blame for the fire?", "How many died?", "How many died in the fire?"),
        # what the earlier question counted, and did
        ("How many ships does the Kestrel Line have?", "Why?", "Why does the Kestrel Line have ships?"),
        ("Who owns the Tarn mill?", "Who?", "Who owns the Tarn mill?"),
        ("How many died in the fire?", "When?", "When was it that people died in the fire?"),
        (TOWER, "When and where?", "When and where was the Eiffel Tower built?"),
        # the part of a phrase that is meant
        ("Who is the director of the museum?", "How much does the museum earn?", "How much does the museum earn?"),
        ("Who is the director of the museum in Orsa?", "How old is the director?",
         "How old is the director of the museum in Orsa?"),
        ("What is the name of the ship?", "How many were on board?", "How many were on board the ship?"),
        ("Who was the first man to climb the mountain?", "What was his name?", "What was the first man’s name?"),
        # several at once
        (UNION, "How many died? And what caused it?",
         "How many died in the collapse at Brennick? What caused the collapse at Brennick?"),
        (TOWER, "How tall is it? And who built it?", "How tall is the Eiffel Tower? Who built the Eiffel Tower?"),
    ],
)  # fmt: skip
def test_a_follow_up_is_made_whole(before: str, question: str, whole: str) -> None:
    assert standalone(question, [Turn(before)]) == whole


@pytest.mark.parametrize(
    "question",
    [
        "How tall is Mount Everest?",
        "Who is the president of France?",
        "What is inflation?",
        "What are vaccines?",
        "How do vaccines work?",
        "Did Acme raise its prices in 2020?",
        "What did the minister say about his brother?",
        "How many people lost their lives in the 1953 flood?",
        "Did the ferry Solvik sink because it was overloaded?",
        "What time is it in Tokyo?",
        "Is it true that honey never spoils?",
        "How long does it take to get from Oslo to Bergen?",
        "Is there water on Mars?",
        "How many moons are there?",
        "Which company said that the dam was safe?",
        "Moscow concert hall attack death toll",
        "Norway unemployment rate 2019",
        "Summarise the reports on Lomvik harbour",
        "And who wrote The Trial?",
        "What causes earthquakes?",
        "When did the 2011 earthquake strike Japan?",
        "Hello",
        "Thanks!",
        "?",
        "",
    ],
)
@pytest.mark.parametrize("before", [HALL, RATE, PRESS, "Is coffee healthy?"])
def test_a_question_that_stands_alone_is_left_as_it_is(before: str, question: str) -> None:
    assert standalone(question, [Turn(before)]) == question


@pytest.mark.parametrize("question", ["And Denmark?", "How tall is it?", "Why?", "Who said that?", "What about 2019?"])
def test_without_anything_before_it_a_question_stays(question: str) -> None:
    assert standalone(question, []) == question
    assert standalone(question, [Turn("Hello!"), Turn("Thank you.")]) == question


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (RATE, "And the month before?"),
        (RATE, "And in the following decade?"),
        (BRIDGE, "And before that?"),
        (DAM, "What about the ministry?"),
        ("How many sailors were taken hostage by pirates in 2011?", "What about the ransom?"),
        (RATE, "And in?"),
    ],
)
def test_what_has_no_place_in_the_question_before_is_not_answered_by_it(before: str, question: str) -> None:
    assert standalone(question, [Turn(before)]) == question


def test_follow_ups_follow_follow_ups() -> None:
    conversation = [Turn(RATE), Turn("And in Sweden?"), Turn("thanks!"), Turn("the year before?")]
    assert standalone("And in Denmark?", conversation) == "What was the unemployment rate in Denmark in 2018?"


def test_of_questions_asked_at_once_the_first_is_followed_up() -> None:
    earlier = [Turn("How many died in the collapse at Brennick? And what caused it?")]
    assert standalone("And the injured?", earlier) == "How many were injured in the collapse at Brennick?"


@pytest.mark.parametrize(
    ("before", "answer", "question", "whole"),
    [
        (PRESS, "Anna Berg. [1]\nArchive: “Anna Berg did.” [1]", "Where was she born?", "Where was Anna Berg born?"),
        (PRESS, "Anna Berg. [1]", "What was her first book?", "What was Anna Berg’s first book?"),
        (PRESS, "The sources give two different answers: Anna Berg (A) and Ola Dahl (B). [1][2]", "Where was she born?",
         "Where was she born?"),
        (CAPITAL, "Ulaanbaatar. [2]", "How many people live there?", "How many people live in Ulaanbaatar?"),
        ("Where is the Louvre?", "Paris. [1]", "How many people live there?", "How many people live in Paris?"),
    ],
)  # fmt: skip
def test_what_was_answered_can_be_meant(before: str, answer: str, question: str, whole: str) -> None:
    assert standalone(question, [Turn(before, answer)]) == whole


@pytest.mark.parametrize(
    "text", ["?", "and", "it it it", "the", "\x00", "🚢?", "that that", "what about", "a " * 999, "?" * 999]
)
def test_any_text_can_follow_any_other(text: str) -> None:
    for before in ("?", "it", "the", "🚢", "and of the", RATE, text):
        assert isinstance(standalone(text, [Turn(before, text)]), str)
