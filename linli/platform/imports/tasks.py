"""The long parts of an import are done by a worker; nothing that was sent stays longer than a day."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.platform.imports import actions

FEW = RetryStrategy(max_attempts=4, exponential_wait=4)


@app.task(name="imports.check", retry=FEW)
def check(batch_id: str) -> None:
    actions.check(UUID(batch_id))


@app.task(name="imports.write", retry=FEW)
def write(batch_id: str) -> None:
    actions.write(UUID(batch_id))


@app.task(name="imports.take_back", retry=FEW)
def take_back(batch_id: str) -> None:
    actions.take_back(UUID(batch_id))


def sweep() -> None:
    actions.sweep()
