"""A backup counts when it has been brought back."""

import json
import shutil

import pytest

from linli.project.backups import contents, making, restoring
from linli.project.backups.contents import BackupProblem, Contents
from linli.project.config import Config
from tests.runtime.conftest import new_house


def silent(words: str, done: int, of: int) -> None:
    """Report to nobody."""


@pytest.fixture
def folder(tmp_path):
    """A small backup: a dump, a file and a key."""
    made = tmp_path / "linli-20260101-000000"
    for name in ("database.dump", "files/photo", "keys/fields"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(name)
    names = [path.relative_to(made) for path in contents.files_below(made)]
    sums = {str(name): contents.sum_of(made / name) for name in names}
    listed = Contents(made_at="2026", version="1", server_version="180000", rows={}, sums=sums)
    listed.write(made)
    return made


def test_what_was_backed_up_comes_back_whole_in_another_house(house):
    (house.home / "files" / "ab").mkdir(parents=True)
    (house.home / "files" / "ab" / "photo").write_bytes(b"pixels")
    folder = house.home.parent / "backup"
    made = house.linli("backup", str(folder), "--json")
    assert made.returncode == 0, made.stderr
    assert house.linli("verify", str(folder)).returncode == 0

    other = new_house()
    outcome = other.linli("restore", str(folder))
    assert outcome.returncode == 0, outcome.stderr
    assert (other.home / "files" / "ab" / "photo").read_bytes() == b"pixels"
    assert (other.home / "keys" / "fields").read_text() == (
        house.home / "keys" / "fields"
    ).read_text()
    people = json.loads(other.linli("user", "list", "--json").stdout)
    assert [each["username"] for each in people] == ["anna", "bert"]
    again = other.linli("restore", str(folder))
    assert again.returncode == 1
    assert "isn't empty" in again.stderr
    shutil.rmtree(other.home.parent)


def test_an_unchanged_backup_passes(folder):
    assert set(contents.check(folder, silent).sums) == {
        "database.dump",
        "files/photo",
        "keys/fields",
    }


@pytest.mark.parametrize("name", ["database.dump", "files/photo", "keys/fields"])
def test_one_changed_byte_is_found(folder, name):
    text = (folder / name).read_text()
    (folder / name).write_text("X" + text[1:])
    with pytest.raises(BackupProblem, match="has changed since it was made"):
        contents.check(folder, silent)


@pytest.mark.parametrize("name", ["database.dump", "contents.json"])
def test_a_missing_file_is_found(folder, name):
    (folder / name).unlink()
    with pytest.raises(BackupProblem, match="is missing"):
        contents.check(folder, silent)


def test_a_backup_of_other_keys_overwrites_none(folder, tmp_path):
    settings = Config(home=tmp_path / "home")
    before = settings.keys.get("fields")
    with pytest.raises(BackupProblem, match="another key than the backup's"):
        restoring.restore(settings, folder, silent)
    assert settings.keys.get("fields") == before


def test_the_newest_backups_are_kept(folder):
    for day in ("02", "03", "04"):
        shutil.copytree(folder, folder.with_name(f"linli-202601{day}-000000"))
    making.retire(folder.parent, 2)
    assert [each.name[6:14] for each in sorted(folder.parent.glob("linli-*"))] == [
        "20260103",
        "20260104",
    ]
