"""A new domain works before a line of it has been changed."""

import re
import shutil
import subprocess
import sys

import pytest

from linli.project.skeleton import NameTaken, write_domain
from tests.runtime.conftest import ROOT


@pytest.fixture
def checkout(tmp_path):
    """A copy of the code, in which a domain may be born."""
    shutil.copytree(
        ROOT / "linli", tmp_path / "linli", ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
    )
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_a_new_domain_passes_its_tests_and_every_check(checkout, house):
    write_domain(checkout / "linli", "lanterns", "灯会")
    settings = checkout / "linli" / "project" / "settings.py"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        re.sub(r"(DOMAINS: list\[str\] = \[)", r'\1"linli.domains.lanterns", ', text)
    )

    def run(*command: str) -> "subprocess.CompletedProcess[str]":
        environment = house.environment(PYTHONPATH=str(checkout))
        return subprocess.run(
            [sys.executable, "-m", *command], cwd=checkout, env=environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    domain = "linli/domains/lanterns"
    for command in (
        ("ruff", "check", domain, "linli/contracts/lanterns.py"),
        ("ruff", "format", "--check", domain, "linli/contracts/lanterns.py"),
        ("linli", "django-admin", "makemigrations", "--check", "--dry-run", "lanterns"),
        ("pytest", domain, "-p", "no:xdist"),
    ):
        outcome = run(*command)
        assert outcome.returncode == 0, f"{command}\n{outcome.stdout}\n{outcome.stderr}"


@pytest.mark.parametrize("name", ["cases", "accounts", "people"])
def test_a_name_that_is_taken_is_refused_and_nothing_written(checkout, name):
    before = sorted(checkout.rglob("*.py"))
    with pytest.raises(NameTaken):
        write_domain(checkout / "linli", name, "灯会")
    assert sorted(checkout.rglob("*.py")) == before
