"""The reference says what the code says."""

from linli.project import reference


def test_the_reference_was_written_from_this_code():
    stale = [
        name
        for name, text in reference.pages().items()
        if (reference.FOLDER / name).read_text() != text
    ]
    assert not stale, f"Write them anew with `linli reference`: {stale}"
