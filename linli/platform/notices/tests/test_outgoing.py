"""Calls to typed-in addresses reach the open internet and nothing of ours."""

import json
import socket
from datetime import timedelta

import pytest

from linli.kernel import clock
from linli.kernel.errors import DomainError
from linli.platform.notices import actions, dispatch, outgoing
from linli.platform.notices.models import Message, Outlet
from linli.platform.notices.recipients import Holders
from linli.platform.notices.reports import Forged, read, sign
from linli.platform.notices.rules import Channel, State
from linli.platform.notices.tests.stage import NOON
from linli.platform.notices.tests.trap import listening

INSIDE = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1",
    "017700000001", "0", "0.0.0.0", "127.255.255.254", "localhost", "LOCALHOST", "localhost.",
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[::127.0.0.1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]",
    "[2001:0:7f00:1::]", "[fe80::1]", "[fec0::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]",
    "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.1.1",
    "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.100.100.200", "100.127.255.255",
    "192.0.0.1", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.19.255.255", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "[::ffff:169.254.169.254]", "[::ffff:10.0.0.1]", "[2002:a9fe:a9fe::]", "[64:ff9b::a00:1]",
    "[2001:db8::1]", "①②⑦.⓪.⓪.①", "127。0。0。1",
]  # fmt: skip
NO_ADDRESS = [
    "", "hook", "//127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/",
    "dict://127.0.0.1:11211/", "javascript:alert(1)", "data:text/plain,x", "http://127.0.0.1/",
    "https://user:secret@127.0.0.1/", "https://93.184.215.14@127.0.0.1/",
    "https://127.0.0.1#@93.184.215.14/", "https://127.0.0.1\\@93.184.215.14/", "https:///",
    "https://", "https://[::1", "https://a b/", "https://127.0.0.1%00.example.org/",
    "https://93.184.215.14:22/", "https://93.184.215.14:8443/", "jar:https://127.0.0.1!/",
]  # fmt: skip


@pytest.fixture(scope="module")
def trap():
    with listening() as listener:
        yield listener
        assert listener.requests == []


@pytest.mark.parametrize("host", INSIDE)
def test_no_spelling_of_an_inside_address_is_called(trap, host):
    for url in (f"https://{host}/", f"https://{host}:{trap.port}/"):
        with pytest.raises(outgoing.NotCalled):
            outgoing.post(url, b"", {})


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_nothing_but_plain_https_is_called(trap, url):
    with pytest.raises(DomainError):
        outgoing.post(url, b"", {})


def answering(monkeypatch, *answers):
    """A name server that gives one answer after the other, and counts how often it was asked."""
    asked = []

    def resolve(host, *_rest, **_named):
        addresses = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 0)) for each in addresses]

    monkeypatch.setattr(outgoing.socket, "getaddrinfo", resolve)
    return asked


def test_a_name_that_answers_differently_the_second_time_is_asked_once(monkeypatch):
    asked = answering(monkeypatch, ["93.184.215.14"], ["127.0.0.1"])

    target = outgoing.check("https://rebinding.example/")

    assert str(target.url_by_address) == "https://93.184.215.14/"
    assert len(asked) == 1


def test_a_name_with_one_inside_address_among_others_is_refused(monkeypatch):
    answering(monkeypatch, ["93.184.215.14", "10.0.0.1"])

    with pytest.raises(outgoing.NotCalled):
        outgoing.check("https://mixed.example/")


@pytest.fixture
def inside(settings):
    """A program in the own network that the deployer has allowed."""
    with listening() as listener:
        settings.CALLS_ALLOWED_TO = (f"127.0.0.1:{listener.port}",)
        listener.url = f"http://127.0.0.1:{listener.port}/hook"
        yield listener


def test_what_the_deployer_allows_is_called(inside):
    answer = outgoing.post(inside.url, b"hello", {"X": "1"})

    assert (answer.status, answer.body) == (200, b"ok")
    path, headers, body = inside.requests[0]
    assert (path, headers["Host"], body) == ("/hook", f"127.0.0.1:{inside.port}", b"hello")


def test_a_redirect_is_not_followed(inside, trap):
    inside.answer = (302, {"Location": f"http://127.0.0.1:{trap.port}/"}, [])

    assert outgoing.post(inside.url, b"", {}).status == 302


def test_no_more_than_64_kilobytes_are_taken(inside):
    inside.answer = (200, {}, [b"x" * 1024] * 256)

    assert len(outgoing.post(inside.url, b"", {}).body) == 64 * 1024


def test_a_proxy_of_the_environment_is_not_used(inside, trap, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{trap.port}")
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{trap.port}")

    assert outgoing.post(inside.url, b"", {}).status == 200


def test_a_server_that_never_answers_is_left(inside, monkeypatch):
    monkeypatch.setattr(outgoing, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        monkeypatch.setattr(outgoing.settings, "CALLS_ALLOWED_TO", ("127.0.0.1",))
        with pytest.raises(outgoing.CameToNothing) as failure:
            outgoing.post(f"http://127.0.0.1:{port}/", b"", {})

    assert failure.value.sent


def test_nobody_at_home_means_nothing_was_sent(settings):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    settings.CALLS_ALLOWED_TO = ("127.0.0.1",)
    with pytest.raises(outgoing.CameToNothing) as failure:
        outgoing.post(f"http://127.0.0.1:{port}/", b"", {})

    assert not failure.value.sent


@pytest.fixture
def hook(inside, db):
    """A webhook that is to hear of one event."""
    with clock.stopped_at(NOON):
        outlet = Outlet.objects.create(
            name="程序", channel="webhook", address=inside.url, secret="s" * 16,
            area="110101001", topics=["t"], next_at=NOON,
        )  # fmt: skip
        actions.send(
            to=Holders("p", "110101001001"),
            topic="t",
            words="有新的派单",
            link="/c/1/",
            once_key="1",
        )
    return outlet


def call(moment=NOON):
    with clock.stopped_at(moment):
        dispatch.send_due(Channel.WEBHOOK)
    return Message.objects.get()


def test_a_webhook_is_signed_dated_and_numbered(hook, inside):
    message = call()

    _path, headers, body = inside.requests[0]
    assert headers["Linli-Signature"] == sign("s" * 16, str(int(NOON.timestamp())), body)
    assert headers["Linli-Id"] == json.loads(body)["id"] == str(message.pk)
    assert message.state == State.SENT


@pytest.mark.parametrize(
    ("status", "state"),
    [(204, State.SENT), (301, State.FAILED), (404, State.FAILED), (410, State.FAILED),
     (429, State.QUEUED), (500, State.QUEUED), (503, State.QUEUED)],
)  # fmt: skip
def test_each_answer_of_a_webhook_has_its_meaning(hook, inside, status, state):
    inside.answer = (status, {}, [])

    assert call().state == state


def test_a_webhook_that_asks_for_patience_gets_it(hook, inside):
    inside.answer = (429, {"Retry-After": "600"}, [])

    assert call().due_at == NOON + timedelta(minutes=10)


def test_a_repeated_call_carries_the_same_id(hook, inside):
    inside.answer = (500, {}, [])
    call()
    call(NOON + timedelta(hours=1))

    assert len({headers["Linli-Id"] for _path, headers, _body in inside.requests}) == 1
    assert len(inside.requests) == 2


BODY = json.dumps({"reports": [{"ref": "77", "arrived": True}]}).encode()
STAMP = str(int(NOON.timestamp()))


def signed(settings, body=BODY, stamp=STAMP):
    return {"Linli-Timestamp": stamp, "Linli-Signature": sign(settings.REPORT_KEY, stamp, body)}


def test_a_signed_report_is_read(settings):
    with clock.stopped_at(NOON):
        (report,) = read(signed(settings), BODY)

    assert (report.ref, report.arrived) == ("77", True)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, BODY),
        ({"Linli-Signature": "0" * 64}, BODY),
        ({"Linli-Signature": "中"}, BODY),
        ({"Linli-Timestamp": str(int(STAMP) + 1)}, BODY),
        ({}, BODY + b" "),
    ],
)
def test_a_forged_report_is_refused(settings, headers, body):
    given = signed(settings) | headers if headers or body != BODY else {}
    with clock.stopped_at(NOON), pytest.raises(Forged):
        read(given, body)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_report_is_not_believed_at_another_time(settings, minutes):
    with clock.stopped_at(NOON + timedelta(minutes=minutes)), pytest.raises(Forged):
        read(signed(settings), BODY)


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b'{"reports": 1}', b'{"reports": [1]}', b"\xff"]
)
def test_a_signed_report_that_says_nothing_is_refused(settings, body):
    with clock.stopped_at(NOON), pytest.raises(Forged):
        read(signed(settings, body), body)


def test_the_door_for_reports_opens_to_a_signature_alone(client, db, caplog):
    assert (
        client.post("/notices/reports/", BODY, content_type="application/json").status_code == 403
    )
    assert "refused" in caplog.text
