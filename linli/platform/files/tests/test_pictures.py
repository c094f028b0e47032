import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from linli.platform.files import errors, pictures
from linli.platform.files.tests import hostile

ROOT = Path(__file__).parents[4]
REFUSED = dict(hostile.not_pictures())
TAKEN = dict(hostile.strange_but_sound())


def opened(body):
    image = Image.open(io.BytesIO(body))
    image.load()
    return image


@pytest.mark.parametrize(
    "name", [each for each in REFUSED if each not in {"empty.jpg", "huge.jpg"}]
)
def test_what_is_no_sound_picture_is_refused(name):
    with pytest.raises(errors.FileRefused):
        pictures.redraw(REFUSED[name])


@pytest.mark.parametrize("name", TAKEN)
def test_whatever_is_taken_becomes_a_plain_jpeg(name):
    drawn = pictures.redraw(TAKEN[name])
    image = opened(drawn.body)
    assert image.format == "JPEG"
    assert image.mode == "RGB"
    assert image.size == (drawn.width, drawn.height)
    assert max(image.size) <= 2048
    assert max(opened(drawn.thumbnail).size) <= 400
    assert not image.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp"} & image.info.keys()
    assert b"<script" not in drawn.body
    assert b"8675309" not in drawn.body


def test_each_refusal_says_its_own_reason():
    def reason(name):
        with pytest.raises(errors.FileRefused) as refusal:
            pictures.redraw(REFUSED[name])
        return refusal.value.code

    assert reason("bomb.png") == "picture_too_large"
    assert reason("phone.heic") == "heic_picture"
    assert reason("drawing.svg") == "not_a_picture"
    assert reason("cut-40.png") == "picture_broken"


def test_a_picture_of_exactly_the_most_pixels_is_taken_and_one_row_more_is_not():
    row = b"\0" * (8_000 // 8 + 1)
    assert pictures.redraw(hostile.png(8_000, 5_000, row)).width == 2048
    with pytest.raises(errors.TooManyPixels):
        pictures.redraw(hostile.png(8_000, 5_001, row))


def test_a_photo_taken_sideways_stands_upright():
    drawn = pictures.redraw(hostile.with_gps(orientation=6))
    image = opened(drawn.body)
    assert image.size == (480, 640)
    red, green, _blue = image.getpixel((470, 10))  # the red corner has turned to the right
    assert red > 150 > green


def test_deep_grey_keeps_its_shades():
    image = opened(pictures.redraw(hostile.deep_grey()).body)
    assert image.getpixel((8, 32))[0] < 10
    assert abs(image.getpixel((56, 32))[0] - 128) < 6


def test_glass_is_laid_on_white_paper():
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(pictures.redraw(out.getvalue()).body).getpixel((20, 20)) == (255, 255, 255)


def test_of_a_moving_picture_the_first_frame_is_kept():
    red, green, blue = opened(pictures.redraw(hostile.moving("WEBP")).body).getpixel((30, 20))
    assert red > 200
    assert green < 60
    assert blue < 60


def test_damage_is_refused_or_drawn_anew_but_never_kept():
    for name, body in hostile.damaged():
        try:
            drawn = pictures.redraw(body)
        except errors.FileRefused:
            continue
        assert opened(drawn.body).format == "JPEG", name


HEAVIEST = """
import pathlib, sys
from linli.platform.files import pictures
from linli.platform.files.tests import hostile
depth, colour, bytes_a_pixel = (int(each) for each in sys.argv[1:])
pictures.redraw(hostile.png(8000, 5000, b"\\0" * (8000 * bytes_a_pixel + 1), depth, colour))
status = pathlib.Path("/proc/self/status").read_text()
print(int(status.partition("VmHWM:")[2].split()[0]) // 1024)
"""


@pytest.mark.parametrize(
    ("depth", "colour", "bytes_a_pixel"),
    [pytest.param(8, 6, 4, id="colours with alpha"), pytest.param(16, 0, 2, id="deep grey")],
)
def test_the_largest_picture_takes_less_than_300_megabytes(depth, colour, bytes_a_pixel):
    command = [sys.executable, "-c", HEAVIEST, str(depth), str(colour), str(bytes_a_pixel)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(answer.stdout) < 300
