"""Making a backup, and proving that it can be brought back."""

import os
import secrets
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from linli.kernel import clock
from linli.kernel.demonstration import Report
from linli.platform.database import roles
from linli.project import database
from linli.project.backups import contents, dumps
from linli.project.backups.contents import DUMP, FILES, KEYS, NOT_FILES, BackupProblem, Contents
from linli.project.config import Config
from linli.project.keys import SERVER_KEYS


def make(config: Config, folder: Path, report: Report) -> Contents:
    """Write a backup into `folder`, which must not exist yet; nothing is left where it fails.

    The database comes first and the files after it: a file is never changed, so every one that the
    dump speaks of is there.
    """
    if folder.exists():
        raise BackupProblem(f"{folder} is there already: name a new folder.")
    draft = folder.with_name(f"{folder.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True, mode=0o700)
    try:
        rows, server_version = dumps.dump(config, draft / DUMP, report)
        _copy(list(_worth_keeping(config)), draft, report)
        listed = Contents(
            made_at=clock.now().isoformat(timespec="seconds"),
            version=_version(),
            server_version=server_version,
            rows=rows,
            sums={
                str(path.relative_to(draft)): contents.sum_of(path)
                for path in contents.files_below(draft)
            },
        )
        listed.write(draft)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return listed


def prove(config: Config, folder: Path, report: Report) -> Contents:
    """Bring the backup back into a database made for this alone, and compare every table.

    Raises BackupProblem when a file has changed, or a table hasn't the rows it had.
    """
    listed = contents.check(folder, report)
    name = f"linli_proof_{secrets.token_hex(4)}"
    with database.connect(database.admin_dsn(config)) as admin:
        roles.create_database(admin, name)
        try:
            dumps.load(config, folder / DUMP, name, len(listed.rows), report)
            compare(config, name, listed, report)
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    return listed


def compare(config: Config, name: str, listed: Contents, report: Report) -> None:
    """Raise BackupProblem unless each table of the database `name` has the rows that were dumped."""
    with dumps.seeing_everything(config, name) as connection:
        found = dumps.count_rows(connection, report)
    for table, expected in listed.rows.items():
        if found.get(table) != expected:
            raise BackupProblem(
                f"Table {table} had {expected} rows and came back with {found.get(table)}."
            )


def retire(parent: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` backups in `parent`, by the time in their names."""
    found = sorted(each for each in parent.glob("linli-*") if (each / contents.LIST).exists())
    old = found[:-keep]
    for each in old:
        shutil.rmtree(each)
    return old


def _worth_keeping(config: Config) -> Iterator[tuple[Path, Path]]:
    """Each file that can't be made anew, and its place in the backup."""
    for folder in sorted(config.home.iterdir()):
        if folder.is_dir() and folder.name not in NOT_FILES:
            for path in contents.files_below(folder):
                yield path, Path(FILES) / path.relative_to(config.home)
    for path in contents.files_below(config.keys.folder):
        if path.name not in SERVER_KEYS:
            yield path, Path(KEYS) / path.name


def _copy(files: list[tuple[Path, Path]], draft: Path, report: Report) -> None:
    for number, (source, place) in enumerate(files):
        report("copying files and keys", number, len(files))
        target = draft / place
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            shutil.copyfile(source, target)
        except FileNotFoundError:
            continue  # swept away meanwhile: no row speaks of it any more
        os.chmod(target, 0o600)
    report("copying files and keys", len(files), len(files))


def _version() -> str:
    try:
        return version("linli")
    except PackageNotFoundError:
        return "checkout"
