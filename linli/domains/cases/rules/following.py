"""When one result is owed to many: who is asked of it, and what their answers make of the case."""

from collections.abc import Iterable
from dataclasses import dataclass

from linli.domains.cases.rules import CALL_BACK_ATTEMPTS, Outcome

# What of a case's timeline is told to those who wait for it beside its reporter: the work alone,
# never what another resident said.
TOLD_TO_ALL = (
    "dispatch", "feedback", "decline", "accept", "pause", "resume", "finish", "report_result",
    "extend", "close", "whistle", "told",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """One of those who wait for a result, and what they said of it in this cycle.

    `solved` is None while they have said nothing; `tries` are the calls that reached nobody.
    """

    solved: bool | None
    tries: int
    is_awaited: bool

    @property
    def is_open(self) -> bool:
        """Whether they have still to be asked."""
        return self.is_awaited and self.solved is None and self.tries < CALL_BACK_ATTEMPTS


def outcome_of_voices(voices: Iterable[Voice]) -> Outcome | None:
    """What the answers of all who wait for one result make of it; None while any has to be asked.

    The fair rule: a result stands only when nobody who was reached denies it, so the first "not
    solved" sends the case back whatever the others said, and thirty-nine who are content can't
    outvote one who still has water in the kitchen. It is solved when somebody was reached and all
    who were say so; where nobody could be reached it is unreached, never solved. Whoever left no
    way to be called isn't waited for, but is heard if they answer in time.
    """
    heard = list(voices)
    if any(each.solved is False for each in heard):
        return Outcome.UNSOLVED
    if any(each.is_open for each in heard):
        return None
    return Outcome.SOLVED if any(each.solved for each in heard) else Outcome.UNREACHED


def outcome_for(voice: Voice) -> Outcome:
    """What a case that is closed counts as for one of those who waited for it."""
    if voice.solved is None:
        return Outcome.UNREACHED
    return Outcome.SOLVED if voice.solved else Outcome.UNSOLVED
