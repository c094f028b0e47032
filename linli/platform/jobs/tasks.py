"""The jobs of the house itself: handing an event to one listener, and keeping a schedule."""

from datetime import datetime
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.platform.jobs import courier, schedules
from linli.platform.jobs.rules import MOST_TRIES

# 4 s, 16 s, about a minute, 4 minutes … a day in all: long enough for a provider's bad night.
PATIENT = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=4)


@app.task(name=courier.DELIVER, retry=PATIENT)
def deliver(event_id: str, listener: str) -> None:
    courier.deliver_once(UUID(event_id), listener)


@app.task(name=schedules.KEEP, retry=PATIENT)
def keep(schedule: str, period: str) -> None:
    schedules.keep_once(schedule, datetime.fromisoformat(period))
