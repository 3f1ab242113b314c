"""Reading a question."""

import pytest

from rag.questions.question import as_told, understand


@pytest.mark.parametrize(
    ("question", "asks", "first_kind"),
    [
        ("How many people died in the Lisbon fire?", "value", "count"),
        ("What was the death toll of the 2011 earthquake?", "value", "count"),
        ("In the second quarter, how many cars did the plant build?", "value", "count"),
        ("How much money was paid to the contractor?", "value", "money"),
        ("What did the new bridge cost?", "value", "money"),
        ("What is the agency's annual budget in dollars?", "value", "money"),
        ("What percentage of voters stayed at home?", "value", "percent"),
        ("What was the unemployment rate in May?", "value", "percent"),
        ("How far is the mine from the village?", "value", "measure"),
        ("What was the magnitude of the quake?", "value", "measure"),
        ("How long did the strike last?", "value", "duration"),
        ("For how long was the pump out of action?", "value", "duration"),
        ("By how many votes did she win?", "value", "count"),
        ("At what price was the yard sold?", "value", "money"),
        ("Until when may nets be used?", "value", "date"),
        ("By whom was the letter forged?", "person", None),
        ("When was the treaty signed?", "value", "date"),
        ("In which year did the dam open?", "value", "date"),
        ("At what time did the train leave?", "value", "time"),
        ("Who chairs the committee?", "person", None),
        ("Which company built the reactor?", "person", None),
        ("Where did the plane land?", "place", None),
        ("In which city is the court?", "place", None),
        ("Was the door closed when the ferry left?", "yes_no", None),
        ("Can the levee hold?", "yes_no", None),
        ("Is the mill on the left bank or on the right?", "statement", None),
        ("Was it arson or an electrical fault?", "statement", None),
        ("Did the rents rise or fall in 2018?", "statement", None),
        ("Was it hunger or the fever that killed most of them?", "statement", None),
        ("Did the crew jump, or did the captain push them?", "statement", None),
        ("Has any freighter been hit or sunk?", "yes_no", None),
        ("Is a ship or its crew still being held?", "yes_no", None),
        ("Was it a short circuit or the like?", "yes_no", None),
        ("Did ten or more people see it?", "yes_no", None),
        ("Is the mill open or not?", "yes_no", None),
        ("Did they meet in 1969 or before 1969?", "yes_no", None),
        ("Is the vote mentioned in the constitution or in any other law?", "yes_no", None),
        ("The mill burned down in May, and two were hurt. When was it built?", "value", "date"),
        ("Is it true? I read the report. How many people died?", "value", "count"),
        ("J. Doe (1781–1845), was a painter from St. Orlo. Did he marry?", "yes_no", None),
        ("Why did the bridge fall?", "statement", None),
        # the same asked in other words
        ("What is the tower's height?", "value", "measure"),
        ("What was the two-day rainfall in May?", "value", "measure"),
        ("How much experience, in hours, did the pilot have?", "value", "money"),
        # stuff is measured, and some of it is money
        ("How much sludge got out of the store?", "value", "measure"),
        ("How much refined copper does Zambia export?", "value", "measure"),
        ("How much emergency aid was sent?", "value", "money"),
        ("How much did the barge lose?", "value", "money"),
        ("How much of the harvest was lost?", "value", "money"),
        ("What amount of caesium was released?", "value", "measure"),
        ("What amount of money is missing?", "value", "money"),
        ("What quantity was spilled?", "value", "measure"),
        ("What is the age limit for the pool?", "value", "duration"),
        ("What quantity of tea, in tonnes, was sold?", "value", "measure"),
        ("What penalty did the yard have to pay?", "value", "money"),
        ("What are the guild's annual earnings?", "value", "money"),
        ("What was the bill for the inquiry?", "value", "money"),
        ("What do members get from the union per week?", "value", "money"),
        ("How heavily was the firm indebted?", "value", "money"),
        ("How much of the fund, in per cent, was spent?", "value", "percent"),
        ("How large is the workforce of the yard?", "value", "count"),
        ("What were the army's losses at the pass?", "value", "count"),
        ("Against how many of the guards was a case brought?", "value", "count"),
        ("What was the deadline for bids?", "value", "date"),
        ("At what point did the troops arrive?", "value", "date"),
        ("Ought the mill to be reopened?", "yes_no", None),
        ("Need one fear the floods?", "yes_no", None),
        ("When, by day or by night, was it taken?", "value", "date"),
        ("When the dam broke, how many died?", "value", "count"),
        ("Does it help when leaders are caught or killed?", "yes_no", None),
        ("What records, if any, were lost?", "statement", None),
        ("What is the purpose of the bill?", "statement", None),
        ("What was the increase last year?", "statement", None),
        ("What caused the fire?", "statement", None),
        ("In how many schools was it tried?", "value", "count"),
        ("By how much did the risk rise?", "value", "percent"),
        ("What was the ransom for the crew?", "value", "money"),
        ("What quota was set for cod?", "value", "count"),
        ("How much time does the tunnel save?", "value", "duration"),
        ("How many flying hours had the pilot?", "value", "duration"),
        ("How often is the pool tested?", "value", "rate"),
        ("How high was the fine?", "value", "money"),
        ("How high was the wave?", "value", "measure"),
        # sums that no noun names
        ("What did the buyers pay?", "value", "money"),
        ("What does a plumber charge an hour?", "value", "money"),
        ("What did the flood damage come to?", "value", "money"),
        ("Up to what amount are savings insured?", "value", "money"),
        ("What is the average rent in Lyon?", "value", "money"),
        ("How large is the fund?", "value", "money"),
        ("How wealthy is the order?", "value", "money"),
        ("What did he spend the money on?", "statement", None),
        ("What did she pay attention to?", "statement", None),
        ("What is the rent strike about?", "statement", None),
        ("What did the ship come to fetch?", "statement", None),
        ("What reward was offered for the thief?", "value", "money"),
        ("What was the club's total income?", "value", "money"),
        ("What is the club's main source of income?", "statement", None),
        ("How great was the damage to the harbour?", "value", "money"),
        ("How far did the blast do damage?", "value", "measure"),
        ("What was the barn sold for?", "value", "money"),
        ("What does a calf fetch now?", "value", "money"),
        ("What pay rise did the drivers get?", "value", "percent"),
        ("What increase in wages was agreed?", "value", "percent"),
        ("What does the bell weigh?", "value", "measure"),
        ("What is the radius of the crater?", "value", "measure"),
        ("What was the mass about?", "statement", None),
        ("Up to what wind speed does it hold?", "value", "measure"),
        ("How loud is the fan?", "value", "measure"),
        # money comes from taxes and lenders as well as from places
        ("Where does the party get its money from?", "statement", None),
        ("Where did the funds for the mill come from?", "statement", None),
        ("Where did the smoke come from?", "place", None),
        # rates, ages, delays and how near something came
        ("What is the central bank's rate?", "value", "percent"),
        ("What was the pass rate in June?", "value", "percent"),
        ("What is the farmer's share of the price?", "value", "percent"),
        ("What is the retirement age now?", "value", "duration"),
        ("How late was the ferry?", "value", "duration"),
        ("How soon will the vaccine be ready?", "value", "duration"),
        ("How close did the comet come?", "value", "measure"),
        ("How steep is the path?", "value", "measure"),
        ("What is its average flow?", "value", "measure"),
        ("How few storks were left?", "value", "count"),
        # asked within a sentence
        ("302 Squadron was formed in which year?", "value", "date"),
        ("The attack killed how many people?", "value", "count"),
        ("I want to know how many died when the dam broke", "value", "count"),
        ("It was founded when?", "value", "date"),
        ("The mayor is who?", "person", None),
        ("The boy who crawled for help", "statement", None),
        # keywords
        ("price of a care robot", "value", "money"),
        ("number of girls Jangebe abduction", "value", "count"),
        ("date of the Bel Harrat raid", "value", "date"),
        ("Meridian Six founding year", "value", "date"),
        ("Kenya interns monthly pay", "value", "money"),
        ("Weissdorn summit elevation", "value", "measure"),
        ("Manfred Ott time served", "value", "duration"),
        ("Jirapa fighting June deaths", "value", "count"),
        ("location of the wreck", "place", None),
        ("inventor of the microwave", "person", None),
        ("cause of the trout deaths", "statement", None),
        ("gold revenue per year", "value", "money"),
        ("deaths at sea last year", "value", "count"),
        ("refugees in Basra 2021", "value", "count"),
        ("fighters held by the army", "statement", None),
        ("Lord Lucan: dead or alive?", "statement", None),
        ("Summarise what the reports say about the cost of the bridge", "value", "money"),
        ("Summarise what the villagers say about the cost of the bridge", "statement", None),
        ("the history of the fishing fleet", "statement", None),
        ("Tell me about the number of ships", "value", "count"),
        ("Tell me about the victims", "statement", None),
        ("number of people who died when the Orlo dam broke in the storm of last winter", "value", "count"),
        ("latest figure for the Orlo quake", "value", "count"),
        # more than one figure
        ("What were the numbers of injured?", "value", "count"),
        ("Orlo quake death tolls", "value", "count"),
        ("What casualty figures did the army publish?", "value", "count"),
        ("What figures are given for the flood damage?", "value", "count"),
        ("What figures in the party were arrested?", "statement", None),
        # a choice between figures
        ("Was the magnitude 1.9 or 3.1?", "value", "measure"),
        ("Did 26 or 27 people die?", "value", "count"),
        ("Did 14 or 11 miners die?", "value", "count"),
        ("Did three or two climbers reach the top?", "value", "count"),
        ("Were 300 or 250 houses burned?", "value", "count"),
        ("Was the lease signed on 27 or 28 June?", "value", "date"),
        ("Did the comet pass on 3 or 4 March?", "value", "date"),
        ("Did it take 3 or 4 days?", "value", "duration"),
        # a choice between two accounts
        ("Did he die in the raid or later of his wounds?", "statement", None),
        ("Was the mast broken in the storm or afterwards by the crew?", "statement", None),
        ("Was it built in 1969 or later?", "yes_no", None),
        ("Was the fine two or three million euros?", "value", "money"),
        ("Was the price 400 or 500?", "value", "money"),
        ("Did the mill open in 1962 or in 1964?", "value", "date"),
        ("Did the gallery fall at 4.14 or 4.20 a.m.?", "value", "time"),
        ("Did the fire start at 22.31 or 22.38?", "value", "time"),
        ("Did the ferry leave at 9 or 10 p.m.?", "value", "time"),
        ("Did the shop sell 9 or 10 boats?", "value", "count"),
        ("Did the strike last two or three weeks?", "value", "duration"),
        ("Is it true that 40 or 50 people died?", "yes_no", None),
        ("Were more than 40 people killed?", "yes_no", None),
    ],
)
def test_kind_of_answer(question: str, asks: str, first_kind: str | None) -> None:
    """The wording of a question tells what an answer must be."""
    read = understand(question)

    assert (asks, first_kind) == (read.asks, read.kinds[0] if read.kinds else None)


def test_what_is_counted_and_who() -> None:
    """The counted noun ends before the verb; the fate of those counted is known."""
    assert understand("How many helicopters took part in the search?").counted == ("helicopters",)
    assert understand("How many government officials were arrested?").counted == ("government", "officials")
    assert understand("number of girls Jangebe abduction").counted == ("girls",)
    assert understand("How many black Labour members voted?").counted == ("black", "labour", "members")
    assert understand("How many tankers serve Zerath?").counted == ("tankers",)
    assert understand("How many people speak Basque?").counted == ("people",)
    assert understand("How many people get their water from the dam?").counted == ("people",)
    assert understand("How many women MPs voted?").counted == ("women", "mps")
    assert understand("How many loaves a day does it bake?").counted == ("loaves",)
    assert understand("How many weeks must lie between the doses?").counted == ("weeks",)
    assert understand("How many newly built flats were let?").counted == ("newly", "built", "flats")
    assert understand("How many passengers and crew were aboard?").counted == ("passengers", "and", "crew")
    assert understand("Orlo militia fighters").counted == ("fighters",)
    assert understand("How many people were killed at the mine?").role == "dead"
    assert understand("How many fans were injured?").role == "hurt"
    assert understand("How many members does the union have?").role == ""


def test_dates_restrict_and_are_no_words() -> None:
    """A date in the question is compared as a date, not as words to be found."""
    read = understand("How many passengers did Acme Air carry in March 2022?")

    assert [date.text for date in read.dates] == ["March 2022"]
    assert not read.terms & {"2022", "march"}
    assert {"acm", "air"} == read.names


@pytest.mark.parametrize("odd", ["", "   ", "?", "\u202e\u0000", "how many", "a" * 5000, "who who who?" * 50])
def test_odd_questions_are_read(odd: str) -> None:
    """Nothing a person can type makes reading fail."""
    assert " ".join(odd.split()) == understand(odd).text


def test_what_keywords_ask_for_is_a_guess_that_can_be_given_up() -> None:
    """A question says what it asks for, keywords only seem to."""
    asked, sought = understand("How many victims were there?"), understand("support for the victims")
    told = as_told(sought)

    assert (asked.guessed, sought.guessed, told.guessed) == (False, True, False)
    assert (sought.asks, told.asks, told.kinds, told.words) == ("value", "statement", (), sought.words)
    assert not understand("cause of the fire").guessed
    assert not understand("It was formed in which year?").guessed


@pytest.mark.parametrize(
    "question",
    [
        "How many cubic metres does the reservoir hold?", "How many m3 of gas leaked?", "How many MW does it give?",
        "How many kWh does the kiln use a day?", "How many km2 of heath burned?", "How many ha were sown?",
        "How many milligrams of lead were in the milk?", "How many ppm of ozone were measured?",
        "How many volts does the fence carry?", "How many million tonnes of grain were lost?",
        "How many nautical miles is it to Skagen?", "How powerful was the blast in the quarry?",
        "What was the concentration of nitrate in the well?", "What calibre was the gun?",
        "What is the density of teak?",
        "At what voltage does the fuse blow?", "What was the water level at noon?", "What is the pressure in the tank?",
        "What were the smelter's emissions in 2020?", "What was the level of mercury?",
    ],
)  # fmt: skip
def test_a_question_for_a_measure(question: str) -> None:
    asked = understand(question)

    assert (asked.asks, asked.kinds[:1]) == ("value", ("measure",))


@pytest.mark.parametrize(
    ("question", "asks", "kind"),
    [
        ("How efficient is the new cell?", "value", ("percent",)),
        ("How likely is a flood?", "value", ("percent",)),
        ("How many stone circles are there?", "value", ("count",)),
        ("How many degree courses does it offer?", "value", ("count",)),
        ("How many bar staff were hired?", "value", ("count",)),
        ("How many Mi-17 helicopters were lost?", "value", ("count",)),
        ("How many in the crew swam?", "value", ("count",)),
        ("How powerful is the bishop?", "statement", ()),
        ("What was the pressure on the bishop?", "statement", ()),
        ("What was the emissions scandal?", "statement", ()),
    ],
)
def test_words_that_are_units_and_measures_elsewhere(question: str, asks: str, kind: tuple[str, ...]) -> None:
    asked = understand(question)

    assert (asked.asks, asked.kinds[:1]) == (asks, kind)


def test_a_fate_denied_is_the_other() -> None:
    """Who did not survive died; of those who were not hurt nothing else is known."""
    lost, spared = understand("How many sailors did not survive?"), understand("How many of the mice did not die?")

    assert (lost.role, lost.fate) == ("dead", frozenset({"surviv"}))
    assert (spared.role, spared.fate) == ("survived", frozenset({"die"}))
    assert understand("How many of the crew weren't rescued?").role == "dead"
    assert understand("How many were not injured?").role == ""
    assert understand("How many were not found?").role == "missing"


def test_figures_offered_are_answers_and_no_conditions() -> None:
    """The figures to choose between neither restrict the question nor have to be found."""
    hurt, opened = understand("Were 41 or 48 injured at the pit?"), understand("Did the mill open in 1962 or 1964?")
    dead = understand("Did 26 or 27 miners die in May 2019?")

    assert (hurt.role, hurt.counted, hurt.terms) == ("hurt", (), frozenset({"injur", "pit"}))
    assert (opened.dates, opened.terms) == ((), frozenset({"mill", "open"}))
    assert (dead.role, dead.counted, [date.text for date in dead.dates]) == ("dead", ("miners",), ["May 2019"])


def test_capitals_throughout_make_no_names() -> None:
    """A question in capitals is read as one in small letters; a row of abbreviations stays."""
    read = understand("HOW MANY SHIPS WERE LOST IN MARCH 2022?")

    assert (read.counted, read.names, read.terms) == (("ships",), frozenset(), frozenset({"ship", "lost"}))
    assert [date.low for date in read.dates] == [date.low for date in understand("In March 2022?").dates]
    assert understand("NATO EU UN IAEA").text == "NATO EU UN IAEA"


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("According to the inquiry, how many people died?", "the inquiry"),
        ("How many people, according to the inquiry, died?", "the inquiry"),
        ("How many people died according to the Mine Board?", "the Mine Board"),
        ("How many people died, according to the reports?", ""),
        ("How many people died?", ""),
    ],
)
def test_whose_answer_is_wanted(question: str, source: str) -> None:
    """Whom a question asks is no part of what it counts."""
    read = understand(question)

    assert (read.source_asked, read.asks, read.role, read.counted) == (source, "value", "dead", ("people",))


def test_what_somebody_says_about_a_number_is_a_number() -> None:
    """It is asked of them; what they say about anything else is told in words."""
    number, dispute = (
        understand("What did the ministry say about the number of dead?"),
        understand("What did the ministry say about the strike?"),
    )

    assert (number.asks, number.role, number.source_asked) == ("value", "dead", "the ministry")
    assert (dispute.asks, dispute.source_asked) == ("statement", "")


@pytest.mark.parametrize(
    ("question", "stands"),
    [
        ("How many people work for Brackwater?", True),
        ("How many families live on the island?", True),
        ("Who runs the hospital?", True),
        ("Which company supplies the cranes?", True),
        ("How many ships has it?", True),
        ("How many people worked for Brackwater?", False),
        ("How many accidents at work were there?", False),
        ("Who ran the hospital?", False),
        ("How many people live there in 2019?", False),
    ],
)
def test_a_state_that_lasts_is_asked_for_in_the_present(question: str, stands: bool) -> None:
    """By an auxiliary, or by a verb that tells of a state without one; not where a time is named."""
    assert understand(question).asks_what_lasts == stands
