"""Long lists are written by a worker; files are taken away after their day."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.platform.exports import actions


@app.task(name="exports.make", retry=RetryStrategy(max_attempts=4, exponential_wait=4))
def make(export_id: str) -> None:
    actions.make(UUID(export_id))


def sweep() -> None:
    actions.sweep()
