"""QR codes as pictures that a page can show under our content policy."""

import segno


def picture_of(address: str) -> str:
    """An SVG data address of the code for `address`; level M still reads with 15 % worn away."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2))
