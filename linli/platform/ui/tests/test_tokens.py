"""Colours keep what is promised of them, in every mode."""

import pytest

from linli.platform.ui.tests.colours import MODES, contrast, promises, sentences, values


@pytest.mark.parametrize("mode", MODES)
def test_every_colour_can_be_read_on_its_ground(mode):
    tokens = values(mode)
    weak = [
        f"{name} on {ground}: {reached:.2f} < {least}"
        for name, ground, least in promises()
        if (reached := contrast(tokens[name], tokens[ground])) < least
    ]
    assert weak == []


def test_every_meaning_says_what_it_is_for():
    silent = [name for name, words in sentences().items() if not words and name not in {"hole"}]
    assert silent == []


def test_no_promise_is_forgotten():
    assert len(promises()) > 30
