"""The shape of ballots in JSON."""

from typing import Annotated

from ninja import Field, Schema
from pydantic import StringConstraints

from linli.domains.council.rules.life import Channel
from linli.domains.council.rules.owners import Choice

AT_ONCE = 500
Door = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class BallotIn(Schema):
    """One ballot on paper; an item that is left out is left blank."""

    label: Door = Field(examples=["3-2-501"])
    choices: dict[int, Choice] = Field(examples=[{"1": "yes", "2": "no"}])


class PileIn(Schema):
    """Ballots that were read together, before one witness."""

    channel: Channel = Channel.PAPER
    witness: Name
    ballots: list[BallotIn] = Field(min_length=1, max_length=AT_ONCE)


class TakenOut(Schema):
    """What became of one ballot: its receipt, or the code of the refusal and its words."""

    label: str
    receipt: str = ""
    code: str = ""
    detail: str = ""
