"""The tree itself: brought up to date from files, and what is known of one node."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.divisions import DivisionsImported
from linli.core.divisions import rules
from linli.core.divisions.models import Division
from linli.core.divisions.tree_files import Row
from linli.core.divisions.words import phone_or_refusal
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import editions
from linli.platform.search.pinyin import sort_key

EDIT = "divisions.edit"
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; each problem is a sentence that names the row and its repair."""

    added: int
    renamed: int
    unchanged: int
    problems: Sequence[str]


@transaction.atomic
def import_divisions(actor: Actor, rows: Iterable[Row], only_under: str = "") -> Imported:
    """Bring the tree up to date with `rows`; the same rows again change nothing.

    Rows outside `only_under` are passed over, except those above it. A bad row is named and left
    out, and so is everything below it.
    """
    policy.require(actor, EDIT, at=only_under)
    before = dict(Division.objects.values_list("code", "name"))
    sound, problems = _sort_out([row for row in rows if _concerns(row, only_under)], before)
    news = [row for row in sound if before.get(row.code) != row.name]
    Division.objects.bulk_create(
        [_division(row) for row in news],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_sort"],
    )
    editions.renew()
    added = sum(row.code not in before for row in news)
    trail.record(actor, "divisions.import", Division(code=only_under), added=added)
    publish(DivisionsImported(area=only_under, added=added, renamed=len(news) - added))
    return Imported(added, len(news) - added, len(sound) - len(news), problems)


@transaction.atomic
def describe(
    actor: Actor, division: Division, *, phone: str, population: int | None = None
) -> Division:
    """Say how the office of `division` is reached, and how many people live there."""
    policy.require(actor, EDIT, at=division)
    division.phone = phone_or_refusal(phone, "phone")
    division.population = population
    division.save(update_fields=["phone", "population"])
    trail.record(actor, "divisions.describe", division)
    return division


def _concerns(row: Row, prefix: str) -> bool:
    return row.code.startswith(prefix) or prefix.startswith(row.code)


def _division(row: Row) -> Division:
    return Division(
        code=row.code,
        name=row.name,
        level=row.level,
        parent_id=rules.parent_of(row.code),
        name_sort=sort_key(row.name),
    )


def _sort_out(rows: Iterable[Row], known: Collection[str]) -> tuple[list[Row], list[str]]:
    """The rows that fit into the tree, from the top down, and what is wrong with the others."""
    sound: dict[str, Row] = {}
    problems = []
    for row in sorted(rows, key=lambda row: len(row.code)):
        problem = _problem_of(row, sound, known)
        if problem:
            problems.append(f"{row.source or row.code}: {problem}")
        else:
            sound[row.code] = row
    return list(sound.values()), problems


def _problem_of(row: Row, sound: dict[str, Row], known: Collection[str]) -> str | None:
    digits, parent = rules.DIGITS[row.level], rules.parent_of(row.code)
    if not (row.code.isascii() and row.code.isdigit() and len(row.code) == digits):
        return _("代码“%(code)s”应是 %(digits)d 位数字。") % {"code": row.code, "digits": digits}
    if not row.name or len(row.name) > 80:
        return _("名称要有 1 到 80 个字。")
    if row.parent and row.parent != parent:
        return _("代码应以上级代码“%s”开头，请核对其中一个。") % row.parent
    if parent and parent not in sound and parent not in known:
        return _("没有上级“%s”，请先补上级这一行。") % parent
    if row.code in sound and sound[row.code].name != row.name:
        return _("代码“%s”出现两次而名称不同，请留一个。") % row.code
    return None
