"""The worker is killed between a deed's commit and the notice of it: there is one notice, and one call.

What that means at the edge of a channel: the outbox says each thing once. A call that was broken off
may have arrived, and nobody on our side can know. A webhook is called again with the same `Linli-Id`,
by which the receiver knows it; e-mail and text wait as `unknown` for a person to decide.
"""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.drills.conftest import opened
from tests.runtime.conftest import until

pytestmark = pytest.mark.drill

LISTEN = """
from linli.kernel import clock
from linli.platform.notices.models import Outlet
Outlet.objects.create(
    name="值班屏", channel="webhook", address="http://127.0.0.1:{port}/heard", area="{area}",
    secret="0123456789abcdef", topics=["cases.reported"], next_at=clock.now(),
)
"""
TWO_MINUTES_PASS = """
from datetime import timedelta
from linli.kernel import clock
from linli.platform.notices.models import Message
Message.objects.filter(state="sending").update(claimed_at=clock.now() - timedelta(minutes=3))
"""
SAID = """
SELECT notice.words, message.channel, message.state, message.tries, message.id::text
FROM notices_notice AS notice JOIN notices_message AS message ON message.notice_id = notice.id
WHERE notice.words LIKE '%{number}%' AND message.channel = 'webhook'
"""
NOTICES = "SELECT count(*) FROM notices_notice WHERE words LIKE '%{number}%'"
BELLS = """
SELECT count(*), count(DISTINCT account_id) FROM notices_message AS message
JOIN notices_notice AS notice ON notice.id = message.notice_id
WHERE notice.words LIKE '%{number}%' AND message.channel = 'app'
"""
DEEDS = """
SELECT count(*) FROM audit_entry JOIN cases_case ON cases_case.id::text = subject_id
WHERE number = '{number}' AND deed = 'cases.tell'
"""
MOMENTS = (0.0, 0.3)  # seconds from the acknowledgement to the kill


class Screen:
    """The community's duty screen, which hears of new cases and keeps what it heard, by id."""

    def __init__(self) -> None:
        self.calls: list[dict[str, str]] = []
        self.answers = threading.Event()
        self.answers.set()
        self.port = 0

    def ids_heard(self, number: str) -> Counter[str]:
        return Counter(each["id"] for each in self.calls if number in each["words"])


@contextmanager
def listening() -> Iterator[Screen]:
    screen = Screen()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            screen.calls.append(json.loads(body))
            assert self.headers["Linli-Id"] == screen.calls[-1]["id"]
            screen.answers.wait(timeout=60)
            try:
                self.send_response(204)
                self.end_headers()
            except OSError:
                pass  # nobody waits for the answer any more

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    screen.port = server.server_port
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
    try:
        yield screen
    finally:
        screen.answers.set()
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def duty(prepared):
    """A house open with a duty screen that listens to it."""
    with (
        listening() as screen,
        opened(prepared, LINLI_CALLS_ALLOWED_TO=f"127.0.0.1:{screen.port}") as site,
    ):
        site.shell(LISTEN.format(port=screen.port, area=site.community))
        yield site, screen


def told_once(site, number):
    """Wait until it is told; one row in the outbox, one for each bell, one deed in the trail."""
    until(lambda: [each[2] for each in site.select(SAID.format(number=number))] == ["sent"], "told")
    (bells, people), *_rest = site.select(BELLS.format(number=number))
    assert bells == people > 0
    assert site.select(NOTICES.format(number=number)) == [[1]]
    assert site.select(DEEDS.format(number=number)) == [[1]]


def test_killed_after_the_commit_and_before_it_tells_it_tells_once(duty):
    site, screen = duty
    site.hold("worker")
    number = site.insist("井盖松动", once="before")["number"]
    assert site.select(NOTICES.format(number=number)) == [[0]]
    site.kill("worker")
    told_once(site, number)
    assert list(screen.ids_heard(number).values()) == [1]


def test_killed_while_it_tells_it_tells_again_under_the_same_id(duty):
    site, screen = duty
    screen.answers.clear()
    number = site.insist("路面塌陷", once="while")["number"]
    until(lambda: screen.ids_heard(number), "the screen is called")
    site.kill("worker")
    screen.answers.set()
    assert [each[2] for each in site.select(SAID.format(number=number))] == ["sending"]
    site.shell(TWO_MINUTES_PASS)
    told_once(site, number)
    ((_words, _channel, _state, tries, message),) = site.select(SAID.format(number=number))
    assert (tries, screen.ids_heard(number)) == (2, Counter({message: 2}))


@pytest.mark.parametrize("seconds", MOMENTS)
def test_whenever_it_is_killed_whoever_knows_ids_hears_of_it_once(duty, seconds):
    site, screen = duty
    number = site.insist("楼道灯不亮", once=f"moment-{seconds}")["number"]
    threading.Event().wait(seconds)
    site.kill("worker")
    site.shell(TWO_MINUTES_PASS)
    told_once(site, number)
    ((*_message, tries, message),) = site.select(SAID.format(number=number))
    heard = screen.ids_heard(number)
    assert set(heard) == {message}
    assert heard[message] <= tries
