"""A photo from outside becomes a JPEG of our own making.

Whatever isn't pixels is left behind: EXIF with the place and the phone's number, colour profiles,
comments, and everything that was hung onto the end of the file (a polyglot's second half).
"""

import contextlib
import io
import itertools
import math
import threading
import warnings
from dataclasses import dataclass

from PIL import Image

from linli.platform.files import errors, rules

# Pillow alone only warns up to twice its own, much larger limit.
Image.MAX_IMAGE_PIXELS = rules.MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

_one_at_a_time = threading.Lock()  # so that memory is bounded by one picture and not by threads
_WHITE = (255, 255, 255)
_STRIP = 64  # rows of the small picture
_FIELDS, _FAINT = 8, 3
_DEEP_GREY = "I;16"
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class Picture:
    """What is kept of a photo; both are JPEG."""

    body: bytes
    thumbnail: bytes
    width: int
    height: int
    fingerprint: int | None


def redraw(data: bytes) -> Picture:
    """Decode `data` and draw it anew: upright, long side at most 2048, with a 400 px thumbnail.

    Of an animation the first frame is kept. Raises NotAPicture, HeicPicture, TooManyPixels or
    BrokenPicture.
    """
    form = rules.picture_format(data[:16])
    if form is None:
        raise errors.NotAPicture
    if form == "HEIC":
        raise errors.HeicPicture
    with _one_at_a_time:
        image = _decoded(data, form)
        body = _jpeg(image, quality=85)
        width, height = image.size
        image.thumbnail((rules.THUMBNAIL_SIDE, rules.THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
        return Picture(body, _jpeg(image, quality=80), width, height, fingerprint(image))


def fingerprint(image: Image.Image) -> int | None:
    """64 bits of what is seen (dHash: is each of 8 × 8 fields darker than its right neighbour?), as
    a signed number; the same picture shrunk or saved anew differs in few of them.

    None for a picture in which there is almost nothing to see, which would be like any other.
    """
    grey = image.convert("L").resize((_FIELDS + 1, _FIELDS), Image.Resampling.LANCZOS).tobytes()
    rows = [grey[start : start + _FIELDS + 1] for start in range(0, len(grey), _FIELDS + 1)]
    pairs = [pair for row in rows for pair in itertools.pairwise(row)]
    if sum(abs(left - right) > _FAINT for left, right in pairs) < _FIELDS:
        return None
    bits = sum((left < right) << place for place, (left, right) in enumerate(pairs))
    return bits - (1 << 64) if bits >> 63 else bits


def _decoded(data: bytes, form: str) -> Image.Image:
    try:
        image: Image.Image = Image.open(io.BytesIO(data), formats=[form])
        if image.width * image.height > rules.MOST_PIXELS:
            raise errors.TooManyPixels
        # A JPEG is decoded at a half, a quarter or an eighth where that is large enough.
        image.draft("RGB", (rules.LONG_SIDE, rules.LONG_SIDE))
        return _upright(_shrunk(image), image)
    except errors.FileRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise errors.TooManyPixels from None
    except Exception as problem:  # decoders raise whatever hostile bytes lead them to
        raise errors.BrokenPicture from problem


def _shrunk(image: Image.Image) -> Image.Image:
    """Opaque colours, long side within the limit; strip by strip, since only the original is held whole."""
    factor = max(1, max(image.size) // rules.LONG_SIDE)
    size = math.ceil(image.width / factor), math.ceil(image.height / factor)
    small = Image.new("RGB", size)
    for row in range(0, size[1], _STRIP):
        bottom = min(image.height, (row + _STRIP) * factor)
        strip = _opaque(image.crop((0, row * factor, image.width, bottom)))
        small.paste(strip.reduce(factor), (0, row))
    small.thumbnail((rules.LONG_SIDE, rules.LONG_SIDE), Image.Resampling.LANCZOS)
    return small


def _opaque(strip: Image.Image) -> Image.Image:
    """Eight bits a colour, laid on white where it is transparent."""
    if strip.mode == _DEEP_GREY:  # Pillow would clip at 255, not scale
        return strip.point(lambda value: value * (1 / 256) + 0).convert("RGB")
    if not strip.has_transparency_data:
        return strip.convert("RGB")
    layer = strip.convert("RGBA")
    paper = Image.new("RGB", layer.size, _WHITE)
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper


def _upright(small: Image.Image, original: Image.Image) -> Image.Image:
    """`small` turned as the camera was held; a broken EXIF block says nothing about the pixels."""
    with contextlib.suppress(Exception):
        turn = _TURNS.get(original.getexif().get(_ORIENTATION, 1))
        return small if turn is None else small.transpose(turn)
    return small


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, progressive=True)
    return out.getvalue()
