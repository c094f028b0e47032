"""What a system administrator meets at the terminal."""

import json

import pytest
from typer.testing import CliRunner

from linli.platform.database.problem import DatabaseProblem
from linli.project import database
from linli.project.cli.app import app
from linli.project.config import Config


def test_a_wrong_setting_ends_a_command_with_one_line_and_code_two(prepared):
    outcome = prepared.linli("doctor", LINLI_PORT="eighty")
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("LINLI_PORT")
    assert len(outcome.stderr.splitlines()) == 1


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path):
    url = "postgresql://admin:topsecret@127.0.0.1:1/postgres"
    with pytest.raises(DatabaseProblem) as problem:
        database.prepare(Config(home=tmp_path, database_url=url))
    assert "127.0.0.1:1" in str(problem.value)
    assert "LINLI_DATABASE_URL" in str(problem.value)
    assert "topsecret" not in str(problem.value)


def test_doctor_finds_what_is_broken_and_names_the_repair(house):
    assert house.linli("init").returncode == 0
    (house.home / "keys" / "index").chmod(0o644)
    outcome = house.linli("doctor", "--json")
    assert outcome.returncode == 1
    findings = {each["key"]: each for each in json.loads(outcome.stdout)["checks"]}
    assert findings["project.keys"]["breaches"] == [str(house.home / "keys" / "index")]
    assert "chmod" in findings["project.keys"]["repair"]
    assert [key for key in findings if "could not be checked" in str(findings[key])] == []
    for sound in ("role", "tables", "trail", "migrations", "durability", "clock", "pages"):
        assert findings[f"project.{sound}"]["breaches"] == []


def test_staff_are_entered_listed_and_never_twice(prepared):
    outcome = prepared.linli("user", "list", "--json")
    assert [each["username"] for each in json.loads(outcome.stdout)] == ["anna", "bert"]
    taken = prepared.linli("user", "add", "anna", "Anna")
    assert taken.returncode == 1
    assert "anna" in taken.stderr
    assert "Traceback" not in taken.stderr


def test_init_takes_its_answers_as_options_and_leaves_what_is_there(house):
    answers = ("--site-name", "梧桐里", "--security-admin", "carla:Carla")
    first = house.linli("init", *answers)
    assert first.returncode == 0, first.stderr
    assert "/set-up/" in first.stdout
    file = house.home.parent / "linli.toml"
    assert file.read_text(encoding="utf-8") == 'site_name = "梧桐里"\n'
    again = house.linli("init", *answers)
    assert (again.returncode, again.stdout) == (0, "")


def test_an_administrator_is_appointed_once_and_never_granted_here(house):
    first = house.linli("user", "first", "security_admin", "carla", "Carla")
    assert "/set-up/" in first.stdout
    again = house.linli("user", "first", "security_admin", "dora", "Dora")
    assert again.stdout == ""
    assert house.linli("user", "grant", "anna", "audit_admin").returncode == 1


@pytest.mark.parametrize(
    "command", sorted(each.name or each.callback.__name__ for each in app.registered_commands)
)
def test_every_command_explains_itself(command):
    outcome = CliRunner().invoke(app, [command.replace("_", "-"), "--help"])
    assert outcome.exit_code == 0
    assert "--help" in outcome.stdout
