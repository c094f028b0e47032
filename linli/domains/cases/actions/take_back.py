"""An import of cases is taken back."""

from collections.abc import Sequence

from django.db import transaction

from linli.domains.cases.models import Case
from linli.domains.cases.rules import Channel
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.search import index


@transaction.atomic
def take_back_cases(*, actor: Actor, cases: Sequence[Case]) -> Sequence[Case]:
    """Remove imported cases that nobody has touched since; returns those that stay."""
    for case in cases:
        policy.require(actor, "cases.import", at=case)

    untouched = [case for case in cases if case.channel == Channel.IMPORT and not case.version]

    trail.record_many(actor, "cases.take_back", untouched)
    ids = [case.pk for case in untouched]
    index.drop_many(ids)
    Case.objects.filter(pk__in=ids).delete()
    return [case for case in cases if case.pk not in set(ids)]
