"""The architecture as it can be read off the source: who writes, who permits, who asks the time."""

import ast
import re

import pytest

from tests.reviewed import CROSSINGS, TIMEKEEPERS, UNPERMITTED, UNRECORDED, WRITERS
from tests.source import LINLI, ROOT, Function, Module, modules, name_of, product_files

BY_KEYWORDS = {"create", "update"}  # dicts and hashes have an update too, fed by position
ALONE = {"save", "delete"}  # files are saved and deleted with a name
WHOLE_ROWS = {"insert", "insert_many", "update"}  # of platform.database.rows
ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
SQL_WRITE = re.compile(r"\b(INSERT INTO|UPDATE \w+ (AS \w+ )?SET|DELETE FROM|TRUNCATE)\b")
FLOORS = ("linli.domains.", "linli.core.", "linli.platform.")


def writes(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="rows"), attr=name)) if (
            name in WHOLE_ROWS
        ):
            return True
        case ast.Call(func=ast.Attribute(attr=name), args=args, keywords=keywords):
            by_keywords = name in BY_KEYWORDS and not args and keywords
            alone = name in ALONE and not args
            return bool(by_keywords or alone or name in ALWAYS)
        case ast.Constant(value=str(text)):
            return bool(SQL_WRITE.search(text))
    return False


def strays() -> list[str]:
    return [
        f"{module.name}:{node.lineno}"
        for module in modules()
        if module.name.startswith(FLOORS) and module.room != "actions"
        for node in ast.walk(module.tree)
        if writes(node) and module.name not in WRITERS
    ]


def test_only_actions_write():
    assert not strays(), "Move these writes into an action, or review them in tests/reviewed.py."


def test_a_reviewed_writer_still_writes():
    writing = {each.name for each in modules() if any(map(writes, ast.walk(each.tree)))}
    assert not set(WRITERS) - writing, "Take these out of tests/reviewed.py."


def actions_of_each_app() -> dict[str, list[Module]]:
    apps: dict[str, list[Module]] = {}
    for module in modules():
        if module.room == "actions":
            apps.setdefault(module.app, []).append(module)
    return apps


def reached(function: Function, neighbours: dict[str, Function]) -> set[str]:
    """What `function` calls, through the functions of its own app's actions too."""
    seen, names, waiting = set[str](), set[str](), [function]
    while waiting:
        for node in ast.walk(waiting.pop()):
            if not isinstance(node, ast.Call):
                continue
            names.add(called := name_of(node))
            last = called.rpartition(".")[2]
            if last in neighbours and last not in seen:
                seen.add(last)
                waiting.append(neighbours[last])
    return names


def deeds() -> "list[tuple[str, set[str]]]":
    """Every public function in an app's actions that takes an actor, with what it reaches."""
    found = []
    for app, files in actions_of_each_app().items():
        functions = [
            node for each in files for node in each.tree.body if isinstance(node, Function)
        ]
        neighbours = {each.name: each for each in functions}
        for function in functions:
            taken = {each.arg for each in (*function.args.args, *function.args.kwonlyargs)}
            if "actor" in taken and not function.name.startswith("_"):
                found.append((f"{app}:{function.name}", reached(function, neighbours)))
    return found


def test_every_deed_of_a_person_is_permitted():
    free = [
        deed
        for deed, calls in deeds()
        if not any(each.startswith("policy.require") for each in calls)
    ]
    assert sorted(free) == sorted(UNPERMITTED)


def test_every_deed_of_a_person_is_recorded():
    silent = [
        deed for deed, calls in deeds() if not any(each.startswith("trail.") for each in calls)
    ]
    assert sorted(silent) == sorted(UNRECORDED)


def test_borders_are_crossed_only_where_it_was_reviewed():
    crossings = {
        f"{module.name}:{owner}"
        for module in modules()
        for owner, call in module.calls()
        if name_of(call) in {"scope.system", "system"} and module.name.startswith("linli.")
    }
    assert sorted(crossings) == sorted(CROSSINGS)


def test_the_rules_of_a_domain_borrow_nothing_of_django_but_gettext():
    borrowed = {
        f"{module.name}: {each}"
        for module in modules()
        if module.name.startswith("linli.domains.") and module.room in {"rules", "errors"}
        for each in module.imports()
        if each.split(".")[0] in {"django", "ninja"} and each != "django.utils.translation"
    }
    assert not borrowed


ASKS_THE_TIME = re.compile(
    r"(datetime\.(now|utcnow|today)|date\.today|timezone\.now"
    r"|time\.(time|time_ns|localtime|gmtime|strftime))$"
)
ASKS_BARE = re.compile(r"(timezone\.)?local(time|date)$")  # with an argument they convert it


def test_nothing_but_the_clock_asks_the_time():
    asking = {
        module.name
        for module in modules()
        for _owner, call in module.calls()
        if ASKS_THE_TIME.search(name_of(call))
        or (ASKS_BARE.search(name_of(call)) and not call.args)
    }
    assert asking - {"linli.kernel.clock"} == set(TIMEKEEPERS)


def test_a_function_fits_in_the_eye():
    long = [
        f"{module.name}:{function.name} has {length} lines"
        for module in modules()
        for function in module.functions()
        if (length := (function.end_lineno or 0) - function.lineno + 1) > 40
    ]
    assert not long


@pytest.mark.parametrize("suffix", [".py", ".css", ".js", ".html"])
def test_a_file_has_at_most_400_lines(suffix):
    long = {
        str(path.relative_to(ROOT)): lines
        for path in product_files(suffix)
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 400
    }
    assert not long


NOBODY_KNOWS_WHAT = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}


def test_every_module_says_what_it_is_about():
    named = {path.stem for path in LINLI.rglob("*.py")} | {
        path.name for path in LINLI.rglob("*") if path.is_dir()
    }
    assert not named & NOBODY_KNOWS_WHAT


REGISTRY = re.compile(r'"resolved"|//[\w.-]*(registry|pypi|pythonhosted|npmjs|npmmirror|/simple)')


def test_lock_files_name_packages_and_no_place_to_fetch_them():
    locks = [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]
    for lock in filter(lambda path: path.exists(), locks):
        found = REGISTRY.search(lock.read_text(encoding="utf-8"))
        assert not found, f"{lock.name}: {found}"
