"""doctor, audit: is everything as it should be?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from linli.project.cli.console import AsJson, print_json, say
from linli.project.cli.opening import open_house

if TYPE_CHECKING:
    from linli.kernel.manifest import Check


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


COMMANDS = (doctor,)
