"""Whoever reads English reads all of linli in English."""

from tests.msgids import english, places, texts


def test_every_text_has_its_english():
    missing = sorted(
        {f"{text.where}: {text.words}" for text in texts() if text.key not in english()}
    )
    assert not missing, "\n".join(missing)


def test_the_english_of_a_text_fills_in_the_same_names():
    wrong = [
        f"{text.where}: {text.words} → {form}"
        for text in texts()
        for form in english().get(text.key, ())
        if not places(form) <= places(text.words + text.plural)
        or (not text.plural and places(form) != places(text.words))
    ]
    assert not wrong, "\n".join(wrong)


def test_a_text_with_two_forms_has_two_in_english():
    wrong = [
        text.words for text in texts() if text.plural and len(english().get(text.key, "xx")) != 2
    ]
    assert wrong == []
