"""The form of a deed that came from a device, as its domain draws it."""

import json
from base64 import b64decode

from django import forms
from django.core.files.base import ContentFile
from django.utils.datastructures import MultiValueDict

from linli.platform.access.actor import Actor
from linli.platform.field import queries
from linli.platform.field.models import ReceivedDeed


def form_of(actor: Actor, deed: ReceivedDeed) -> forms.Form:
    """Filled with what came, photos included. Raises UnknownDeed."""
    values = json.loads(deed.payload or "{}")
    declared = queries.deed(deed.key)
    names = [
        name
        for name, field in declared.form(actor, None, None).fields.items()
        if isinstance(field, forms.FileField)
    ]
    photos = [
        ContentFile(b64decode(each.body), name=each.name or f"{each.number}.jpg")
        for each in deed.photos.order_by("number")
    ]
    files = MultiValueDict({name: photos for name in names[:1] if photos})
    return declared.form(actor, values, files)
