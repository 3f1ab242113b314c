"""Pairs for the judge, read from small files in the formats of the public sets; what is measured on stays out."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from training.pairs import (
    Pair,
    cad,
    conj,
    fever,
    fever_symmetric,
    fool_me_twice,
    mnli,
    mnli_rewrites,
    protocols,
    snli,
    snli_rewrites,
    training_pairs,
    vitaminc,
)
from training.questions import Example, yes_no_examples
from training.texts import is_kept_out, plain

KEPT_OUT = next(title for title in map("Page {}".format, range(99)) if is_kept_out(title))
TRAINED = next(title for title in map("Page {}".format, range(99)) if not is_kept_out(title))
COLUMNS = {
    "mnli_20k": "sentence1\tsentence2\tlabel\tgenre",
    "nli_new_protocols": "index\tsentence1\tsentence2\tgold_label",
    "cad_nli": "sentence1\tsentence2\tgold_label",
    "conjnli": "\ufeffPremise\tHypothesis\tLabel",
}


def write(path: Path, *lines: str) -> None:
    """A file of lines, compressed where its name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


def write_json(path: Path, rows: Iterable[object]) -> None:
    """A file of JSON objects a line."""
    write(path, *map(json.dumps, rows))


def write_table(data: Path, name: str, *rows: str) -> None:
    """A table of one set under the columns that set has."""
    write(data / name, COLUMNS[name.split("/")[0]], *rows)


def write_snli(data: Path, part: str, *rows: tuple[str, str, str]) -> None:
    """SNLI's three files of one part."""
    for number, name in enumerate(("s1", "s2", "labels")):
        write(data / "snli_devtest" / f"{name}.{part}", *(row[number] for row in rows))


def write_fever(data: Path, *rows: tuple[str, str, str]) -> None:
    """FEVER's three files."""
    for number, name in enumerate(("raw.input0", "raw.input1", "label")):
        write(data / "fever_dev_pairs" / f"dev.{name}", *(row[number] for row in rows))


def write_rewrites(data: Path, task: str, *rows: tuple[str, str]) -> None:
    """A task of Super-NaturalInstructions: inputs with one output each."""
    instances = [{"input": given, "output": [output]} for given, output in rows]
    write(data / "snli_mnli_superni" / f"{task}.json", json.dumps({"Instances": instances}))


def claim(page: str, evidence: str, text: str = "The dam was old.", label: str = "SUPPORTS") -> dict[str, str]:
    """A row of VitaminC."""
    return {"page": page, "evidence": evidence, "claim": text, "label": label}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Every set that is read, each with one pair to train on or to measure on."""
    write_json(tmp_path / "fever_symmetric" / "fever_symmetric_test.jsonl", [
        {"claim": "Orlo is a dam .", "evidence": "The dam at Orlo broke .", "gold_label": "SUPPORTS", "label": ""},
        {"claim": "Brage fell .", "evidence_sentence": "Brage 's wall fell .", "label": "REFUTES"},
    ])  # fmt: skip
    write_snli(tmp_path, "dev", ("A boat sails . ", "It floats .", "entailment"), ("Undecided .", "No one is .", "-"))
    write_snli(tmp_path, "test", ("A boat sinks .", "It floats .", "contradiction"))
    write_table(tmp_path, "mnli_20k/mnli_val.tsv", "He rowed .\tHe was in a boat .\tentailment\tfiction")
    write_table(tmp_path, "mnli_20k/mnli_train.tsv", "She did n't row .\tShe rowed .\tcontradiction\tfiction")
    write_rewrites(
        tmp_path, "task203_mnli_sentence_generation",
        ("Statement: We\nmet.\nLabel: neutral.\nGenre: slate.", "We met at sea. "), ("Statement: no label", "Lost."),
    )  # fmt: skip
    write_rewrites(
        tmp_path, "task184_snli_entailment_to_neutral_text_modification",
        ("Sentence 1: A man swims. Sentence 2: A man is wet.", "An old man is wet."), ("Sentence 1: A man.", "Lost."),
    )  # fmt: skip
    write_rewrites(tmp_path, "task190_snli_classification", ("Sentence 1: Not. Sentence 2: Read.", "neutral"))
    write_table(
        tmp_path, "nli_new_protocols/base/train.tsv", '1\t"He said ""no""."\tHe spoke. \tentailment', "2\tX.\tY.\t"
    )
    write_table(
        tmp_path,
        "nli_new_protocols/edit_other/train.tsv",
        "1\tIt rained.\tIt was dry.\tcontradiction",
        "2\t\tZ.\tneutral",
    )
    write_table(tmp_path, "nli_new_protocols/paragraph/val.tsv", "1\tMeasured.\tKept.\tneutral")
    write_table(tmp_path, "cad_nli/all_combined/train.tsv", 'The "red" cat sat.\tA cat sat.\tentailment')
    write_table(tmp_path, "conjnli/adversarial_train_15k.tsv", "He ran and fell.\tHe ran.\tentailment")
    write_json(tmp_path / "vitaminc" / "real_two_thirds.jsonl.gz", [claim(TRAINED, "The dam -LRB- 1964 -RRB- broke .")])
    write_json(tmp_path / "vitaminc" / "synthetic.jsonl.gz", [claim(KEPT_OUT, "It held .", label="NOT ENOUGH INFO")])
    write_fever(tmp_path, ("Brage is `` a town '' .", "Brage is a city .", "not_entailment"), ("", "", ""))
    for part, label in (("dev", "SUPPORTS"), ("test", "REFUTES")):
        gold = [{"text": f"One {part}."}, {"text": "Two."}]
        write_json(
            tmp_path / "fool_me_twice" / f"{part}.jsonl", [{"gold_evidence": gold, "text": "It was.", "label": label}]
        )
    return tmp_path


def test_every_set_is_read_as_it_was_written(data: Path) -> None:
    """Premise or evidence first; tokenised sets made plain; quotation marks those of the file's own format."""
    assert list(mnli(data, "mnli_train.tsv")) == [Pair("She didn't row.", "She rowed.", "contradict")]
    assert list(mnli_rewrites(data)) == [Pair("We\nmet.", "We met at sea.", "neither")]
    assert list(cad(data)) == [Pair('The "red" cat sat.', "A cat sat.", "agree")]
    assert list(conj(data)) == [Pair("He ran and fell.", "He ran.", "agree")]
    assert list(fever(data)) == [Pair('Brage is "a town".', "Brage is a city.", "not agree")]
    assert list(fool_me_twice(data)) == [
        Pair("One dev. Two.", "It was.", "agree"),
        Pair("One test. Two.", "It was.", "contradict"),
    ]
    assert list(vitaminc(data)) == [
        (TRAINED, Pair("The dam (1964) broke.", "The dam was old.", "agree")),
        (KEPT_OUT, Pair("It held.", "The dam was old.", "neither")),
    ]


def test_a_rewriting_task_holds_two_pairs(data: Path) -> None:
    """The hypothesis given has the first label in the file's name, the one written the second; other tasks none."""
    assert list(snli_rewrites(data)) == [
        Pair("A man swims.", "A man is wet.", "agree"),
        Pair("A man swims.", "An old man is wet.", "neither"),
    ]


def test_protocols_are_read_from_all_folders(data: Path) -> None:
    """By the file's name, in the folders' order; rows without a label or a sentence are left out."""
    assert list(protocols(data, "train.tsv")) == [
        Pair('He said "no".', "He spoke.", "agree"),
        Pair("It rained.", "It was dry.", "contradict"),
    ]
    assert list(protocols(data, "val.tsv")) == [Pair("Measured.", "Kept.", "neither")]


def test_measured_sets_are_read(data: Path) -> None:
    """Both spellings of FEVER-Symmetric's columns; SNLI's pairs that its annotators did not agree on are left out."""
    assert list(fever_symmetric(data)) == [
        Pair("The dam at Orlo broke.", "Orlo is a dam.", "agree"),
        Pair("Brage's wall fell.", "Brage fell.", "contradict"),
    ]
    assert list(snli(data, "dev")) == [Pair("A boat sails .", "It floats .", "agree")]
    assert list(snli(data, "test")) == [Pair("A boat sinks .", "It floats .", "contradict")]


def test_files_that_do_not_belong_together_are_refused(data: Path) -> None:
    """Columns of unequal length would give statements another pair's label."""
    write(data / "snli_devtest" / "labels.dev", "neutral")

    with pytest.raises(ValueError, match="shorter"):
        list(snli(data, "dev"))


def test_all_sets_are_trained_on_by_name(data: Path) -> None:
    """All but the pages that are kept out, each pair once."""
    write_table(data, "cad_nli/all_combined/train.tsv", *["A cat sat.\tA cat.\tentailment"] * 3)

    pairs = training_pairs(data, 0)

    assert {name: set(of_set) for name, of_set in pairs.items()} == {
        "snli": set(snli_rewrites(data)),
        "mnli": {*mnli(data, "mnli_train.tsv"), *mnli_rewrites(data)},
        "protocols": set(protocols(data, "train.tsv")),
        "cad": {Pair("A cat sat.", "A cat.", "agree")},
        "conj": {Pair("He ran and fell.", "He ran.", "agree")},
        "vitaminc": {Pair("The dam (1964) broke.", "The dam was old.", "agree")},
        "fever": {Pair('Brage is "a town".', "Brage is a city.", "not agree")},
        "foolme": set(fool_me_twice(data)),
    }
    assert [len(of_set) for of_set in pairs.values()] == [2, 2, 2, 1, 1, 1, 1, 2]


@pytest.mark.parametrize(
    "measured",
    [
        "The dam at Orlo broke.",  # evidence of FEVER-Symmetric
        "ORLO is a dam",  # its claim, signs and case aside
        "Brage‘s  wall fell!",
        "A boat sails",  # premise of SNLI's dev part
        "a boat sinks.",  # and of its test part
        "He rowed.",  # premise of MNLI's validation part
    ],
)
def test_a_measured_text_is_never_trained_on(data: Path, measured: str) -> None:
    """Neither as first nor as second statement, in any set."""
    write_rewrites(
        data,
        "task186_snli_contradiction_to_entailment_text_modification",
        (f"Sentence 1: {measured} Sentence 2: A.", "B."),
    )
    write_rewrites(data, "task203_mnli_sentence_generation", ("Statement: A.\nLabel: neutral.", measured))
    write_table(data, "mnli_20k/mnli_train.tsv", f"{measured}\tA.\tneutral\tx", f"A.\t{measured}\tneutral\tx")
    write_table(data, "nli_new_protocols/base/train.tsv", f"1\t{measured}\tA.\tneutral")
    write_table(data, "cad_nli/all_combined/train.tsv", f"A.\t{measured}\tneutral")
    write_table(data, "conjnli/adversarial_train_15k.tsv", f"{measured}\tA.\tneutral")
    write_json(data / "vitaminc" / "synthetic.jsonl.gz", [claim(TRAINED, measured), claim(TRAINED, "A.", measured)])
    write_fever(data, (measured, "A.", "entailment"), ("A.", measured, "entailment"))
    write_json(
        data / "fool_me_twice" / "dev.jsonl",
        [{"gold_evidence": [{"text": "A."}], "text": measured, "label": "REFUTES"}],
    )

    pairs = training_pairs(data, 0)

    assert {pair for of_set in pairs.values() for pair in of_set if measured in (pair.first, pair.second)} == set()
    assert {name: len(of_set) for name, of_set in pairs.items()} == {
        "snli": 2, "mnli": 0, "protocols": 1, "cad": 0, "conj": 0, "vitaminc": 1, "fever": 0, "foolme": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("page", "trained"),
    [
        (TRAINED, True),
        (KEPT_OUT, False),
        ("Brage", False),
        ("Orlo (dam)", False),
        ("Orlo -LRB- dam -RRB-", False),
        ("Sunde", True),
    ],
)
def test_a_measured_page_is_never_trained_on(data: Path, page: str, trained: bool) -> None:
    """Nor is one that FEVER-Symmetric speaks of, by its title without what tells it from others."""
    write_json(data / "vitaminc" / "real_two_thirds.jsonl.gz", [claim(page, "Of real evidence .")])
    write_json(data / "vitaminc" / "synthetic.jsonl.gz", [claim(page, "Of made evidence .")])
    found = {pair.first for pair in training_pairs(data, 0)["vitaminc"]}

    assert is_kept_out(plain(page)) == (page == KEPT_OUT)
    assert found == ({"Of real evidence.", "Of made evidence."} if trained else set())


def test_pairs_are_shuffled_by_the_seed(data: Path) -> None:
    """The first so many of a set are a sample of it, the same one for one seed."""
    write_table(
        data, "conjnli/adversarial_train_15k.tsv", *(f"He ran {n} and fell.\tHe ran.\tneutral" for n in range(100))
    )
    first, again, other = (training_pairs(data, seed)["conj"] for seed in (0, 0, 1))

    assert first == again != other
    assert set(first) == set(other) == set(conj(data))
    assert first != list(conj(data))


def test_claims_become_yes_no_questions_for_the_reader(data: Path) -> None:
    """Evidence for or against answers as a whole, other evidence not; no page that is kept out."""
    rows = [
        claim(TRAINED, "Built in 1850 .", "The dam was old ."),
        claim(TRAINED, "Built in 1999 .", "The wall was old .", "REFUTES"),
        claim(TRAINED, "Nobody knows .", "The quay was old .", "NOT ENOUGH INFO"),
        claim(TRAINED, "Ferries float .", "Boats float ."),
        claim(KEPT_OUT, "Kept out .", "The ferry was old ."),
    ]
    write_json(data / "vitaminc" / "real_two_thirds.jsonl.gz", rows)
    found = [example for seed in range(200) for example in yes_no_examples(data, seed, 10)]
    answered = {(e.question, e.passage, e.span) for e in found if e.span}

    assert answered == {
        ("Was the dam old?", "Built in 1850.", (0, 14)),
        ("Was the wall old?", "Built in 1999.", (0, 14)),
    }
    assert Example("Was the quay old?", "", "Nobody knows.", None) in found
    assert {e.question for e in found} == {"Was the dam old?", "Was the wall old?", "Was the quay old?"}
    assert {e.passage for e in found if not e.span} == {
        "Built in 1850.",
        "Built in 1999.",
        "Nobody knows.",
        "Ferries float.",
    }
    assert {e.title for e in found} == {"", TRAINED}
    assert len(list(yes_no_examples(data, 0, 2))) == 2
