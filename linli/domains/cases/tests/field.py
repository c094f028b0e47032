"""Somebody out of doors, and what they send."""

from datetime import timedelta
from io import BytesIO

from PIL import Image

from linli.domains.cases.tests.conftest import COMMUNITY
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.field import actions
from linli.platform.field.rules import Parcel, Photo

SEEN = {"description": "井盖松动", "community": COMMUNITY, "urgency": "normal"}
RESULT = {"result": "solved", "words": "已更换"}
SOLVED = {"reached": "yes", "solved": "yes", "satisfaction": "satisfied"}


def photo(colour: str = "red") -> Photo:
    picture = BytesIO()
    Image.new("RGB", (40, 30), colour).save(picture, "JPEG")
    return Photo("1.jpg", picture.getvalue())


def parcel(key, subject=None, typed=None, *, after=(), photos=(), ago=timedelta()):
    return Parcel(
        client_id=new_id(),
        key=key,
        made_at=clock.now() - ago,
        subject=subject,
        after=tuple(each.client_id for each in after),
        payload=typed or {},
        photos=photos,
    )


def seen(words="井盖松动", **more):
    return parcel("cases.seen", typed=SEEN | {"description": words}, **more)


def send(actor, *parcels):
    return [actions.receive(actor=actor, parcel=each) for each in parcels]


def chain(town, case):
    """Accept, then the result with a photo: what a handler does in a basement."""
    share = town.share(case, town.property).pk
    accept = parcel("cases.accept", share)
    return accept, parcel("cases.result", share, RESULT, after=[accept], photos=[photo()])
