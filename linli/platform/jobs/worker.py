"""The process that does the jobs: `linli worker`."""

import asyncio
import logging
import os
import threading
import time
from typing import Any

from django.db import connection
from procrastinate import exceptions
from procrastinate.contrib.django import app

from linli.kernel import clock
from linli.kernel.manifest import domains
from linli.platform.jobs import rounds
from linli.platform.jobs.models import Failure
from linli.platform.jobs.rules import LONGEST, MOST_TRIES, reason_of

logger = logging.getLogger(__name__)
HUNG = 75  # exit code EX_TEMPFAIL: whoever supervises us starts us again
GRACE = 20.0  # seconds that running jobs get when the worker is told to stop
RETURN = 2.0  # seconds before we look whether the database is back

_running: dict[int, float] = {}  # job id: when it began, on this process's monotonic clock


def run(concurrency: int = 4) -> None:
    """Do jobs, `concurrency` at a time, with every round, until SIGTERM or SIGINT.

    Survives a restart of the database. A job that hangs ends the whole process with code 75, since
    a thread can't be ended; what it had begun is rolled back, and the reaper brings all of it back.
    """
    _widen_pool(concurrency)
    threading.Thread(target=_watch, name="watch", daemon=True).start()
    with rounds.going():
        while True:
            try:
                return _work(concurrency)
            except exceptions.ConnectorException:
                logger.exception("The database is away; the worker waits for it.")
                time.sleep(RETURN)


def _widen_pool(concurrency: int) -> None:
    """A connection for each job and each round, since none may wait for another's."""
    pool = connection.settings_dict["OPTIONS"].get("pool")
    if pool:
        pool["max_size"] = concurrency + len(list(domains.gather("rounds"))) + 1


def _work(concurrency: int) -> None:
    """One life of procrastinate's worker; returns when told to stop.

    The worker has connections of its own, while the tasks keep the app that uses Django's: a job
    deferred inside a job commits with that job's work. (`replace_connector` would change both.)
    """
    own = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    around = list(own.worker_defaults.get("task_middleware") or [])
    own.run_worker(
        name="linli",
        concurrency=concurrency,
        delete_jobs="successful",
        shutdown_graceful_timeout=GRACE,
        stalled_worker_timeout=60,  # the reaper is quicker; this only sweeps the rows away
        task_middleware=[*around, _told],
    )


def _told(call_next: Any, context: Any, worker: Any) -> Any:
    """Note which job is running, and why one failed: procrastinate itself keeps no reason."""
    job = context.job
    _running[job.id] = time.monotonic()
    try:
        return call_next()
    except Exception as error:
        note_failure(job.id, job.attempts + 1, reason_of(error))
        raise
    finally:
        _running.pop(job.id, None)


def note_failure(job_id: int, attempt: int, reason: str) -> None:
    """Keep the reason where the page of failed jobs finds it; the log has the rest."""
    try:
        Failure.objects.create(job_id=job_id, attempt=attempt, at=clock.now(), reason=reason)
    except Exception:
        logger.exception("The reason of job %s could not be stored.", job_id)


def _watch() -> None:
    """End this process when a job hangs, so that the others of this worker don't starve."""
    while True:
        time.sleep(5)
        limit = time.monotonic() - LONGEST.total_seconds()
        hung = [job_id for job_id, began in dict(_running).items() if began < limit]
        if hung:
            logger.error("Jobs %s hang; the worker ends and is to be started again.", hung)
            for job_id in hung:
                note_failure(job_id, MOST_TRIES, f"> {LONGEST}")
            connection.close()
            os._exit(HUNG)


def drain(concurrency: int = 1) -> None:
    """Do what is queued now and return: for tests and for a database that is about to be left."""
    own = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    around = list(own.worker_defaults.get("task_middleware") or [])

    async def until_empty() -> None:
        async with own.open_async():
            await own.run_worker_async(
                wait=False, concurrency=concurrency, listen_notify=False,
                delete_jobs="successful", install_signal_handlers=False,
                task_middleware=[*around, _told],
            )  # fmt: skip

    asyncio.run(until_empty())
