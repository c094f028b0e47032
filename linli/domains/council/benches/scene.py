"""A compound of very many owners, each signed in on a phone, in the middle of a vote."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connections, transaction

from linli.core.divisions import demonstration
from linli.core.divisions import seeds as divisions
from linli.domains.council import actions
from linli.domains.council.actions import Asked, Listed
from linli.domains.council.models import Vote
from linli.domains.council.rules.majorities import Matter
from linli.kernel import clock
from linli.kernel.benchmark import Stage
from linli.kernel.demonstration import DemoPlan
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.accounts.actions.grants import insert_in_force
from linli.platform.accounts.models import Account, Kind, Session
from linli.platform.accounts.sessions import VISIT, SessionStore
from linli.platform.accounts.visits import BACKEND
from linli.platform.api import actions as api
from linli.platform.database import rows, scope
from linli.platform.database.secrecy import blind

LINLI = machine("bench")
COMMUNITY = demonstration.FIRST
UNLIMITED = 10_000_000  # calls a minute
ITEMS = (Asked(Matter.MANAGER, "续聘安居物业三年"), Asked(Matter.RAISE_FUNDS, "每平方米筹集二十元"))


class Scene:
    """One vote with `owners` on its roll, open now."""

    def __init__(self, stage: Stage, owners: int) -> None:
        self.stage, self.owners = stage, owners
        if not Account.objects.exists():
            divisions.seed(DemoPlan(until=clock.now()), stage.report)
        with inside():
            self.vote = self._vote()
        as_owner("VACUUM ANALYZE council_rollvoter, council_rollunit, council_ballot")

    def _vote(self) -> Vote:
        now = clock.now()
        with clock.stopped_at(now - timedelta(days=20)):
            vote = actions.notice_vote(
                actor=LINLI, area=COMMUNITY, title="续聘物业和筹集维修资金", items=ITEMS,
                rule="national-2021", opens_at=now - timedelta(days=1),
                closes_at=now + timedelta(days=1),
            )  # fmt: skip
            listed = [
                Listed(label(at), 5000 + at % 9000, f"Y{at}", phone=phone(at))
                for at in range(self.owners)
            ]
            actions.list_units(actor=LINLI, area=COMMUNITY, listed=listed)
            return actions.fix_roll(actor=LINLI, vote=vote)

    def decoy(self) -> Vote:
        """Another vote of the same community."""
        now = clock.now()
        with inside(), clock.stopped_at(now - timedelta(days=20)):
            return actions.notice_vote(
                actor=LINLI, area=COMMUNITY, title="另一次表决", items=ITEMS, rule="national-2021",
                opens_at=now, closes_at=now + timedelta(days=1),
            )  # fmt: skip

    def numbers(self) -> dict[str, int]:
        """The number on the roll by the name of the door."""
        with inside():
            found = self.vote.units.values_list("label", "voter__number")
            return dict(found)

    def cookies(self, count: int) -> list[str]:
        """The sessions of the first `count` owners, as their phones send them."""
        now = clock.now()
        with inside():
            accounts = [
                Account(
                    username=f"owner-{at}", kind=Kind.RESIDENT, area=COMMUNITY, created_at=now,
                    phone_index=blind(phone(at), PHONE),
                )
                for at in range(count)
            ]  # fmt: skip
            rows.insert_many(accounts)
            rows.insert_many(
                [
                    Grant(
                        account=each, role_id="resident", area=COMMUNITY, granted_at=now,
                        in_force_at=now,
                    )
                    for each in accounts
                ]
            )  # fmt: skip
            sessions = [_session(each) for each in accounts]
            Session.objects.bulk_create(sessions, batch_size=5000)
        as_owner("VACUUM ANALYZE accounts_account, accounts_session, access_grant")
        return [each.session_key for each in sessions]

    def token(self) -> str:
        """The key of a machine that reads paper ballots, with the right of the desk."""
        with transaction.atomic():
            program = Account.objects.create(
                username="scanner", name="scanner", kind=Kind.SERVICE, created_at=clock.now()
            )
            now = clock.now()
            insert_in_force(
                Grant(
                    account=program, role_id="community_worker", area=COMMUNITY, granted_at=now,
                    in_force_at=now,
                )
            )  # fmt: skip
            made = api.create_key(
                actor=LINLI, account=program, name="scanner", per_minute=UNLIMITED
            )
        return made.token


@contextmanager
def inside() -> Iterator[None]:
    with scope.limited_to((COMMUNITY,)), transaction.atomic():
        yield


def as_owner(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)


def label(at: int) -> str:
    return f"{at // 200 + 1}-{at // 100 % 2 + 1}-{at % 100 + 1:03d}"


def phone(at: int) -> str:
    return f"19{at:09d}"


def _session(account: Account) -> Session:
    now = clock.now()
    told = {
        SESSION_KEY: str(account.pk), BACKEND_SESSION_KEY: BACKEND,
        HASH_SESSION_KEY: account.get_session_auth_hash(),
        VISIT: {
            "id": str(new_id()), "device": "bench", "begun_at": now.isoformat(),
            "seen_at": (now + timedelta(hours=1)).isoformat(),
        },
    }  # fmt: skip
    return Session(
        session_key=secrets.token_hex(16), session_data=SessionStore().encode(told),
        expire_date=now + timedelta(hours=6), account=account,
    )  # fmt: skip
