"""Every component, in every reader's mode, on a desk and on a phone."""

import pytest

from tests.browser.axe import LOOKS, overflow, violations

PAGES = ["/ui/gallery/", "/ui/gallery/errors/", "/ui/gallery/public/"]
OTHER_MODES = [("elder", "1"), ("elder", "3"), ("dark", "1")]


@pytest.mark.parametrize("width", ["desk", "phone"])
@pytest.mark.parametrize("address", PAGES)
def test_nobody_is_shut_out_of_a_component(request, site, width, address):
    page = request.getfixturevalue(width)
    page.goto(site.url + address)
    page.wait_for_selector("body:not(:has([data-chart] .chart-canvas[hidden]))")
    found = {"normal": violations(page)}
    for mode, size in OTHER_MODES:
        # As the server would have written it: the rest of the page is the same in every mode.
        page.evaluate(
            "choice => Object.assign(document.documentElement.dataset, choice)",
            {"mode": mode, "size": size},
        )
        found[f"{mode}-{size}"] = violations(page, rules=LOOKS)
        assert overflow(page) <= 0, mode
    assert not any(found.values()), found
