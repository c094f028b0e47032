"""A photo that waits for its sender to answer a question, for whoever has no JavaScript.

A browser doesn't fill in a file field again, so the page carries a signed name of the bytes instead.
No row names them: once they are sent they are kept anew, and the sweep takes what is left.
"""

from datetime import timedelta

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.kernel import clock
from linli.platform.files import pictures, rules
from linli.platform.files.actions import Upload, content_of
from linli.platform.files.errors import Expired
from linli.platform.files.store import BODY, KEPT

LIFETIME = timedelta(hours=2)  # well within the sweep's grace
_SALT = "linli.files.aside"


def set_aside(upload: Upload) -> str:
    """Keep a picture of our own drawing for two hours; answers the name by which it is taken up.

    Raises what `keep_photo` raises.
    """
    key = KEPT.put({BODY: pictures.redraw(content_of(upload)).body})
    last_second = int((clock.now() + LIFETIME).timestamp())
    return signing.Signer(salt=_SALT).sign(f"{key}-{last_second}")


def taken_up(name: str) -> SimpleUploadedFile:
    """The picture as if it had come with this request. Raises Expired for a forged or old name."""
    try:
        key, last_second = signing.Signer(salt=_SALT).unsign(name).split("-")
    except signing.BadSignature:
        raise Expired from None
    if clock.now().timestamp() > int(last_second):
        raise Expired
    try:
        with KEPT.open(key) as body:
            return SimpleUploadedFile("photo.jpg", body.read(), rules.JPEG)
    except FileNotFoundError:
        raise Expired from None
