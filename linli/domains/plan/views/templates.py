"""The versions of the template, for the administrator."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.domains.plan import actions, queries
from linli.domains.plan.forms.plan import TemplateForm
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.components.tables import Column, link
from linli.platform.ui.deeds import attempt


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def template_list(request: ActingRequest) -> HttpResponse:
    """Every version, and the way to hand in another."""
    policy.require_anywhere(request.actor, "plan.template")
    form = TemplateForm(request.POST or None)

    def page(status: int) -> HttpResponse:
        shown = {
            "form": form,
            "columns": [Column(_("版本"), "number"), Column(_("名称"), "main"), _("发布时间"), _("校验码")],
            "rows": [
                [
                    link(each.number, reverse("plan:template", args=[each.number])), each.title,
                    f"{each.published_at:%Y-%m-%d}", each.digest[:12],
                ]
                for each in queries.templates(request.actor)
            ],
        }  # fmt: skip
        return render(request, "plan/templates.html", shown, status=status)

    if request.method != "POST":
        return page(200)
    return attempt(
        request, form, lambda typed: actions.publish_template(actor=request.actor, **typed),
        done=_("新版本已生效，以后启动的方案用它。"), again=page,
        onward=lambda _made: reverse("plan:templates"),
    )  # fmt: skip


@login_required
@require_safe
def template_text(request: ActingRequest, number: int) -> HttpResponse:
    """One version, as it was handed in."""
    text = queries.template_text(request.actor, number)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
