import io
from uuid import UUID

import pytest
from django.core.files.base import ContentFile

from linli.core.divisions.models import Division
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.kernel.manifest import Manifest, domains
from linli.platform.access import queries
from linli.platform.access.models import Grant, Role
from linli.platform.accounts.models import Account
from linli.platform.database import scope
from linli.platform.files.tests import hostile

HERE, ELSEWHERE = "110101001001", "110101002001"
OPEN_LETTERS: set[UUID] = set()


@pytest.fixture(autouse=True)
def letters(monkeypatch, settings, tmp_path):
    """A domain of the tests whose letters have photos; whoever is in its scope sees the open ones."""
    card = Manifest(key="letters", title="信", files={"letter": _may_see_letter})
    monkeypatch.setitem(domains._by_key, "letters", card)
    settings.HOME = tmp_path
    yield
    OPEN_LETTERS.clear()


def _may_see_letter(_actor, owner_id):
    return owner_id in OPEN_LETTERS


@pytest.fixture
def neighbour(db):
    return _worker_in(HERE)


@pytest.fixture
def stranger(db):
    return _worker_in(ELSEWHERE)


def _worker_in(code):
    with scope.system("test data"):
        Division.objects.create(code=code, name=code, level="community")
    account = Account.objects.create(
        username=code, name="某某", kind="staff", created_at=clock.now()
    )
    role, _new = Role.objects.get_or_create(key="grid_worker", defaults={"title": "网格员"})
    Grant.objects.create(account=account, role=role, area=code)
    return account


@pytest.fixture
def letter(neighbour):
    letter_id = new_id()
    OPEN_LETTERS.add(letter_id)
    return letter_id


def actor_of(account):
    return queries.actor_of(account)


def upload(body=None, name="photo.jpg"):
    return ContentFile(hostile.picture() if body is None else body, name=name)


def where(letter):
    return {"owner_kind": "letter", "owner_id": letter, "community_id": HERE, "area": HERE}


def read(response):
    return io.BytesIO(b"".join(response.streaming_content))
