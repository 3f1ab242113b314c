"""The plots of a report as a browser draws them."""

import pytest
from playwright.sync_api import Page

from eval.page import page as written
from eval.plots import by_kind
from eval.report import as_json
from eval.run import run

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = pytest.mark.browser

KINDS = {
    "unanswerable": (2_100, 2_400),
    "value": (2, 2),
    "update": (0, 2),
    "stance": (2, 3),
    "scope": (1, 1),
    "agreement": (100, 240),
}
# Each text's box in the picture, turned back by the angle that the text is turned by: upright, it can be compared.
BOXES = """() => [...document.querySelectorAll("svg text")].map((text) => {
  const { x, y, width, height } = text.getBBox();
  const { a, b, c, d, e, f } = text.getCTM();
  const turn = Math.atan2(b, a), scale = Math.hypot(a, b);
  const at = { x: a * x + c * y + e, y: b * x + d * y + f };
  const back = { x: at.x * Math.cos(turn) + at.y * Math.sin(turn), y: at.y * Math.cos(turn) - at.x * Math.sin(turn) };
  const seen = text.getBoundingClientRect(), within = text.ownerSVGElement.getBoundingClientRect();
  return {
    words: text.textContent, left: back.x, right: back.x + width * scale, top: back.y, bottom: back.y + height * scale,
    inside: seen.left >= within.left && seen.right <= within.right
      && seen.top >= within.top && seen.bottom <= within.bottom,
  };
})"""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_names_under_the_bars_are_whole_and_apart(page: Page, width: int) -> None:
    """None is cut off or runs into its neighbour, whichever comes first."""
    style = written(as_json(run([], lambda _: pytest.fail("asks nothing"), lambda _: ""), {})).split("</head>")[0]
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(f'{style}</head><main><div class="plots">{by_kind(KINDS)}</div></main>')
    found = {one["words"]: one for one in page.evaluate(BOXES)}
    names = [found[f"{kind} ({asked})"] for kind, (_, asked) in KINDS.items()]

    assert [one["words"] for one in names if not one["inside"]] == []
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            beside = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert beside or one["bottom"] <= other["top"] or other["bottom"] <= one["top"], (one, other)
