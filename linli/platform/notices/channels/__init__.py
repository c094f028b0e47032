"""The ways out. Each sends one message and says honestly what came of it."""

from collections.abc import Callable, Mapping

from linli.platform.notices.channels import email, robot, text, webhook
from linli.platform.notices.models import Message
from linli.platform.notices.outcome import Outcome
from linli.platform.notices.rules import ROBOTS, Channel

SENDERS: Mapping[str, Callable[[Message], Outcome]] = {
    Channel.EMAIL: email.send,
    Channel.SMS: text.send,
    Channel.WEBHOOK: webhook.send,
    **dict.fromkeys(ROBOTS, robot.send),
}
