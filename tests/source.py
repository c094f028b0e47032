"""linli's own source as the architecture tests read it: files, functions, calls."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LINLI = ROOT / "linli"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file. `name` is its dotted name."""

    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def is_test(self) -> bool:
        return "tests" in self.path.relative_to(ROOT).parts

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.path.parts

    @property
    def app(self) -> str:
        """The app it stands in: `linli.platform.files`."""
        return ".".join(self.name.split(".")[:3])

    @property
    def room(self) -> str:
        """Which kind of module it is within its app: `actions`, also for `actions.dispatch`."""
        return (self.name.split(".") + [""] * 4)[3]

    def imports(self) -> Iterator[str]:
        """Every module that it takes something from."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (each.name for each in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node.module or ""

    def functions(self) -> Iterator[Function]:
        yield from (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def calls(self) -> "Iterator[tuple[str, ast.Call]]":
        """Every call, with the name of the outermost function or class it stands in."""
        for top in self.tree.body:
            owner = getattr(top, "name", "")
            for node in ast.walk(top):
                if isinstance(node, ast.Call):
                    yield owner, node


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the product, without tests and migrations."""
    return tuple(each for each in all_modules() if not each.is_test and not each.is_migration)


@cache
def all_modules() -> tuple[Module, ...]:
    return tuple(
        Module(path, ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(LINLI.rglob("*.py"))
    )


@cache
def product_files(*suffixes: str) -> tuple[Path, ...]:
    """Files that people of linli wrote, by their endings; built and fetched ones are left out."""
    kept = ("linli", "tests", "docs", "bench")
    return tuple(
        sorted(
            path
            for folder in kept
            for suffix in suffixes
            for path in (ROOT / folder).rglob(f"*{suffix}")
            if "node_modules" not in path.parts and "migrations" not in path.parts
        )
    )


def name_of(call: ast.Call) -> str:
    """What is called, as written: `policy.require`."""
    return ast.unparse(call.func)
