"""Bars a run must reach, such as `flag_f1=0.9`; where lower is better the bar is a ceiling."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eval.figures import FIGURES, is_figure
from eval.types import Report


class UnknownBar(Exception):
    """A bar that names no figure or no number."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The worst value of a figure that still passes."""

    figure: str
    worst: float


def parse_bar(text: str) -> Bar:
    """Read `FIGURE=VALUE`. Raises UnknownBar."""
    name, _, value = text.partition("=")
    name = name.strip()
    if not is_figure(name):
        raise UnknownBar(f"{name!r} is not a figure; the figures are {', '.join(FIGURES)}")
    try:
        return Bar(name, float(value))
    except ValueError:
        raise UnknownBar(f"{text!r} is not FIGURE=VALUE, such as {name}=0.9") from None


def parse_bars(texts: Iterable[str]) -> list[Bar]:
    """Read bars; nothing may break unless a bar for `failures` allows it. Raises UnknownBar."""
    bars = [parse_bar(text) for text in texts]
    return bars if any(bar.figure == "failures" for bar in bars) else [*bars, Bar("failures", 0.0)]


def missed(report: Report, bars: Iterable[Bar]) -> Iterator[str]:
    """One line for each bar that was missed; a figure that nothing entered misses every bar."""
    by_name = {figure.name: figure for figure in report.figures}
    for bar in bars:
        figure = by_name.get(bar.figure)
        if figure is None or figure.value is None:
            yield f"{bar.figure} has no value here, and the bar is {bar.worst:g}"
        elif figure.value < bar.worst and figure.better == "higher":
            yield f"{bar.figure} is {figure.value:.4g}, below the bar of {bar.worst:g}"
        elif figure.value > bar.worst and figure.better == "lower":
            yield f"{bar.figure} is {figure.value:.4g}, above the bar of {bar.worst:g}"
