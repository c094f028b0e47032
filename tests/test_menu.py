"""The menu of whoever may do much stays short: what belongs together is folded under one name."""

from itertools import groupby

import pytest
from django.http import HttpRequest

from linli.kernel.ids import new_id
from linli.kernel.manifest import domains
from linli.platform.access.actor import Actor, Holding, Kind
from linli.platform.ui.context import menu

COMMUNITY = "110101001001"
pytestmark = pytest.mark.django_db


def read(role, path):
    """The menu of `role` as it stands on the page at `path`."""
    held = frozenset(key for domain in domains for key in domain.roles.get(role, ()))
    request = HttpRequest()
    request.path = path
    request.actor = Actor(Kind.STAFF, role, new_id(), (Holding(role, held, COMMUNITY, None),))
    return menu(request)


def groups(entries):
    return [name for name, _lines in groupby(entries, key=lambda entry: entry["group"])]


def test_each_group_stands_once_and_what_has_no_name_comes_first():
    names = groups(read("secretary", "/"))
    assert names[0] == ""
    assert len(names) == len(set(names))
    assert names[-1] == "设置与管理"


def test_the_main_job_and_the_group_that_is_read_are_open_and_no_others():
    entries = read("secretary", "/meetings/duties/")
    open_ = {each["group"] for each in entries if each["open"] and each["group"]}
    (now,) = [each for each in entries if each["current"]]
    assert open_ == {"事件", now["group"]}
    assert now["href"] == "/meetings/duties/"


def test_whoever_may_do_little_sees_no_empty_group():
    entries = read("grid_worker", "/")
    assert all(each["title"] for each in entries)
    assert len(groups(entries)) < len(groups(read("secretary", "/")))
