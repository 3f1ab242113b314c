"""Fit how sure a disagreement is said to be, so that of those with 0.8 four in five hold up.

    python -m training.confidence

Asks the questions of the project's sets for development and writes rag/confidence_weights.json. A disagreement holds up
where two of its positions are expected ones (`eval/judged.py`). Run it last: what it is told depends on every other
weight. What is fitted scales what is said now, and is put together with the scale that has made it so.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from eval.calibration import Stated as StatedOf
from eval.calibration import disagreements, expected_error, sums
from eval.run import run
from rag.confidence import WEIGHTS, Scale, compared_by, log_odds, scales
from rag.questions.question import understand
from rag.settings import Settings
from rag.wire import Service, open_temporary
from training.natural import OWN, documents_in, own_cases


@dataclass(frozen=True, slots=True)
class Stated:
    """A disagreement shown: in which set, what was compared, how sure it was said to be, and whether it holds up."""

    name: str
    compared: str
    confidence: float
    right: bool


def main() -> None:
    """Report on each set what is fitted on the others, write what is fitted on all."""
    with tempfile.TemporaryDirectory() as folder, open_temporary(Settings(Path(folder))) as service:
        shown = [one for n, own in enumerate(OWN) for one in _shown(service, str(n), *own)]
    fitted = {}
    for compared, now in scales().items():
        part = [one for one in shown if one.compared == compared]
        print(f"{compared}: {len(part)} shown, {sum(one.right for one in part)} hold up;")
        print(
            f"  expected calibration error {_error(part):.3f}, fitted on the other sets {_error(_rescaled(part)):.3f}"
        )
        fitted[compared] = asdict(_after(now, _fit(part)))
    WEIGHTS.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


def _shown(service: Service, name: str, questions: Path, corpus: Path) -> Iterator[Stated]:
    service.index.add(name, documents_in(corpus))
    report = run(own_cases(questions), partial(service.answerer.ask, collection=name), service.index.text)
    for scored in report.cases:
        compared = compared_by(understand(scored.outcome.case.question))
        yield from (Stated(name, compared, one.confidence, one.right) for one in disagreements(scored.outcome))


def _fit(shown: Sequence[Stated]) -> Scale:
    model = LogisticRegression(C=1.0).fit(_rows(shown), [one.right for one in shown])
    return Scale(round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4))


def _rows(shown: Sequence[Stated]) -> npt.NDArray[np.float64]:
    return np.array([[log_odds(one.confidence)] for one in shown])


def _after(first: Scale, second: Scale) -> Scale:
    """Return the scale that does what both do, one after the other."""
    slope, shift = second.slope * first.slope, second.slope * first.shift + second.shift
    return Scale(round(slope, 4), round(shift, 4))


def _rescaled(shown: Sequence[Stated]) -> list[Stated]:
    """Return what each set's would be said with when fitted on the others'."""
    found = []
    for name in sorted({one.name for one in shown}):
        scale = _fit([one for one in shown if one.name != name])
        here = (one for one in shown if one.name == name)
        found += [Stated(one.name, one.compared, scale.probability(one.confidence), one.right) for one in here]
    return found


def _error(shown: Sequence[Stated]) -> float:
    return float(expected_error(sums(StatedOf(one.confidence, one.right) for one in shown)))


if __name__ == "__main__":
    main()
