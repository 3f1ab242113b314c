"""The plots of a report as inline SVG: numbers only, coloured by the page's own style sheet."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

WIDTH, HEIGHT, LEFT, BOTTOM = 320, 220, 40, 34
_RIGHT, _TOP = 12, 12
_ACROSS = WIDTH - LEFT - _RIGHT
_SLANT = 60  # degrees by which names rise, or neighbours would run into one another
_DROP = 70  # below the frame, for slanted names

Point = tuple[float, float]
Named = Sequence[tuple[float, str]]  # places across, as shares, with what stands under them


def reliability(bins: Sequence[Mapping[str, Any]], name: str) -> Markup:
    """Share that is right over the confidence stated, a dot a bin, larger for more; the diagonal is honest."""
    most = max((one["n"] for one in bins), default=1)
    dot = Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}"><title>{} said {:.2f}, right {:.2f}</title></circle>')
    dots = [
        dot.format(
            _x(one["confidence"]), _y(one["right"]), 3 + 6 * (one["n"] / most) ** 0.5, one["n"], one["confidence"],
            one["right"],
        )
        for one in bins
    ]  # fmt: skip
    diagonal = Markup('<line class="ideal" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(
        _x(0), _y(0), _x(1), _y(1)
    )
    return _plot(f"Reliability of the {name}", "confidence", "right", diagonal, *dots)


def precision_recall(points: Sequence[Mapping[str, float]]) -> Markup:
    """Precision over recall of the flags, as the confidence asked for goes up."""
    line = _line([(point["recall"], point["precision"]) for point in points])
    dot = Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3"><title>{}</title></circle>')
    dots = [
        dot.format(
            _x(p["recall"]),
            _y(p["precision"]),
            f"from {p['threshold']:.2f}: {p['precision']:.2f} right, {p['recall']:.2f} found",
        )
        for p in points
    ]
    return _plot("Precision of the flags over recall", "recall", "precision", line, *dots)


def latency(milliseconds: Iterable[float]) -> Markup:
    """Share of the questions that were done within a time."""
    times = sorted(milliseconds)
    longest = max([1.0, *times])
    steps = [(0.0, 0.0), *((time / longest, (n + 1) / len(times)) for n, time in enumerate(times))]
    return _plot("Time to an answer", f"milliseconds, up to {longest:.0f}", "share done", _line(steps), ticks=longest)


def by_kind(kinds: Mapping[str, tuple[int, int]]) -> Markup:
    """Share of the questions that were answered rightly, a bar for each kind of question: its (right, all)."""
    room = 1 / max(1, len(kinds))
    bar = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}: {} of {}</title></rect>')
    bars = []
    for n, (kind, (right, asked)) in enumerate(kinds.items()):
        x, y = _x((n + 0.2) * room), _y(right / asked)
        bars.append(bar.format(x, y, 0.6 * room * _ACROSS, _y(0) - y, kind, right, asked))
    names = [((n + 0.5) * room, f"{kind} ({asked})") for n, (kind, (_, asked)) in enumerate(kinds.items())]
    return _plot("Right answers by kind", "", "share right", *bars, named=names)


def _line(points: Sequence[Point]) -> Markup:
    path = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
    return Markup('<polyline points="{}"/>').format(path)


def _x(share: float) -> float:
    return LEFT + share * _ACROSS


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - _TOP)


def _plot(title: str, across: str, up: str, *marks: Markup, ticks: float = 1.0, named: Named | None = None) -> Markup:
    """A frame from 0 to 1 both ways, 0 to `ticks` across, or with names across."""
    numbers = [(step / 4, f"{step / 4 * ticks:.0f}" if ticks > 1 else f"{step / 4:g}") for step in range(5)]
    grid = [_up(share) for share, _ in numbers]
    grid += [_across(share, text) for share, text in numbers] if named is None else [_name(*one) for one in named]
    labels = Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
        (LEFT + WIDTH) // 2, HEIGHT - 4, across
    ) + Markup('<text transform="translate(11 {}) rotate(-90)" text-anchor="middle">{}</text>').format(
        (HEIGHT - BOTTOM) // 2, up
    )
    high = HEIGHT + (_DROP if named else 0)
    start = Markup('<figure><svg viewBox="0 0 {} {}" role="img" aria-label="{}">').format(WIDTH, high, title)
    end = Markup("</svg><figcaption>{}</figcaption></figure>").format(title)
    return Markup("").join([start, *grid, labels, *marks, end])


def _across(share: float, text: str) -> Markup:
    line = Markup('<line class="grid" x1="{0:.1f}" y1="{1:.1f}" x2="{0:.1f}" y2="{2:.1f}"/>')
    number = Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{}</text>')
    return line.format(_x(share), _y(0), _y(1)) + number.format(_x(share), HEIGHT - BOTTOM + 13, text)


def _name(share: float, text: str) -> Markup:
    name = Markup('<text transform="translate({:.1f} {}) rotate(-{})" text-anchor="end">{}</text>')
    return name.format(_x(share) + 3, HEIGHT - BOTTOM + 10, _SLANT, text)


def _up(share: float) -> Markup:
    line = Markup('<line class="grid" x1="{0:.1f}" y1="{2:.1f}" x2="{1:.1f}" y2="{2:.1f}"/>')
    number = Markup('<text x="{}" y="{:.1f}" text-anchor="end">{:g}</text>')
    return line.format(_x(0), _x(1), _y(share)) + number.format(LEFT - 5, _y(share) + 3, share)
