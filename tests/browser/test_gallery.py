"""Every component, in every reader's mode, on a desk and on a phone."""

import pytest

from tests.browser.axe import overflow, violations

MODES = ["normal-1", "elder-1", "dark-1", "elder-3"]
PAGES = ["/ui/gallery/", "/ui/gallery/errors/", "/ui/gallery/public/"]


@pytest.mark.parametrize("width", ["desk", "phone"])
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("address", PAGES)
def test_nobody_is_shut_out_of_a_component(request, site, width, mode, address):
    page = request.getfixturevalue(width)
    site.prefer(page, *mode.split("-"))
    page.goto(site.url + address)
    page.wait_for_selector("body:not(:has([data-chart] .chart-canvas[hidden]))")
    assert violations(page) == []
    assert overflow(page) <= 0
