"""The versions of the plan template."""

import hashlib
from importlib import resources

from django.db import transaction
from django.db.models import Max

from linli.domains.plan.models import Template
from linli.domains.plan.rules import template
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor, machine
from linli.platform.audit import trail
from linli.platform.database import rows

STANDARD = "two_years.yaml"
LINLI = machine("plan")


@transaction.atomic
def publish_template(*, actor: Actor, text: str) -> Template:
    """Put a new version of the template in force, for plans that start from now on.

    Raises NotPermitted, or TemplateFault with every place and its repair; the last good version
    stays in force then.
    """
    policy.require(actor, "plan.template", at="")

    content = template.parse(text)
    last = Template.objects.aggregate(last=Max("number"))["last"] or 0
    made = rows.insert(
        Template(
            number=last + 1, title=content.title, text=text,
            digest=hashlib.sha256(text.encode()).hexdigest(), published_at=clock.now(),
            published_by=actor.account_id,
        )
    )  # fmt: skip

    trail.record(actor, "plan.publish_template", made, number=made.number)
    return made


def standard_text() -> str:
    """The template that linli brings."""
    return (resources.files("linli.domains.plan") / "standard" / STANDARD).read_text("utf-8")


def in_force() -> Template:
    """The newest version; the standard becomes the first one when nobody handed in another."""
    newest = Template.objects.order_by("-number").first()
    return newest or publish_template(actor=LINLI, text=standard_text())
