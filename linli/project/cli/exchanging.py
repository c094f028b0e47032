"""import, export: tables in and lists out, through what the domains declare."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from linli.project.cli.console import AsJson, Report, print_json, progress, say
from linli.project.cli.opening import open_house

if TYPE_CHECKING:
    from linli.platform.imports.actions import Brought

MOST_TOLD = 20  # findings on the terminal; all of them are in the report
BY = "command line"  # the name in the trail
Area = Annotated[str, typer.Option(help="Code of the division; empty is everywhere.")]


class Phases:
    """Turns the counts of an import, which begin anew when checking is over, into two bars."""

    def __init__(self, report: Report, total: int) -> None:
        self._report, self._total = report, total
        self._names, self._last = ["checking rows", "writing rows"], 0

    def __call__(self, rows: int) -> None:
        if rows < self._last and len(self._names) > 1:
            self._names.pop(0)
        self._last = rows
        self._report(self._names[0], rows, max(rows, self._total))


def import_(
    what: Annotated[str, typer.Argument(help="Such as residents; without it, all are named.")] = "",
    file: Annotated[Path | None, typer.Argument(help="Excel, OpenDocument or CSV.")] = None,
    area: Area = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check, and write nothing.")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="Write the good rows anyway.")] = False,
    mapping: Annotated[
        list[str] | None, typer.Option(help="column=C or column='Title', where it isn't found.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Write the table back here, what is wrong in red.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Bring a table in; running it again makes no doubles. Exit code 1 when any row is wrong."""
    open_house()
    from linli.platform.access.actor import machine
    from linli.platform.imports import actions, errors, queries, source
    from linli.platform.imports.rules import Mode

    if not what or file is None:
        return _name(queries.importers())
    table = source.read(file)
    chosen = {key: _index(table.rows, word) for key, word in pairs(mapping or [])}
    mode = Mode.GOOD_ROWS if partial else Mode.WHOLE
    with progress() as bar:
        tick = Phases(bar, len(table.rows))
        asked: dict[str, Any] = {"area": area, "mode": mode, "tick": tick}
        try:
            brought = actions.run(machine(BY), what, file, chosen, dry_run, **asked)
            written = not dry_run
        except errors.RowsWrong:
            brought, written = actions.run(machine(BY), what, file, chosen, True, **asked), False
    if report is not None:
        _write_report(brought, file, report)
    _tell(brought, written=written, as_json=as_json)
    raise typer.Exit(1 if brought.found.wrong_rows else 0)


def export(
    what: Annotated[str, typer.Argument(help="Such as cases; without it, all are named.")] = "",
    file: Annotated[Path | None, typer.Argument(help="A new .xlsx or .csv.")] = None,
    area: Area = "",
    only: Annotated[list[str] | None, typer.Option(help="filter=value, as on the page.")] = None,
    reason: Annotated[str, typer.Option(help="What it is for; it's kept in the trail.")] = "",
    as_json: AsJson = False,
) -> None:
    """Take a list out, as people on the pages see it: same columns, same filters, signed."""
    open_house()
    from linli.platform.access.actor import machine
    from linli.platform.database import scope
    from linli.platform.exports import actions, queries
    from linli.platform.exports.rules import Form

    if not what or file is None:
        return _name(queries.exporters())
    forms = {f".{form}": form for form in Form}
    if file.suffix not in forms or file.exists():
        raise typer.BadParameter(
            f"name a new file that ends in {' or '.join(forms)}", param_hint="FILE"
        )
    filters, form = dict(pairs(only or [])), forms[file.suffix]
    with scope.limited_to((area,)), progress() as bar:
        rows = actions.write_to(
            machine(BY), what, file, form=form, filters=filters, reason=reason,
            tick=lambda count: bar("writing rows", count, count),
        )  # fmt: skip
    if as_json:
        print_json({"file": file, "rows": rows})
    say(f"{rows} rows are in {file}.")
    return None


def pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """`key=value` each; BadParameter for one without =."""
    found = [word.partition("=") for word in words]
    for key, sign, _value in found:
        if not (key and sign):
            raise typer.BadParameter(f"{key!r} isn't of the form name=value")
    return [(key, value) for key, _sign, value in found]


def _index(rows: Sequence[Sequence[object]], word: str) -> int:
    """The place of a column, from 0, by its letter as in Excel or by its title."""
    for row in rows[:10]:
        titles = [str(cell).strip() for cell in row]
        if word in titles:
            return titles.index(word)
    if not (word.isascii() and word.isalpha() and len(word) <= 2):
        raise typer.BadParameter(f"the file has no column {word!r}", param_hint="--mapping")
    number = 0
    for letter in word.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _name(known: Mapping[str, Any]) -> None:
    for key, declared in sorted(known.items()):
        say(f"{key}: {declared.title}")


def _write_report(brought: "Brought", file: Path, report: Path) -> None:
    from linli.platform.imports import queries, source
    from linli.platform.imports.report_book import Report as ReportBook

    batch = brought.batch
    table, importer = source.read(file, batch.sheet), queries.importer(batch.importer)
    ReportBook(importer, table, batch.head, batch.mapping, brought.found.findings).write(report)
    say(f"The table with its errors in red is in {report}.")


def _tell(brought: "Brought", *, written: bool, as_json: bool) -> None:
    batch, found = brought.batch, brought.found
    if as_json:
        findings = [
            {"row": each.row, "column": each.column, "rule": each.rule, "repair": each.repair}
            for each in found.findings
        ]
        facts = {"rows": found.total, "wrong": batch.wrong, "written": written}
        print_json({**facts, "created": batch.created if written else 0, "findings": findings})
        return
    for each in found.findings[:MOST_TOLD]:
        say(f"  row {each.row} {each.column}: {each.rule} {each.repair}")
    if len(found.findings) > MOST_TOLD:
        say(f"  … and {len(found.findings) - MOST_TOLD} more; --report FILE writes all of them.")
    deed = "written" if written else "would be written"
    say(f"{found.total - batch.wrong} of {found.total} rows {deed}; {batch.wrong} are wrong.")


COMMANDS = (export,)
