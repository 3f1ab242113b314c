"""Questions that ask several things, taken apart; and those that ask one thing, left whole."""

import pytest

from rag.questions.parts import MOST, parts


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        # question words side by side
        ("When and where was the ferry built?", ("When was the ferry built?", "Where was the ferry built?")),
        ("How and why did the bridge collapse?", ("How did the bridge collapse?", "Why did the bridge collapse?")),
        (
            "When, where and why did the ferry Ranvik sink?",
            ("When did the ferry Ranvik sink?", "Where did the ferry Ranvik sink?", "Why did the ferry Ranvik sink?"),
        ),
        ("When and by whom was the vaccine approved?",
         ("When was the vaccine approved?", "By whom was the vaccine approved?")),
        ("In which year and in which city was the treaty signed?",
         ("In which year was the treaty signed?", "In which city was the treaty signed?")),
        ("How many men and how many women died in the fire?",
         ("How many men died in the fire?", "How many women died in the fire?")),
        ("Can you tell me when and where the ferry was built?",
         ("When was the ferry built?", "Where was the ferry built?")),
        # questions behind each other, which share what one of them names
        ("How many died and how many were injured in the fire?",
         ("How many died in the fire?", "How many were injured in the fire?")),
        ("Who owned the mill and why did it close?", ("Who owned the mill?", "Why did the mill close?")),
        ("When was the reservoir filled, and by whom was it built?",
         ("When was the reservoir filled?", "By whom was the reservoir built?")),
        ("Tell me who owned the mill and when it was sold.", ("Who owned the mill?", "When was the mill sold?")),
        ("how many died and what caused the fire", ("How many died in the fire?", "What caused the fire?")),
        ("Where is Lomvik and how many people live there?", ("Where is Lomvik?", "How many people live in Lomvik?")),
        ("Is the vaccine safe and does it work?", ("Is the vaccine safe?", "Does the vaccine work?")),
        ("When was Anna Berg born and where did she die?", ("When was Anna Berg born?", "Where did Anna Berg die?")),
        ("Who built the bridge, when and why?",
         ("Who built the bridge?", "When was the bridge built?", "Why was the bridge built?")),
        ("How high is the dam and how long?", ("How high is the dam?", "How long is the dam?")),
        ("How many people live in Oslo and how many in Bergen?",
         ("How many people live in Oslo?", "How many people live in Bergen?")),
        ("How many were killed and how many injured in the attack on the market?",
         ("How many were killed in the attack on the market?", "How many were injured in the attack on the market?")),
        ("Who won the election, and by what margin?",
         ("Who won the election?", "By what margin was the election won?")),
        ("Could you tell me how many people died in the Orlo dam collapse and when it happened?",
         ("How many people died in the Orlo dam collapse?",
          "When was it that people died in the Orlo dam collapse?")),
        ("What were the causes of the war and how did it end?",
         ("What were the causes of the war?", "How did the war end?")),
        ("What is the population of Orsa and what is its area?",
         ("What is the population of Orsa?", "What is Orsa’s area?")),
        ("How many ships took part in the search and how long did the search last?",
         ("How many ships took part in the search?", "How long did the search last?")),
        ("What does the ministry say and what does the union say about the accident?",
         ("What does the ministry say about the accident?", "What does the union say about the accident?")),
        ("What happened at Brennick and when?", ("What happened at Brennick?", "When did it happen at Brennick?")),
        ("I want to know who built it and when.", ("Who built it?", "When was it built?")),
        ("How many died according to the union and how many according to the ministry?",
         ("How many died according to the union?", "According to the ministry, how many died?")),
        ("How much rain fell in Tarn in May 2021 and how many roads were closed?",
         ("How much rain fell in Tarn in May 2021?", "How many roads were closed in Tarn in May 2021?")),
        ("Who ordered the attack, who carried it out and how many died?",
         ("Who ordered the attack?", "Who carried the attack out?", "How many died in the attack?")),
        ("What was the price of salt in 2010 and what is it now?",
         ("What was the price of salt in 2010?", "What is the price of salt now?")),
        # whose answer is wanted, of what time, and what is told beside it go with each
        ("According to the union, how many died and how many were injured at Brennick?",
         ("According to the union, how many died at Brennick?",
          "According to the union, how many were injured at Brennick?")),
        ("How many died and how many were injured at Brennick according to the union?",
         ("According to the union, how many died at Brennick?",
          "According to the union, how many were injured at Brennick?")),
        ("In 2019, how many died and how many were injured in the fire?",
         ("How many died in the fire in 2019?", "How many were injured in the fire in 2019?")),
        ("I read both reports on the Orlo dam. How many died and what caused the collapse?",
         ("I read both reports on the Orlo dam. How many died in the collapse?",
          "I read both reports on the Orlo dam. What caused the collapse?")),
        # sentences
        ("How many died in the mine fire? And what caused it?",
         ("How many died in the mine fire?", "What caused the mine fire?")),
        ("How many died in the mine fire? And the injured?",
         ("How many died in the mine fire?", "How many were injured in the mine fire?")),
        ("How many died? And what caused it?", ("How many died?", "What caused it?")),
    ],
)  # fmt: skip
def test_what_asks_several_things_is_taken_apart(question: str, asked: tuple[str, ...]) -> None:
    assert parts(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "How many people were killed in the attack on the market?",
        "Who founded and led the union?",
        "How many men and women died?",
        "What are the causes and effects of the flood?",
        "What is the height and weight of the statue?",
        "When did the strike begin and end?",
        "Who and what caused the fire?",
        # one question within another
        "Did the minister say who died and who lived?",
        "What did the report say about the fire and who was hurt?",
        "How did the owners know who had died and who had survived?",
        "What losses, in dead fighters, did the Shield suffer at Belmun?",
        "What is the difference between when it was planned and when it was built?",
        "Who decides when and where the trial takes place?",
        # no further question
        "I read both reports on the Orlo dam. How many died?",
        "Was it arson? Or an accident?",
        "How many died? 14 or 19?",
        "They paid the fine, didn't they?",
        "Did anyone die? If so, how many?",
        # what a pronoun stands for is open
        "Did the council approve the plan and did the mayor sign it?",
        "Which party won the election and how many seats did it get?",
        "Who designed the bridge and when did he die?",
        "Why did the mine close and who decided that?",
        "What is known about the fire and what is not?",
        "ferry Ranvik built when and where",
        "?",
        "",
        "and and and",
        "how many " * 300,
    ],
)
def test_what_asks_one_thing_or_may_do_so_stays_whole(question: str) -> None:
    assert parts(question) == (question,)


def test_what_only_asks_whether_an_answer_holds_is_no_part() -> None:
    assert parts("How many died in the fire? Is that true?") == ("How many died in the fire?",)


def test_of_many_questions_the_first_are_answered() -> None:
    asked = parts("How many died, how many were injured, who was to blame for the fire and when did it happen?")
    assert asked == ("How many died in the fire?", "How many were injured in the fire?",
                     "Who was to blame for the fire?")  # fmt: skip
    assert len(asked) == MOST


@pytest.mark.parametrize(
    "text", ["? " * 400, "when and " * 100, "and when? " * 90, "\u202e?", "who, " * 199, "a" * 999]
)
def test_any_text_has_parts(text: str) -> None:
    assert 1 <= len(parts(text)) <= MOST
