"""Everything that a first start needs, in order; each step changes nothing that is right already."""

import hashlib
import os
import site
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg

from linli.kernel.demonstration import Report
from linli.platform.database import roles
from linli.project import database
from linli.project.config import ROOT, Config, load
from linli.project.keys import NAMES

PACKAGE = Path(__file__).resolve().parents[1]
MADE_BY_US = {".pyc", ".mo", ".draft"}


def prepare_house(report: Report) -> None:
    steps: tuple[Callable[[], object], ...] = (
        _make_keys, _prepare_database, compile_translations, _migrate, _sync_roles, _collect_static,
    )  # fmt: skip
    for number, step in enumerate(steps):
        report("preparing", number, len(steps))
        step()
    report("preparing", len(steps), len(steps))


def is_prepared(config: Config) -> bool:
    """Whether this very code has been prepared for this very database; asked without loading Django,
    so that a start which has nothing to do is quick."""
    try:
        return _note(config).read_text() == _state(config)
    except FileNotFoundError:
        return False


def note_prepared(config: Config) -> None:
    _note(config).write_text(_state(config))


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


def _note(config: Config) -> Path:
    return config.home / "prepared"


def _state(config: Config) -> str:
    """A name for the code, the packages it stands on and the database, all as they are now."""
    digest = hashlib.sha256()
    for line in sorted((*_code(), *_packages(), _database(config), str(config.demonstration))):
        digest.update(line.encode())
    return digest.hexdigest()


def _code() -> Iterator[str]:
    for path in (*PACKAGE.rglob("*"), ROOT / "package-lock.json"):
        if path.is_file() and path.suffix not in MADE_BY_US:
            facts = path.stat()
            yield f"{path} {facts.st_size} {facts.st_mtime_ns}"


def _packages() -> Iterator[str]:
    for folder in site.getsitepackages():
        yield from (each.name for each in Path(folder).glob("*.dist-info"))


def _database(config: Config) -> str:
    with psycopg.connect(database.dsn(config, roles.APP)) as app:
        row = app.execute(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).fetchone()
        return f"{app.info.host} {app.info.port} {row}"
