"""What the meetings domain remembers. Fields, constraints and one-row facts; no workflow."""

from linli.domains.meetings.models.meetings import (
    VOTES,
    Attendance,
    Body,
    Duty,
    Item,
    Majority,
    Meeting,
    Seat,
)
from linli.domains.meetings.models.pledges import Delivery, Pledge
from linli.domains.meetings.models.posts import Post, Tenure

__all__ = [
    "VOTES",
    "Attendance",
    "Body",
    "Delivery",
    "Duty",
    "Item",
    "Majority",
    "Meeting",
    "Pledge",
    "Post",
    "Seat",
    "Tenure",
]
