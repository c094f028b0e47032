"""Robots in group chats, as far as this machine reaches: what is said to which address."""

import json
from types import SimpleNamespace

import pytest
import requests

from linli.kernel import clock
from linli.platform.notices.channels import robot
from linli.platform.notices.models import Message, Notice, Outlet
from linli.platform.notices.rules import Move
from linli.platform.notices.tests.stage import NOON

KEYS = {
    "wecom": ("693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa", "qyapi.weixin.qq.com"),
    "dingtalk": ("a" * 64, "oapi.dingtalk.com"),
    "feishu": ("9f2c4e1a-0b7d-4c55-8a5e-3d1e5f9b7c21", "open.feishu.cn"),
}


@pytest.fixture
def provider(monkeypatch):
    """The providers' side: what they were told, and what they answer."""
    calls = []
    answer = SimpleNamespace(status_code=200, content=b'{"errcode": 0}', text="", headers={})

    def post(url, data=None, **_rest):
        calls.append((url, data))
        return answer

    monkeypatch.setattr(requests, "post", post)
    return SimpleNamespace(calls=calls, answer=answer)


def message(channel, key, secret=""):
    notice = Notice(at=NOON, topic="t", words="有新的派单", link="/c/1/", once_key="1")
    outlet = Outlet(name="群", channel=channel, address=key, secret=secret, next_at=clock.now())
    return Message(notice=notice, channel=channel, outlet=outlet)


@pytest.mark.parametrize("channel", KEYS)
def test_each_robot_is_told_the_words_and_the_link(provider, settings, channel):
    settings.SITE_URL = "https://linli.example"
    key, host = KEYS[channel]

    assert robot.send(message(channel, key)).by == Move.ACCEPT

    url, data = provider.calls[0]
    assert host in url
    assert "有新的派单\nhttps://linli.example/c/1/" in json.dumps(
        json.loads(data), ensure_ascii=False
    ).replace("\\n", "\n")


@pytest.mark.parametrize("channel", KEYS)
def test_a_robot_that_does_not_take_it_is_asked_later(provider, channel):
    provider.answer.status_code = 500

    assert robot.send(message(channel, KEYS[channel][0])).by == Move.POSTPONE


def test_a_key_of_the_wrong_form_is_refused_in_words(provider):
    outcome = robot.send(message("dingtalk", "!"))

    assert outcome.by == Move.REFUSE
    assert "密钥格式不对" in outcome.reason
    assert provider.calls == []


def test_a_closed_outlet_says_nothing(provider):
    closed = message("wecom", KEYS["wecom"][0])
    closed.outlet.is_active = False

    assert robot.send(closed).by == Move.REFUSE
