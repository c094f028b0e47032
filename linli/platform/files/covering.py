"""Parts of a picture painted over for good: faces, number plates, what stands on a door.

Plain black, since what is blurred or made of coarse dots can be reckoned back.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from PIL import Image, ImageDraw

from linli.platform.files import pictures
from linli.platform.files.pictures import Picture

WHOLE = 100.0
_BLACK = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in per cent of the picture's width and height, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Every pixel that the box touches: left, top, right and bottom, both ends included."""
        return (
            floor(self.left / WHOLE * width),
            floor(self.top / WHOLE * height),
            ceil(min(self.left + self.width, WHOLE) / WHOLE * width) - 1,
            ceil(min(self.top + self.height, WHOLE) / WHOLE * height) - 1,
        )


def covered(data: bytes, boxes: Sequence[Box]) -> Picture:
    """A kept picture drawn anew with nothing left under `boxes`, its thumbnail too."""
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as kept:
        image = kept.convert("RGB")
    brush = ImageDraw.Draw(image)
    for box in boxes:
        brush.rectangle(box.pixels(*image.size), fill=_BLACK)
    drawn = io.BytesIO()
    image.save(drawn, "PNG")
    return pictures.redraw(drawn.getvalue())
