"""Files that nobody should have to send, made here so that none has to be stored."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image, ImageDraw, TiffImagePlugin

GPS_IFD, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F
HTML = b"<html><script>alert(document.cookie)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def picture(form="JPEG", size=(640, 480), mode="RGB", **options):
    """A sound picture whose upper left quarter is red."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill=(200, 20, 20))
    out = io.BytesIO()
    image.convert(mode).save(out, form, **options)
    return out.getvalue()


def with_gps(orientation=1):
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = orientation, "Somebody's phone 8675309"
    exif[GPS_IFD] = {1: "N", 2: (TiffImagePlugin.IFDRational(39), 54, 20), 3: "E", 4: (116, 23, 29)}
    return picture(exif=exif, comment=b"taken at home", icc_profile=b"\0" * 200)


def png(width, height, row=b"", depth=1, colour=0, rows=None):
    """A PNG that declares a size, whatever its rows hold; `rows` of them, else as many as it says."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"IDAT", _repeated(row, height if rows is None else rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def _repeated(row, times):
    """`row` so many times, compressed without ever holding all of it."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(row) for _ in range(times if row else 0)) + packer.flush()


def _chunk(name, body):
    crc = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc)


def bomb(side=14_000):
    """196 million pixels in a few thousand bytes."""
    return png(side, side, b"\0" * (side // 8 + 1))


def office(main="word/document.xml", extra=(), method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(main, "<w:document>正文</w:document>")
        for name, body in extra:
            archive.writestr(name, body)
    return out.getvalue()


def encrypted(archive):
    """The archive with its encryption bits set, as a password would."""
    changed = bytearray(archive)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = archive.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = archive.find(mark, at + 1)
    return bytes(changed)


def not_pictures() -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of what `keep_photo` must refuse."""
    sound = {form: picture(form) for form in ("JPEG", "PNG", "WEBP")}
    yield "empty.jpg", b""
    yield "bomb.png", bomb()
    yield "wide.png", png(2**31 - 1, 1)
    yield "negative.png", png(2**32 - 1, 2**32 - 1)
    yield "nothing.png", png(0, 0)
    yield "lies.png", png(6_000, 6_000, b"\0" * 10, rows=1)
    yield "huge.jpg", sound["JPEG"] + b"\0" * (10 * 1024 * 1024)
    yield from (
        ("page.jpg", HTML),
        ("drawing.svg", SVG),
        ("drawing.png", b"\xef\xbb\xbf" + SVG),
    )
    for form, magic in (("gif", b"GIF89a"), ("bmp", b"BM"), ("tif", b"II*\0"), ("psd", b"8BPS")):
        yield f"other.{form}", magic + b"\0" * 300
    yield "gif-script.gif", b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)//"
    yield "page-with-picture.jpg", HTML + sound["JPEG"]
    yield "archive.jpg", office()
    yield "program.jpg", b"MZ\x90\0" + b"\0" * 200
    yield "ghostscript.jpg", b"%!PS-Adobe-3.0 EPSF\n(%pipe%id) (w) file\n"
    yield "phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0" + b"\0" * 100
    for form, whole in sound.items():
        for part in (3, 16, 40, len(whole) // 4, len(whole) // 2, len(whole) * 3 // 4):
            yield f"cut-{part}.{form.lower()}", whole[:part]
    yield (
        "text-bomb.png",
        _with_chunk(sound["PNG"], b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 2**24, 9)),
    )


def damaged() -> Iterator[tuple[str, bytes]]:
    """Pictures with one byte turned over, at sixty places of each kind."""
    for form in ("JPEG", "PNG", "WEBP"):
        whole = picture(form)
        for step in range(60):
            at = 16 + step * (len(whole) - 16) // 60
            yield (
                f"flip-{at}.{form.lower()}",
                whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :],
            )


def _with_chunk(whole, name, body):
    return whole[:33] + _chunk(name, body) + whole[33:]


def strange_but_sound() -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of what `keep_photo` takes, and makes plain."""
    yield "gps.jpg", with_gps()
    yield "polyglot.jpg", picture() + HTML + office()
    yield "wrong-ending.exe", picture()
    yield "../../etc/passwd", picture("PNG")
    yield "cmyk.jpg", picture(mode="CMYK")
    yield "grey.jpg", picture(mode="L")
    yield "deep-grey.png", deep_grey()
    yield "palette.png", picture("PNG", mode="P", transparency=0)
    yield "two-colours.png", picture("PNG", mode="1")
    yield "glass.png", picture("PNG", mode="RGBA")
    yield "glass-grey.png", picture("PNG", mode="LA")
    yield "thin.png", picture("PNG", size=(30_000, 1))
    yield "dot.webp", picture("WEBP", size=(1, 1))
    yield "moving.webp", moving("WEBP")
    yield "moving.png", moving("PNG")
    yield "bad-exif.jpg", picture(exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\xff" * 40)


def deep_grey():
    """Sixteen bits of grey, half black and half at 0x8000."""
    out = io.BytesIO()
    image = Image.new("I;16", (64, 64), 0x8000)
    image.paste(0, (0, 0, 32, 64))
    image.save(out, "PNG")
    return out.getvalue()


def moving(form):
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "lime", "blue")]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()
