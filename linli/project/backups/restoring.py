"""Bringing a backup back into an empty house."""

import shutil
from pathlib import Path

from linli.kernel.demonstration import Report
from linli.platform.database import roles
from linli.project import database
from linli.project.backups import contents, dumps
from linli.project.backups.contents import DUMP, FILES, KEYS, BackupProblem, Contents
from linli.project.backups.making import compare
from linli.project.config import Config


def restore(config: Config, folder: Path, report: Report) -> Contents:
    """Put database, files and keys of a backup into place, and compare every table.

    Raises BackupProblem, having changed nothing, when the backup is damaged or when there is a
    database, a file or another key here already. Call it before Django is set up: it reads the keys.
    """
    listed = contents.check(folder, report)
    _refuse_strange_keys(config, folder)
    database.prepare(config)
    _refuse_full_database(config)
    _refuse_full_home(config, folder)
    _copy(folder / KEYS, config.keys.folder)
    dumps.load(config, folder / DUMP, config.database_name, len(listed.rows), report)
    compare(config, config.database_name, listed, report)
    _copy(folder / FILES, config.home)
    return listed


def _refuse_strange_keys(config: Config, folder: Path) -> None:
    for source in contents.files_below(folder / KEYS):
        ours = config.keys.folder / source.name
        if ours.exists() and ours.read_bytes() != source.read_bytes():
            raise BackupProblem(
                f"{ours} is another key than the backup's: restore into a new LINLI_HOME, or move"
                f" {config.keys.folder} away if nothing here needs it."
            )


def _refuse_full_database(config: Config) -> None:
    with database.connect(database.dsn(config, roles.OWNER)) as owner:
        if owner.execute(dumps.TABLES).fetchone():
            raise BackupProblem(
                f"The database {config.database_name} isn't empty, and a restore overwrites nothing:"
                " name a new one in LINLI_DATABASE_NAME, or a new LINLI_HOME."
            )


def _refuse_full_home(config: Config, folder: Path) -> None:
    for source in contents.files_below(folder / FILES):
        target = config.home / source.relative_to(folder / FILES)
        if target.exists():
            raise BackupProblem(f"{target} is there already: restore into a new LINLI_HOME.")


def _copy(source: Path, target: Path) -> None:
    for path in contents.files_below(source):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(path, place)
        place.chmod(0o600)
