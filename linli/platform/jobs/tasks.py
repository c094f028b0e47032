"""The job that hands an event to one listener."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.platform.jobs import courier


@app.task(name="jobs.deliver", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def deliver(event_id: str, listener: str) -> None:
    courier.deliver_once(UUID(event_id), listener)
