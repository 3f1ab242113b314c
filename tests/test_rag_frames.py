"""Questions without the frames around them."""

import pytest

from rag.followups.followup import Turn, standalone
from rag.questions.frames import unframed


@pytest.mark.parametrize(
    ("typed", "core"),
    [
        # asked politely or indirectly
        ("Do you know when the mine reopened?", "When the mine reopened?"),
        ("Can you tell me how many were injured?", "How many were injured?"),
        ("Could you please explain why the dam failed?", "Why the dam failed?"),
        ("Please tell me when the treaty was signed.", "When was the treaty signed?"),
        ("I would like to know who owned the mill", "Who owned the mill?"),
        ("I'm trying to find out where the bodies are.", "Where are the bodies?"),
        ("Would you mind telling me what the tower's height is?", "What is the tower's height?"),
        ("My question is: how many wolves were shot?", "How many wolves were shot?"),
        ("May I ask when it opened?", "When it opened?"),
        ("Hello! How many seals died, please?", "How many seals died?"),
        (
            "I am writing a piece about the Orlo fire for a magazine. What I need to know is how many died",
            "the Orlo fire. How many died?",
        ),
        # whether something is so
        ("Do you know whether the vaccine was tested?", "Was the vaccine tested?"),
        ("I want to know if the pilot survived.", "Is it true that the pilot survived?"),
        ("Could you confirm that the reactor was shut down?", "Was the reactor shut down?"),
        ("Tell me whether the will was forged or not", "Was the will forged?"),
        # asked of the sources
        ("Do the sources agree on how many died?", "How many died?"),
        ("Do the sources agree whether the dam was inspected?", "Was the dam inspected?"),
        ("Do the reports agree that it was arson?", "Was it arson?"),
        ("How do the reports differ on the cause?", "cause"),
        ("What do the articles say about the number of dead at Orlo?", "number of dead at Orlo"),
        ("Is there any disagreement among the sources about the date of the raid?", "date of the raid"),
        ("Is there agreement on how many whales were counted?", "How many whales were counted?"),
        ("Do the documents say who was to blame?", "Who was to blame?"),
        ("Compare what the sources say about the number of dead", "number of dead"),
        ("Summarise the disagreement over the death toll", "death toll"),
        ("What did the ministry say about the number of dead?", "number of dead according to the ministry"),
        # figures
        ("List the death tolls", "death tolls"),
        ("Can you give me the cost of the tunnel?", "cost of the tunnel"),
        ("Give me a summary of the figures for the number of injured", "number of injured"),
        ("latest figure for the number of dead", "number of dead"),
        ("What are the different estimates for the cost of the bridge?", "cost of the bridge"),
    ],
)
def test_what_a_question_holds(typed: str, core: str) -> None:
    """Only what is asked is left, put directly where that is simple, and it holds no further frame."""
    assert (unframed(typed), unframed(core)) == (core, core)


@pytest.mark.parametrize(
    "typed",
    [
        "Do the parties agree on a ceasefire?",
        "Do the ministers disagree about the tax?",
        "Do they know who set the fire?",
        "Is it known who sent the bombs?",
        "Is there agreement on a ceasefire?",
        "Is there an agreement on the waters of the Omo?",
        "Do the unions agree on whether to strike?",
        "Do the sources of the Nile lie in Rwanda?",
        "Did the reports change the law?",
        "Can you tell a moth from a butterfly?",
        "Can the union tell us why it struck?",
        "Does it matter whether he meant to cheat?",
        "If the dam breaks, will the town be flooded?",
        "Can they go where they please?",
        "Do the sources agree?",
        "Do the sources agree on that?",
        "What did the villagers say about the mill?",
        "list price of the car",
        "name of the ship",
        "state share of the mine",
        "Explain the rise in deaths",
        "It was formed in which year?",
        "",
    ],
)
def test_what_is_no_frame(typed: str) -> None:
    """Those who agree, know or tell are the subject, or nothing would be left."""
    assert unframed(typed) == typed


def test_a_follow_up_leans_on_what_was_asked() -> None:
    """The frame of the earlier question is no part of what is asked again."""
    earlier = [Turn("Can you tell me how many died in the Norway flood?")]

    assert standalone("When?", earlier) == standalone("When?", [Turn("How many died in the Norway flood?")])
