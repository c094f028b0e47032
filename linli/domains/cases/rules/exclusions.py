"""Whether a case is left out of the rates (剔除), as it stood at a moment. Plain Python."""

from dataclasses import dataclass
from datetime import datetime

from linli.domains.cases.rules.rulings import Verdict


@dataclass(frozen=True, slots=True)
class Decision:
    """A first verdict and the one on appeal, each with its time; None where there is none yet."""

    verdict: str
    at: datetime | None
    appeal_verdict: str = ""
    appeal_at: datetime | None = None


def stands(decision: Decision, at: datetime) -> bool:
    """Whether the case was left out at `at`: by the appeal's word once it was spoken, else the first."""
    if decision.appeal_at is not None and decision.appeal_at <= at:
        return decision.appeal_verdict == Verdict.GRANTED
    return decision.at is not None and decision.at <= at and decision.verdict == Verdict.GRANTED


def is_higher(level: int, first: int) -> bool:
    """Whether somebody who decides at an area of so many digits stands above the first decider."""
    return level < first
