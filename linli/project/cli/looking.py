"""doctor, audit: is everything as it should be?"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import typer

from linli.project.cli.console import AsJson, print_json, say
from linli.project.cli.opening import open_house

if TYPE_CHECKING:
    from linli.kernel.manifest import Check


audit = typer.Typer(no_args_is_help=True, help="The trail of what was done, and by whom.")


@dataclass(frozen=True)
class Finding:
    key: str
    title: str
    breaches: Sequence[str]
    repair: str

    @property
    def is_sound(self) -> bool:
        return not self.breaches


def doctor(as_json: AsJson = False) -> None:
    """Look at every invariant; each breach names its repair. Exit code 1 when there is any."""
    open_house(migrated=False)
    from linli.kernel.manifest import domains
    from linli.project.checks import CHECKS

    findings = [_look(check) for check in (*CHECKS, *domains.gather("checks"))]
    broken = [each for each in findings if not each.is_sound]
    if as_json:
        print_json({"ok": not broken, "checks": [vars(each) for each in findings]})
    else:
        for each in findings:
            _tell(each)
        say(f"{len(findings) - len(broken)} of {len(findings)} checks are sound.")
    raise typer.Exit(1 if broken else 0)


def _look(check: "Check") -> Finding:
    """What one check finds. A check that fails is a finding, too, and keeps no other from being made."""
    try:
        breaches = [str(each) for each in check.find()]
    except Exception as error:  # whatever a broken house may raise
        breaches = [f"could not be checked: {type(error).__name__}"]
    return Finding(check.key, str(check.title), breaches, str(check.repair) if breaches else "")


def _tell(finding: Finding) -> None:
    say(f"{'✓' if finding.is_sound else '✗'} {finding.title}")
    for breach in finding.breaches:
        say(f"    {breach}")
    if finding.breaches:
        say(f"    → {finding.repair}")


@audit.command()
def verify(as_json: AsJson = False) -> None:
    """Recompute the chain of seals over the trail, and compare it with the heads kept outside the
    database. Exit code 1 when anything was changed, taken out, put in or cut off."""
    open_house()
    from linli.platform.audit.verify import verify as recompute

    found = recompute()
    if as_json:
        print_json({"ok": found.is_whole, **asdict(found)})
    else:
        for problem in found.problems:
            say(f"✗ {problem}")
        say(
            f"{found.entries} entries under {found.seals} seals, {found.unsealed} not sealed yet,"
            f" {found.witnessed} heads outside the database: {'whole' if found.is_whole else 'broken'}."
        )
    raise typer.Exit(0 if found.is_whole else 1)


COMMANDS = (doctor,)
