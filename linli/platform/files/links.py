"""Short-lived links to one file, for a page whose reader can't sign in.

The page that writes the link has decided that its reader may see the file; the link proves that,
for half an hour, to the address that serves it. It names the file by its random id and nothing else.
"""

from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.kernel.errors import NotFound
from linli.platform.database import scope
from linli.platform.files.models import StoredFile

LIFETIME = timedelta(minutes=30)
_SALT = "linli.files.link"


def signed_url(file: StoredFile, *, thumbnail: bool = False) -> str:
    """An address that opens this one file for anybody who has it, for half an hour."""
    token = signing.TimestampSigner(salt=_SALT).sign(file.pk.hex)
    name = "files:signed_thumbnail" if thumbnail else "files:signed"
    return reverse(name, args=[token])


def opened(token: str) -> StoredFile:
    """The file that a link names. Raises NotFound for a forged, expired or orphaned link."""
    try:
        file_id = UUID(signing.TimestampSigner(salt=_SALT).unsign(token, max_age=LIFETIME))
    except (signing.BadSignature, ValueError):
        raise NotFound(_("链接已失效，请回到原页面刷新后再看。")) from None
    with scope.system("a signed link names one file, whose community is known once it is read"):
        file = StoredFile.objects.filter(pk=file_id).first()
    if file is None:
        raise NotFound(_("链接已失效，请回到原页面刷新后再看。"))
    return file
