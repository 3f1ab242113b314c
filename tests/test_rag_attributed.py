"""Whom questions ask, and what: question in, what is asked and of whom out, read off by hand."""

import pytest

from rag.questions.attributed import attributed
from rag.questions.question import understand


@pytest.mark.parametrize(
    ("question", "asking", "source"),
    [
        ("How many soldiers did the ministry say died?", "How many soldiers died?", "the ministry"),
        ("How much does Bitmarrow say was stolen?", "How much was stolen?", "Bitmarrow"),
        ("Who does Henrik Sand say wrote the memoir?", "Who wrote the memoir?", "Henrik Sand"),
        ("What did the inquiry conclude was the cause?", "What was the cause?", "the inquiry"),
        ("When did the Courier say the pool would open?", "When would the pool open?", "the Courier"),
        ("How many deaths did the clinic report in 2022?", "How many deaths were there in 2022?", "the clinic"),
        ("What death toll does the UN give for the raid?", "What is the death toll for the raid?", "the UN"),
        ("What is the union's estimate of the dead?", "What is the estimate of the dead?", "the union"),
        ("In the museum's view, how old was she?", "how old was she?", "the museum"),
        ("Was the roof sound, in the engineer's opinion?", "Was the roof sound ?", "the engineer"),
        ("How many miners died by the union's count?", "How many miners died ?", "the union"),
        ("In the opinion of the coroner, what caused the fall?", "what caused the fall?", "the coroner"),
        ("What was the toll according to the police on 6 May 2023?", "What was the toll on 6 May 2023?", "the police"),
        ("What did the UN report say was the cause?", "What was the cause?", "the UN report"),
        ("What did the state argue was the cause?", "What was the cause?", "the state"),
        ("Per the ministry, how many soldiers died?", "how many soldiers died?", "the ministry"),
        ("As per the contract, when is the rent due?", "when is the rent due?", "the contract"),
    ],
)
def test_a_question_says_whose_answer_it_wants(question: str, asking: str, source: str) -> None:
    read = attributed(question)

    assert (read.asking, read.source) == (asking, source)


@pytest.mark.parametrize(
    "question",
    [
        "How many lives did the fire claim?",
        "How much did the widow claim from the insurer?",
        "When did the police find the body?",
        "When did a United Nations report record heavy losses for IS-K?",
        "When did the minister say that the bridge was safe?",
        "Why did the minister say the bridge was safe?",
        "What did the minister say when he was asked?",
        "What did the minister say and what did the union say?",
        "What do you think caused the crash?",
        "Per day, how many barrels are sold?",
        "How much money was in the union's account?",
        "How many people lived in Britain's colonies?",
    ],
)
def test_who_acts_is_not_whose_answer_is_wanted(question: str) -> None:
    """Nor is whoever asks; what was said, when and why somebody said it are questions of fact."""
    assert attributed(question).source == ""


@pytest.mark.parametrize(
    ("question", "source", "asks"),
    [
        ("What does the auditor say about the cause of the overrun?", "the auditor", "statement"),
        ("What did the Courier report about the opening date?", "the Courier", "value"),
        ("What does the priest say about the wedding?", "", "statement"),
    ],
)
def test_a_date_or_a_cause_that_somebody_speaks_about_is_asked_of_them(question: str, source: str, asks: str) -> None:
    read = understand(question)

    assert (read.source_asked, read.asks) == (source, asks)
