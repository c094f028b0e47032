"""The architecture as the running house shows it: manifests, tables, keys, addresses."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

import linli.core
import linli.domains
import linli.platform
from linli.kernel.manifest import domains
from linli.platform.access.roles import TITLES
from linli.platform.database.protection import unprotected_tables
from tests.reviewed import OF_THE_MACHINE
from tests.urls import addresses

FLOOR_OF = {"platform": 0, "core": 1, "domains": 2}


def test_every_app_on_disk_is_open():
    on_disk = {
        folder.name
        for floor in (linli.platform, linli.core, linli.domains)
        for folder in Path(floor.__path__[0]).iterdir()
        if (folder / "manifest.py").exists()
    }
    assert on_disk == {domain.key for domain in domains}


def test_every_nav_entry_leads_somewhere_and_needs_a_known_permission():
    known = {each.key for each in domains.gather("permissions")}
    for entry in domains.gather("nav"):
        assert reverse(entry.url_name)
        assert entry.permissions(), f"{entry.url_name} is shown to nobody"
        assert known.issuperset(entry.permissions()), f"{entry.url_name} needs {entry.needs}"


def test_every_permission_that_a_role_is_given_exists_and_so_does_the_role():
    known = {each.key for each in domains.gather("permissions")}
    for domain in domains:
        for role, permissions in domain.roles.items():
            assert role in TITLES, f"{domain.key} knows a role {role}"
            assert not set(permissions) - known, f"{domain.key}: {role}"


def test_every_permission_is_given_to_some_role():
    given = {
        each for domain in domains for permissions in domain.roles.values() for each in permissions
    }
    assert not {each.key for each in domains.gather("permissions")} - given


def test_every_permission_asked_for_exists():
    known = {each.key for each in domains.gather("permissions")}
    keys = "|".join(domain.key for domain in domains)
    asked = re.compile(rf'policy\.require\w*\(\s*[\w.]+,\s*"((?:{keys})\.\w+)"')
    for file in Path(linli.__path__[0]).rglob("*.py"):
        for permission in asked.findall(file.read_text(encoding="utf-8")):
            assert permission in known | set(OF_THE_MACHINE), f"{file.name} asks for {permission}"


def test_every_deed_on_record_has_a_title_for_the_auditor():
    """By the code: the second argument of `trail.record(actor, "cases.take", …)`."""
    titled = {deed for domain in domains for deed in domain.deeds}
    on_record = re.compile(r'trail\.(?:record|record_many|entry)\(\s*[^,]+,\s*"([\w.]+)"')
    for file in Path(linli.__path__[0]).rglob("*.py"):
        if "tests" not in file.parts:
            untitled = {*on_record.findall(file.read_text(encoding="utf-8"))} - titled
            assert not untitled, f"{file}: name them in deeds.py"


def package_of(model):
    return model._meta.app_config.name


def test_foreign_keys_point_down_never_sideways():
    """Within a floor they may point to an app listed earlier; domains point at no other domain."""
    order = [config.name for config in apps.get_app_configs()]
    for model in apps.get_models():
        source = package_of(model)
        if not source.startswith("linli."):
            continue
        for field in model._meta.local_fields:
            target = field.remote_field and package_of(field.remote_field.model)
            if not target or target == source or not target.startswith("linli."):
                continue
            from_floor, to_floor = source.split(".")[1], target.split(".")[1]
            assert FLOOR_OF[from_floor] >= FLOOR_OF[to_floor], f"{source}: {field}"
            if from_floor == to_floor:
                assert from_floor != "domains", f"{field} points into another domain"
                assert order.index(target) < order.index(source), f"{field} points upward"


@pytest.mark.django_db
def test_every_table_of_a_community_is_protected():
    assert unprotected_tables(apps) == []


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_no_page_opens_to_an_anonymous_visitor_unless_its_manifest_says_so(method):
    visitor = Client(raise_request_exception=False)
    for address in addresses():
        answer = getattr(visitor, method)(address.sample)
        turned_away = answer.status_code in {401, 403, 404, 405} or (
            answer.status_code == 302 and "login" in answer["Location"]
        )
        assert turned_away or domains.opens_to_everybody(address.name), (
            f"{method} {address.route} {answer.status_code}"
        )


@pytest.mark.django_db
def test_whatever_a_manifest_calls_public_is_an_address():
    spaces = {f"{space}:" for each in addresses() for space in each.name.split(":")[:-1]}
    names = {each.name for each in addresses()} | spaces
    assert not set(domains.gather("public")) - names
