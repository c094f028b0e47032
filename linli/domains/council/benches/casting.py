"""Ballots of owners on their phones and of a scanner, and the count of them all with its certificate."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlencode

from django.db import connection

from linli.domains.council import actions
from linli.domains.council.benches.scene import LINLI, Scene, inside
from linli.domains.council.benches.scene import label as door
from linli.domains.council.models import Ballot
from linli.domains.council.rules.life import Status
from linli.kernel import clock
from linli.kernel.benchmark import Load, Request, Row, Stage
from linli.kernel.ids import new_id

WHOLE, QUICK = 100_000, 4_000
BY_PHONE, BY_PHONE_QUICK = 20_000, 1_000  # of them; a scanner brings the rest
PILE, CLIENTS, AGAIN = 250, 8, 200
RATE, LEAST_SHARE, COUNTED_WITHIN = 100_000 / 600, 0.10, 3.0
SECRET = "b" * 32
SAID = {1: "yes", 2: "no"}


@dataclass
class Crowd:
    """The owners with their sessions, who come one after the other and then once more."""

    scene: Scene
    cookies: list[str]
    numbers: dict[str, int]

    def phone(self, at: int) -> Request:
        number = self.numbers[door(at)]
        body = {"csrfmiddlewaretoken": SECRET, "voter": number, "item_1": "yes", "item_2": "no"}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.cookies[at]}; csrftoken={SECRET}",
        }
        path = f"/council/{self.scene.vote.pk}/cast/"
        return Request(method="POST", path=path, headers=headers, body=urlencode(body).encode())


def rows(stage: Stage) -> Iterator[Row]:
    """Single ballots, piles, seconds refused, and the end of the vote."""
    owners, by_phone = (QUICK, BY_PHONE_QUICK) if stage.quick else (WHOLE, BY_PHONE)
    scene = Scene(stage, owners + PILE)  # so that a pile is scanned where all others vote by phone
    crowd = Crowd(scene, scene.cookies(by_phone), scene.numbers())
    warm = min(200, by_phone // 10)
    _sent(stage.load(crowd.phone, count=warm, clients=CLIENTS), 302)
    alone = _alone(scene)
    load = stage.load(lambda at: crowd.phone(at + warm), count=by_phone - warm, clients=CLIENTS)
    _sent(load, 302)
    yield _rate("ballots by phone, each by itself, with receipt", load.rate)
    yield _share("ballots by phone", load.rate, alone)
    yield Row(
        measure="a ballot: CPU of the web processes", value=round(load.cpu_ms(), 2), unit="ms"
    )
    yield Row(
        measure="a ballot: 95 % answered within",
        value=round(1000 * load.percentile(0.95), 1),
        unit="ms",
    )
    _sent(stage.load(crowd.phone, count=AGAIN, clients=CLIENTS), 409)
    yield from _scanned(scene, by_phone, owners)
    yield from _counted(scene, owners + PILE)


def _scanned(scene: Scene, since: int, until: int) -> Iterator[Row]:
    """Piles of paper ballots by one scanner after the other."""
    token = scene.token()
    path = f"/api/v1/council/votes/{scene.vote.pk}/ballots/"
    until += PILE

    def pile(at: int) -> Request:
        first = since + at * PILE
        ballots = [
            {"label": door(each), "choices": SAID}
            for each in range(first, min(first + PILE, until))
        ]
        headers = {
            "Authorization": f"Bearer {token}", "Content-Type": "application/json",
            "Idempotency-Key": str(new_id()),
        }  # fmt: skip
        body = json.dumps({"witness": "陈", "ballots": ballots}).encode()
        return Request(method="POST", path=path, headers=headers, body=body)

    left = until - since
    load = scene.stage.load(pile, count=-(-left // PILE), clients=2)
    _sent(load, 200)
    yield Row(
        measure=f"ballots in piles of {PILE}, by a scanner", value=round(left / load.seconds, 1),
        unit="1/s", bar=f">= {RATE:.1f}", ok=left / load.seconds >= RATE,
    )  # fmt: skip


def _counted(scene: Scene, ballots: int) -> Iterator[Row]:
    """The end of the vote: two counts and the certificate, with every receipt once."""
    with inside():
        receipts = set(Ballot.objects.filter(vote=scene.vote).values_list("receipt", flat=True))
        voters = Ballot.objects.filter(vote=scene.vote).values("voter").distinct().count()
    if (len(receipts), voters) != (ballots, ballots):
        raise RuntimeError(f"{ballots} voted, {len(receipts)} receipts, {voters} voters.")
    with clock.stopped_at(scene.vote.closes_at), inside():
        begun = perf_counter()
        vote = actions.end_vote(actor=LINLI, vote=scene.vote)
    took = perf_counter() - begun
    found = {each["receipt"] for each in json.loads(vote.certificate)["ballots"]}
    if vote.status != Status.PUBLISHED or found != receipts:
        raise RuntimeError("The certificate hasn't every receipt.")
    yield Row(
        measure=f"count of {ballots:,} ballots, counted again, with certificate of "
        f"{len(vote.certificate) / 1e6:.0f} MB", value=round(took, 3), unit="s",
        bar=f"<= {COUNTED_WITHIN:g}", ok=took <= COUNTED_WITHIN,
    )  # fmt: skip


def _rate(measure: str, rate: float) -> Row:
    return Row(
        measure=measure, value=round(rate, 1), unit="1/s", bar=f">= {RATE:.1f}", ok=rate >= RATE
    )


def _share(measure: str, rate: float, alone: float) -> Row:
    share = rate / alone
    return Row(
        measure=f"{measure}, beside PostgreSQL alone", value=round(rate, 1), unit="1/s",
        limit=round(alone, 1), ratio=round(share, 4), bar=f"ratio >= {LEAST_SHARE}",
        ok=share >= LEAST_SHARE,
    )  # fmt: skip


def _sent(load: Load, answer: int) -> None:
    if set(load.statuses) != {answer}:
        raise RuntimeError(f"Every answer should be {answer}; these came: {load.statuses}")


def _alone(scene: Scene) -> float:
    """Transactions a second in which PostgreSQL alone writes what a ballot leaves: ballot and trail.

    They are of another vote, and of any owners, so that nobody here is kept from voting by them.
    """
    anew = {
        "id": "gen_random_uuid()", "vote_id": f"'{scene.decoy().pk}'",
        "receipt": "md5(random()::text) || md5(random()::text)", "turn": "random() * 30000",
        "voter_id": f"(SELECT id FROM council_rollvoter WHERE vote_id = '{scene.vote.pk}'"
        " AND number = :n)",
    }  # fmt: skip
    with inside():
        ballot = _insert("council_ballot", "cast_at", anew)
        entry = _insert("audit_entry", "id", {"id": "DEFAULT"})
    drawn = f"\\set n random(1, {scene.owners})"
    script = "\n".join([drawn, "BEGIN;", ballot, entry, "COMMIT;", ""])
    return scene.stage.pgbench(script, clients=CLIENTS, seconds=3 if scene.stage.quick else 8)


def _insert(table: str, newest: str, anew: Mapping[str, str]) -> str:
    """An INSERT of the table's newest row, with other expressions for what has to differ."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} LIMIT 0")
        columns = [each.name for each in cursor.description]
        quoted = ", ".join(f"quote_nullable({each}::text)" for each in columns)
        cursor.execute(f"SELECT {quoted} FROM {table} ORDER BY {newest} DESC LIMIT 1")
        written = {**dict(zip(columns, cursor.fetchone(), strict=True)), **anew}
    return f"INSERT INTO {table} ({', '.join(written)}) VALUES ({', '.join(written.values())});"
