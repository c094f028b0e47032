"""Makes the skeleton of a new domain: a small working one, to be rewritten into what it shall be."""

from pathlib import Path
from string import Template

PATTERNS = Path(__file__).parent
SUFFIX = ".txt"  # a pattern isn't a module, and no tool takes it for one
PLACES = {"contract.py": "contracts/{name}.py"}  # everything else goes into the domain's folder


class NameTaken(Exception):
    """There is an app of this name already."""


def write_domain(package: Path, name: str, title: str) -> list[Path]:
    """Write the domain `name` below `package` (the folder linli); gives the files, in order.

    Raises NameTaken and writes nothing when any of its places is occupied.
    """
    words = {"name": name, "Name": name.title().replace("_", ""), "title": title}
    files = {
        package / _place(pattern, name): Template(pattern.read_text(encoding="utf-8")).substitute(
            words
        )
        for pattern in sorted(PATTERNS.rglob(f"*{SUFFIX}"))
    }
    if any(package.glob(f"*/{name}/apps.py")) or any(path.exists() for path in files):
        raise NameTaken
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)


def _place(pattern: Path, name: str) -> Path:
    relative = str(pattern.relative_to(PATTERNS)).removesuffix(SUFFIX)
    if relative in PLACES:
        return Path(PLACES[relative].format(name=name))
    inner = relative.replace("templates/", f"templates/{name}/")
    return Path("domains") / name / inner.removeprefix("domain/")
