"""The same event under another name, worked by hand."""

import pytest

from corpus.types import Metadata
from index.types import Hit, StoredDocument
from index.word_vectors import load_word_vectors
from rag.evidence import Candidate
from rag.questions.question import understand
from rag.retold import Retold, retold

SUREST = "On 9 March 2021 masked men burned the Orlo Hall in Lisbon, and 31 people died."


def candidate(text: str, before: str = "", title: str = "A report") -> Candidate:
    """The sentence `text` in a passage of its own, after `before`."""
    document = StoredDocument(title, f"{title}.md", "default", Metadata(title=title), 1)
    passage, start = f"{before}{text}", len(before)
    return Candidate(
        Hit(title, document, 0, len(passage), passage, None, 1.0, 0.5, None), start, start + len(text), text
    )


def asked_again(question: str, *sentences: str, surest: str = SUREST) -> list[Retold]:
    """The question under the names that the sentences have for the event of the surest one."""
    candidates = [candidate(text) for text in (surest, *sentences)]
    return retold(understand(question), candidates, 0, load_word_vectors())


def test_the_question_is_put_by_the_name_that_others_use() -> None:
    """Those who place it in the same town in the same month; in another form of the month too."""
    found = asked_again(
        "How many people died in the Orlo Hall fire?",
        "The Lisbon fire of March 2021 killed 37 people.",
        "In March 2021 a fire in Lisbon cost 29 lives.",
    )

    assert found == [Retold("How many people died in the Lisbon fire?", (1, 2))]


def test_a_country_stands_for_its_town() -> None:
    """By the words' vectors: Norway is near Oslo, Chile is not."""
    found = asked_again(
        "How many people died in the Orlo Hall fire?",
        "A fire in Norway in March 2021 killed 37 people.",
        "A fire in Chile in March 2021 killed 12 people.",
        surest=SUREST.replace("Lisbon", "Oslo"),
    )

    assert found == [Retold("How many people died in the Norway fire?", (1,))]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Lisbon fire of April 2021 killed 37 people.",
        "A fire in Lisbon killed 37 people.",
        "A fire in Lisbon killed 37 people in 2021.",
        "In March 2021 a fire killed 37 people.",
        "The Orlo fire in Lisbon killed 37 people in March 2021.",
    ],
    ids=["another month", "no date", "a year", "no place", "the name asked for"],
)
def test_what_may_be_another_event_is_not_asked_again(sentence: str) -> None:
    """Nor what calls it as the question does."""
    assert asked_again("How many people died in the Orlo Hall fire?", sentence) == []


def test_the_surest_answer_has_to_name_date_and_place_it() -> None:
    """Else nothing tells that others speak of the same."""
    other = "The Lisbon fire of March 2021 killed 37 people."

    for surest in (
        "Masked men burned the Orlo Hall in Lisbon, and 31 people died.",
        "On 9 March 2021 masked men burned the Orlo Hall, and 31 people died.",
        "On 9 March 2021 masked men burned a hall in Lisbon, and 31 people died.",
    ):
        assert asked_again("How many people died in the Orlo Hall fire?", other, surest=surest) == []


def test_a_passage_or_title_that_names_it_calls_it_as_the_question_does() -> None:
    """The reader has that name before its eyes."""
    question, vectors = understand("How many people died in the Orlo Hall fire?"), load_word_vectors()
    other = "The Lisbon fire of March 2021 killed 37 people."
    named = (candidate(other, "The Orlo Hall is gone. "), candidate(other, title="The end of the Orlo Hall"))

    assert [retold(question, [candidate(SUREST), one], 0, vectors) for one in named] == [[], []]


def test_what_is_dated_itself_is_of_no_other_time() -> None:
    """What the sentence before dates is another event: Idris Kaye's appointment is not Ruth Colley's."""
    question, vectors = understand("When did Ruth Colley become chair?"), load_word_vectors()
    before = "Idris Kaye was appointed chief executive on 19 August 2024 and came on 1 September. "
    surest = candidate("Ruth Colley became chair on 1 January 2025.", before)
    other = candidate("Idris Kaye has been chief executive since 1 September 2024.")

    assert retold(question, [surest, other], 0, vectors) == []


def test_the_sentence_before_may_say_where_and_when() -> None:
    """Of either, in the same paragraph; what stands over it in another is not looked at."""
    question, vectors = understand("How many people died in the Orlo Hall fire?"), load_word_vectors()
    surest = candidate("31 people died.", "On 9 March 2021 masked men burned the Orlo Hall in Lisbon. ")
    theirs = candidate("It killed 37 people.", "A fire broke out in Lisbon in March 2021. ")
    apart = candidate("It killed 12 people.", "A fire broke out in Lisbon in March 2021.\n\n")

    found = retold(question, [surest, theirs, apart], 0, vectors)

    assert found == [Retold("How many people died in the Lisbon fire?", (1,))]
