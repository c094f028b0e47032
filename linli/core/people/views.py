"""Pages about residents: a masked list, one record, and the record in full for a reason."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.core.divisions import queries as divisions
from linli.core.people import actions, queries
from linli.core.people.actions.keeping import REVEAL
from linli.core.people.actions.linking import ISSUE
from linli.core.people.actions.registering import EDIT
from linli.core.people.forms import (
    ChangeForm,
    LeavingForm,
    LinkForm,
    ResidentFilter,
    ResidentForm,
    RevealForm,
)
from linli.core.people.models import Resident
from linli.core.people.rules import Care, Gender, Relation, age_on
from linli.core.people.words import CARES, GENDERS, RELATIONS
from linli.kernel import clock
from linli.kernel.errors import DomainError, NotPermitted
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest, Kind
from linli.platform.accounts import guard
from linli.platform.database.secrecy import mask_id_number, mask_name, mask_phone
from linli.platform.ui.answers import add_refusal
from linli.platform.ui.deeds import attempt

PER_PAGE = 50

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@require_GET
def residents(request: ActingRequest) -> HttpResponse:
    """The register, masked, in the order of names."""
    policy.require_anywhere(request.actor, queries.VIEW)
    form = ResidentFilter(request.GET, divisions.communities_of(request.actor, queries.VIEW))
    rows, following = queries.page_of(request.actor, form.wanted, PER_PAGE)
    page = {
        "form": form,
        "rows": [_masked(each) for each in rows],
        "next": _link_to_next(request, following),
        "communities": divisions.communities_of(request.actor, EDIT),
    }
    return render(request, "people/residents.html", page)


@never_cache
@require_GET
def resident(request: ActingRequest, resident_id: UUID) -> HttpResponse:
    """One resident, masked, with the household."""
    return _show(request, queries.resident(request.actor, resident_id), RevealForm())


@never_cache
@require_http_methods(["POST"])
def reveal(request: ActingRequest, resident_id: UUID) -> HttpResponse:
    """The same page with everything in clear, once, after a reason."""
    one = queries.resident(request.actor, resident_id)
    policy.require(request.actor, REVEAL, at=one)
    form = RevealForm(request.POST)
    if not form.is_valid():
        return _show(request, one, form, status=422)
    try:
        seen = actions.reveal(actor=request.actor, resident=one, reason=form.cleaned_data["reason"])
    except DomainError as refusal:
        add_refusal(form, refusal)
        return _show(request, one, form, status=refusal.status)
    return _show(request, one, RevealForm(), seen=seen)


@never_cache
@require_POST
def link_code(request: ActingRequest, resident_id: UUID) -> HttpResponse:
    """The code by which this person links their account; shown once, to be printed and handed over."""
    one = queries.resident(request.actor, resident_id)
    slip = actions.issue_link_code(actor=request.actor, resident=one)
    address = f"{settings.SITE_URL}{reverse('people:link')}"
    page = {"one": _masked(one), "slip": slip, "slip_address": address}
    return render(request, "people/link_code.html", page)


@never_cache
@read_or_send
def link(request: ActingRequest) -> HttpResponse:
    """Where a resident types that code in, and sees which records are theirs."""
    form = LinkForm(request.POST or None)
    if request.actor.kind != Kind.RESIDENT or request.actor.account_id is None:
        raise NotPermitted(_("请先用居民账号登录，再关联您的档案。"))
    records = queries.own_records(request.actor.account_id)

    def again(status: int) -> HttpResponse:
        page = {"form": form, "records": records}
        return render(request, "people/link.html", page, status=status)

    if request.method != "POST":
        return again(200)
    guard.try_code(request)
    return attempt(
        request, form, lambda typed: actions.link_account(actor=request.actor, code=typed["code"]),
        done=_("已关联。以后谁看过您的档案，您都能查到。"), again=again,
        onward=lambda _one: reverse("people:link"),
    )  # fmt: skip


@read_or_send
def add_resident(request: ActingRequest, code: str) -> HttpResponse:
    """Enter somebody into the register of a community."""
    community = divisions.division(request.actor, code)
    policy.require_anywhere(request.actor, EDIT)
    form = ResidentForm(request.POST or None)

    def deed(_typed: dict[str, Any]) -> Resident:
        return actions.add_resident(
            actor=request.actor, community=community, given=form.particulars
        )

    title = _("登记%s的居民") % community.name
    return _answer(request, form, deed, title, reverse("people:list"))


@never_cache
@read_or_send
def change_resident(request: ActingRequest, resident_id: UUID) -> HttpResponse:
    """Correct a record."""
    one = queries.resident(request.actor, resident_id)
    policy.require(request.actor, EDIT, at=one)
    form = ChangeForm(request.POST or None, resident=one)

    def deed(_typed: dict[str, Any]) -> Resident:
        return actions.change_resident(actor=request.actor, resident=one, given=form.particulars)

    return _answer(request, form, deed, mask_name(one.name), _page_of(one))


@read_or_send
def let_go(request: ActingRequest, resident_id: UUID) -> HttpResponse:
    """Close the record of somebody who moved away or died."""
    one = queries.resident(request.actor, resident_id)
    policy.require(request.actor, EDIT, at=one)
    form = LeavingForm(request.POST or None)

    def deed(typed: dict[str, Any]) -> Resident:
        return actions.let_go(actor=request.actor, resident=one, on=typed["left_on"])

    title = _("%s 迁出或去世") % mask_name(one.name)
    return _answer(request, form, deed, title, _page_of(one), onward=reverse("people:list"))


def _show(
    request: ActingRequest,
    one: Resident,
    form: RevealForm,
    *,
    seen: actions.Revealed | None = None,
    status: int = 200,
) -> HttpResponse:
    page = {
        "one": _masked(one),
        "facts": _facts(one, seen),
        "seen": seen,
        "is_linked": one.account_id is not None,
        "members": [_masked(each) for each in queries.members_of(request.actor, one)],
        "form": form,
        "may": {
            "edit": policy.allows(request.actor, EDIT, at=one),
            "reveal": policy.allows(request.actor, REVEAL, at=one),
            "link": policy.allows(request.actor, ISSUE, at=one),
        },
    }
    return render(request, "people/resident.html", page, status=status)


def _facts(one: Resident, seen: actions.Revealed | None) -> list[tuple[str, object]]:
    """What is known of a resident, in full only when it was revealed."""
    cares = "、".join(str(CARES[Care(mark.kind)]) for mark in one.care_marks.all())
    return [
        (_("姓名"), seen.name if seen else mask_name(one.name)),
        (_("电话"), seen.phone if seen else mask_phone(one.phone)),
        (_("身份证号码"), seen.id_number if seen else mask_id_number(one.id_number)),
        (_("出生日期"), one.birth_date if seen else _age(one)),
        (_("性别"), GENDERS[Gender(one.gender)]),
        (_("住处"), queries.home_of(one)),
        (_("居住关系"), RELATIONS[Relation(one.relation)]),
        (_("关爱类别"), cares),
    ]


def _masked(one: Resident) -> dict[str, Any]:
    return {
        "id": one.pk,
        "name": mask_name(one.name),
        "phone": mask_phone(one.phone),
        "age": _age(one),
        "gender": GENDERS[Gender(one.gender)],
        "relation": RELATIONS[Relation(one.relation)],
        "home": queries.home_of(one),
        "community": one.community.name,
    }


def _age(one: Resident) -> str:
    if one.birth_date is None:
        return ""
    return _("%d 岁") % age_on(one.birth_date, clock.now().date())


def _link_to_next(request: ActingRequest, following: UUID | None) -> str:
    if following is None:
        return ""
    query = request.GET.copy()
    query["after"] = str(following)
    return f"?{query.urlencode()}"


def _page_of(one: Resident) -> str:
    return reverse("people:resident", args=[one.pk])


def _answer(
    request: ActingRequest, form: Any, deed: Any, title: str, back: str, onward: str = ""
) -> HttpResponse:
    """Show the form, or do the deed and open the record."""

    def again(status: int) -> HttpResponse:
        page = {"form": form, "title": title, "back": back}
        return render(request, "people/form.html", page, status=status)

    if request.method != "POST":
        return again(200)
    return attempt(
        request, form, deed, done=_("已保存。"), again=again,
        onward=lambda one: onward or _page_of(one),
    )  # fmt: skip
