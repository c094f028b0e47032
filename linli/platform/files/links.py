"""Short-lived links to one file, for a page whose reader can't sign in.

The page that writes the link has decided that its reader may see the file; the link proves that,
for half an hour, to the address that serves it. It names the file by its random id and nothing else.
"""

from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.urls import reverse

from linli.kernel import clock
from linli.platform.database import scope
from linli.platform.files.errors import Expired
from linli.platform.files.models import StoredFile

LIFETIME = timedelta(minutes=30)
_SALT = "linli.files.link"


def signed_url(file: StoredFile, *, thumbnail: bool = False) -> str:
    """An address that opens this one file for anybody who has it, for half an hour."""
    last_second = int((clock.now() + LIFETIME).timestamp())
    token = signing.Signer(salt=_SALT).sign(f"{file.pk.hex}-{last_second}")
    return reverse("files:signed_thumbnail" if thumbnail else "files:signed", args=[token])


def opened(token: str) -> StoredFile:
    """The file that a link names. Raises NotFound for a forged, expired or orphaned link."""
    try:
        file_id, last_second = signing.Signer(salt=_SALT).unsign(token).split("-")
    except signing.BadSignature:
        raise Expired from None
    if clock.now().timestamp() > int(last_second):
        raise Expired
    with scope.system("a signed link names one file, whose community is known once it is read"):
        file = StoredFile.objects.filter(pk=UUID(file_id)).first()
    if file is None:
        raise Expired
    return file
