"""Plots of a report, read back from their SVG."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from eval.plots import BOTTOM, HEIGHT, by_kind, latency

FRAME = HEIGHT - BOTTOM - 12  # points high


def test_a_bar_is_as_high_as_the_share_that_is_right() -> None:
    svg = ElementTree.fromstring(by_kind({"value": (3, 4), "stance": (0, 2), "<b>": (5, 5)})).find("svg")
    assert svg is not None
    bars = svg.findall("rect")
    assert [float(bar.attrib["height"]) / FRAME for bar in bars] == pytest.approx([0.75, 0, 1], abs=0.002)
    assert [float(bar.attrib["y"]) + float(bar.attrib["height"]) for bar in bars] == pytest.approx(
        [HEIGHT - BOTTOM] * 3, abs=0.2
    )
    assert [bar.findtext("title") for bar in bars] == ["value: 3 of 4", "stance: 0 of 2", "<b>: 5 of 5"]
    assert {"value (4)", "stance (2)", "<b> (5)"} <= {text.text for text in svg.findall("text")}


def test_bars_do_not_touch_and_stay_inside() -> None:
    bars = ElementTree.fromstring(by_kind({str(n): (1, 1) for n in range(6)})).findall("svg/rect")
    edges = [(float(bar.attrib["x"]), float(bar.attrib["x"]) + float(bar.attrib["width"])) for bar in bars]
    assert all(end < start for (_, end), (start, _) in pairwise(edges))
    assert edges[0][0] > 40
    assert edges[-1][1] < 320 - 12


def test_no_kinds_give_an_empty_frame() -> None:
    assert not ElementTree.fromstring(by_kind({})).findall("svg/rect")


def test_numbers_stand_under_a_plot_of_times() -> None:
    texts = {text.text for text in ElementTree.fromstring(latency([10, 40, 200])).findall("svg/text")}
    assert {"0", "50", "100", "150", "200", "0.25", "milliseconds, up to 200"} <= texts
