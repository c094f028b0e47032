"""What other systems are asked of each category, what they answered, and what is still to be fetched."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from linli.domains.cases.models import Case, Category, MediaLink, Question, Reply
from linli.domains.cases.queries.machine import categories
from linli.domains.cases.rules.asking import Fetching, in_words
from linli.platform.access import policy
from linli.platform.access.actor import Actor

CONFIGURE = "cases.configure"


def services() -> QuerySet[Category]:
    """The categories that other systems may report, each with whether something is `asked` of it."""
    asked = Question.objects.filter(category=OuterRef("pk"), is_active=True)
    return categories().select_related("parent").annotate(asked=Exists(asked))


def questions_of(category: Category) -> Sequence[Question]:
    """What is asked of this category now, in its order; public."""
    return list(Question.objects.filter(category=category, is_active=True))


def services_configured(actor: Actor) -> QuerySet[Category]:
    """Every category with its number of `questions_now`, for whoever sets them."""
    policy.require_anywhere(actor, CONFIGURE)
    number = Count("questions", filter=Q(questions__is_active=True))
    return categories().select_related("parent").annotate(questions_now=number)


def replies(actor: Actor, case: Case) -> Mapping[str, Any]:
    """The panel with what was answered, on the page of a case that `actor` has been let see."""
    asked = Reply.objects.filter(case=case).select_related("question").order_by("question__order")
    return {"pairs": [(each.question.words, _told(each)) for each in asked]}


def media_due(at: datetime) -> Sequence[MediaLink]:
    """Pictures to be fetched now; only the machine asks, across all communities."""
    due = MediaLink.objects.filter(state=Fetching.WAITING, due_at__lte=at)
    return list(due.select_related("case").order_by("due_at")[:20])


def values_of(reply: Reply) -> Sequence[str]:
    found: list[str] = json.loads(reply.values)
    return found


def _told(reply: Reply) -> str:
    names = {each["key"]: each["name"] for each in reply.question.choices}
    return in_words(values_of(reply), names)
