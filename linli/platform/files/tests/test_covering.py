"""What is painted over is gone, from the picture and from its thumbnail, and nothing else is."""

import io

import pytest
from PIL import Image

from linli.platform.files.covering import Box, covered

RED = (200, 30, 30)


def kept(size=(400, 200)):
    out = io.BytesIO()
    Image.new("RGB", size, RED).save(out, "JPEG", quality=95)
    return out.getvalue()


def seen(data, x, y):
    """How bright the picture is at that share of its width and height."""
    image = Image.open(io.BytesIO(data)).convert("L")
    return image.getpixel((round(x * (image.width - 1)), round(y * (image.height - 1))))


@pytest.mark.parametrize("part", ["body", "thumbnail"])
def test_a_box_leaves_black_and_the_rest_as_it_was(part):
    drawn = getattr(covered(kept(), [Box(25, 25, 25, 50)]), part)
    assert seen(drawn, 0.37, 0.5) < 8
    assert seen(drawn, 0.1, 0.5) > 60
    assert seen(drawn, 0.8, 0.5) > 60


def test_a_box_that_reaches_over_the_edge_ends_there():
    drawn = covered(kept(), [Box(90, 90, 50, 50)])
    assert (drawn.width, drawn.height) == (400, 200)
    assert seen(drawn.body, 1, 1) < 8


def test_the_smallest_box_covers_every_pixel_that_it_touches():
    assert Box(0.1, 0.1, 0.1, 0.1).pixels(400, 200) == (0, 0, 0, 0)
    assert Box(10, 10, 10, 10).pixels(400, 200) == (40, 20, 79, 39)


def test_without_boxes_nothing_is_painted():
    assert seen(covered(kept(), []).body, 0.5, 0.5) > 60
