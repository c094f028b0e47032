"""People who hold what they hold, for the tests of notices."""

from datetime import datetime
from zoneinfo import ZoneInfo

from linli.platform.access.models import Grant, Role
from linli.platform.accounts.models import Account

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 2, 12, tzinfo=SHANGHAI)
NIGHT = datetime(2026, 3, 2, 23, tzinfo=SHANGHAI)
MORNING = datetime(2026, 3, 3, 7, tzinfo=SHANGHAI)


def worker(name, *, email="", area=None, permissions=("cases.dispatch",), **grant):
    """A staff account; with an `area` it holds `permissions` there."""
    person = Account.objects.create(
        username=name, name=name, kind="staff", email=email, created_at=NOON
    )
    if area is not None:
        role, _new = Role.objects.get_or_create(
            key="-".join(permissions).replace(".", "-"), defaults={"permissions": list(permissions)}
        )
        Grant.objects.create(account=person, role=role, area=area, **grant)
    return person
