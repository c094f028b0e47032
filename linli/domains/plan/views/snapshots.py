"""Publishing where a plan stands, and reading what was published."""

import json
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.domains.plan import actions, queries, words
from linli.domains.plan.rules import frozen
from linli.domains.plan.rules.values import Standing
from linli.domains.plan.views import showing
from linli.domains.plan.views.plan import may
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.components.marks import badge
from linli.platform.ui.components.tables import Column
from linli.platform.ui.deeds import plainly


@login_required
@require_POST
def publish(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """Freeze every value as it stands."""
    plan = may(request, plan_id, "plan.publish")
    return plainly(
        request, lambda: actions.take_snapshot(actor=request.actor, plan=plan),
        done=_("已发布，以后不会再变。"), onward=reverse("plan:plan", args=[plan.pk]) + "#snapshots",
    )  # fmt: skip


@login_required
@require_safe
def snapshot(request: ActingRequest, snapshot_id: UUID) -> HttpResponse:
    """What was published, with the fingerprint that proves it."""
    found = queries.snapshot(request.actor, snapshot_id)
    told = json.loads(found.content)
    shown = {
        "snapshot": found,
        "is_intact": frozen.digest(found.content) == found.digest,
        "columns": [
            Column(_("指标"), "main"), Column(_("数值"), "number"), Column(_("目标"), "number"),
            _("月份"), _("数据完整度"), _("状态"),
        ],
        "rows": [
            [
                each["title"], f"{showing.number(each['value'])} {each['unit']}",
                showing.number(each["target"]), each["month"][:7],
                f"{each['known']}/{each['expected']}",
                badge(
                    words.STANDING[Standing(each["standing"])],
                    tone=words.STANDING_TONE[Standing(each["standing"])],
                ),
            ]
            for each in told["indicators"]
        ],
    }  # fmt: skip
    return render(request, "plan/snapshot.html", shown)
