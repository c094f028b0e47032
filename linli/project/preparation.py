"""Everything that a first start needs, in order; each step changes nothing that is right already."""

import os
from collections.abc import Callable
from pathlib import Path

from linli.kernel.demonstration import Report
from linli.project.config import load
from linli.project.keys import NAMES

PACKAGE = Path(__file__).resolve().parents[1]


def prepare_house(report: Report) -> None:
    steps: tuple[Callable[[], object], ...] = (
        _make_keys, _prepare_database, compile_translations, _migrate, _sync_roles, _collect_static,
    )  # fmt: skip
    for number, step in enumerate(steps):
        report("preparing", number, len(steps))
        step()
    report("preparing", len(steps), len(steps))


def compile_translations() -> int:
    """Compile each translation that is newer than its compiled form; gives how many were."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    outdated = outdated_translations()
    for po in outdated:
        with po.open("rb") as source:
            catalog = read_po(source, locale=po.parts[-3])
        draft = po.with_suffix(f".{os.getpid()}.draft")  # another process may be at it too
        with draft.open("wb") as target:
            write_mo(target, catalog)
        draft.replace(po.with_suffix(".mo"))
    return len(outdated)


def outdated_translations() -> list[Path]:
    """The translations without a compiled form as new as they are."""
    return [po for po in PACKAGE.rglob("locale/*/LC_MESSAGES/*.po") if _is_newer(po)]


def _make_keys() -> None:
    for name in NAMES:
        load().keys.get(name)


def _prepare_database() -> None:
    import django

    from linli.project import database

    database.prepare(load())
    django.setup()


def _migrate() -> None:
    from linli.project import migrations

    migrations.bring_up_to_date()


def _sync_roles() -> None:
    from linli.platform.accounts import actions

    actions.sync_roles()


def _collect_static() -> None:
    from linli.platform.ui import assets

    assets.collect()


def _is_newer(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime
