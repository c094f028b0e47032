"""A wrong setting is named with its repair, before anything is started."""

import pytest

from linli.project import config
from linli.project.config import ConfigProblem


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Read the settings anew, with these variables and this linli.toml."""

    def _read(toml="", **variables):
        file = tmp_path / "linli.toml"
        file.write_text(toml, encoding="utf-8")
        monkeypatch.setenv("LINLI_CONFIG", str(file))
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return config.load.__wrapped__()

    return _read


@pytest.mark.parametrize(
    ("toml", "variables", "words"),
    [
        ("", {"LINLI_PORT": "eighty"}, r"LINLI_PORT \(port the web server listens on\) is wrong"),
        ("", {"LINLI_PROT": "8000"}, r"LINLI_PROT .* did you mean LINLI_PORT\?"),
        ("port = 70000", {}, r"port in .*linli.toml .* less than or equal to 65535"),
        ("prot = 8000", {}, r"prot \(.*linli.toml\) is no setting of linli: did you mean port\?"),
        ("port = ", {}, r"linli.toml isn't TOML .*: mend that line"),
        ("", {"LINLI_TIME_ZONE": "Beijing"}, r"not a time zone; write one like Asia/Shanghai"),
        ("", {"LINLI_DATABASE_URL": "nonsense here"}, r"write one like postgresql://"),
        ("", {"LINLI_SITE_URL": "linli.example"}, r"LINLI_SITE_URL"),
        ("", {"LINLI_POSTGRES": "mysql"}, r"'embedded' or 'system'"),
        ("", {"LINLI_HOME": '/srv/"quoted"'}, r"without any of the signs"),
        ("", {"LINLI_RETIRED_FIELD_KEYS": "fields-2020"}, r"isn't in .*/keys; bring it back"),
        ("", {"LINLI_CONFIG": "/nowhere/linli.toml"}, r"LINLI_CONFIG names .* which isn't there"),
    ],
)
def test_a_wrong_setting_is_named_with_its_repair(read, toml, variables, words):
    with pytest.raises(ConfigProblem, match=words):
        read(toml, **variables)


def test_every_wrong_setting_is_named_at_once(read):
    with pytest.raises(ConfigProblem) as problem:
        read(LINLI_PORT="x", LINLI_TIME_ZONE="y")
    assert len(str(problem.value).splitlines()) == 2


def test_the_value_of_a_wrong_setting_is_not_repeated(read):
    with pytest.raises(ConfigProblem) as problem:
        read(LINLI_DATABASE_URL="admin topsecret")
    assert "topsecret" not in str(problem.value)


def test_the_environment_comes_before_the_file(read):
    assert read('site_name = "file"', LINLI_SITE_NAME="environment").site_name == "environment"
    assert read('site_name = "file"').site_name == "environment"


def test_names_of_hosts_are_written_with_commas_or_blanks(read):
    assert read(LINLI_ALLOWED_HOSTS="a.example, b.example").allowed_hosts == (
        "a.example",
        "b.example",
    )
    assert read('allowed_hosts = ["c.example"]', LINLI_ALLOWED_HOSTS="").allowed_hosts == (
        "c.example",
    )


def test_an_empty_variable_counts_as_none(read):
    assert read("port = 8123", LINLI_PORT="").port == 8123


def test_keys_are_made_once_and_kept_from_others(read, tmp_path):
    settings = read(LINLI_HOME=str(tmp_path / "home"))
    first = settings.keys.get("fields")
    assert settings.keys.get("fields") == first != settings.keys.get("index")
    assert (tmp_path / "home" / "keys").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "home" / "keys" / "fields").stat().st_mode & 0o777 == 0o600
