"""Who is told about governance topics, once each."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.domains.cases.actions.find_topics import GOVERN
from linli.domains.cases.models import GovernanceTopic
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.notices import actions as notices
from linli.platform.notices.recipients import Holders


@transaction.atomic
def tell_governors(*, actor: Actor, topic: GovernanceTopic) -> None:
    """Tell those who decide that a topic waits for them."""
    policy.require(actor, GOVERN, at=topic)
    words = _("治理专题 %s 等待决定。") % topic.number
    _send(topic, Holders(GOVERN, topic.area), words, "opened")
    trail.record(actor, "cases.tell", topic, topic="topic_opened")


@transaction.atomic
def tell_owner(*, actor: Actor, topic: GovernanceTopic) -> None:
    """Tell the department that answers for a topic; a person who took it up knows."""
    policy.require(actor, GOVERN, at=topic)
    if topic.owner_department_id is None:
        return
    words = _("治理专题 %s 由您的单位负责。") % topic.number
    _send(topic, Holders("cases.handle", topic.area, topic.owner_department_id), words, "adopted")
    trail.record(actor, "cases.tell", topic, topic="topic_adopted")


def _send(topic: GovernanceTopic, to: Holders, words: str, once: str) -> None:
    notices.send(
        to=to, topic="cases.topic", words=words, urgent=False,
        link=reverse("cases:topic", args=[topic.pk]), once_key=f"cases.topic:{topic.pk}:{once}",
    )  # fmt: skip
