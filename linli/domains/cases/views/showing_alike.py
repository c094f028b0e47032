"""Alike cases, and who waits together, as pages show them."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from linli.core.places import queries as places
from linli.domains.cases import actions, queries, words
from linli.domains.cases.actions import Reporter
from linli.domains.cases.actions.report import PHOTOS_AT_MOST
from linli.domains.cases.forms.entering import MatterForm
from linli.domains.cases.models import Case, Follower
from linli.domains.cases.queries import Alike
from linli.domains.cases.rules import Outcome, Satisfaction, Status
from linli.domains.cases.rules.likeness import Part, Reason
from linli.domains.cases.views import showing
from linli.kernel.errors import DomainError, NotFound
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest, Actor
from linli.platform.database import scope
from linli.platform.files import asides
from linli.platform.files import queries as files
from linli.platform.files.actions import Upload
from linli.platform.files.errors import Expired
from linli.platform.ui.deeds import attempt

PUBLIC_PARTS = (
    Part.ASSET, Part.BUILDING, Part.DISTANCE, Part.COMMUNITY, Part.CATEGORY, Part.DAY,
)  # fmt: skip
OUTCOME_TONE = {"": "neutral", Outcome.SOLVED: "good", Outcome.UNSOLVED: "bad"}


def because(reasons: Sequence[Reason], parts: Sequence[Part] = (*Part,)) -> list[str]:
    """In what two are alike, in words."""
    told = [each for each in reasons if each.part in parts]
    return [
        str(words.ALIKE[each.part]) % each.metres
        if each.part == Part.DISTANCE
        else str(words.ALIKE[each.part])
        for each in told
    ]


def for_resident(alike: Sequence[Alike]) -> list[dict[str, Any]]:
    """Kind, place, time and status: what everybody may know. No number, no words, no location that
    somebody typed."""
    return [
        {
            "id": each.case.pk,
            "title": each.case.category.called if each.case.category else _("还没有分类的事"),
            "place": each.case.community.name,
            "at": each.case.reported_at,
            "because": because(each.reasons, PUBLIC_PARTS),
            **showing.standing(each.case),
        }
        for each in alike
    ]


def for_staff(alike: Sequence[Alike]) -> list[dict[str, Any]]:
    """What whoever may see cases compares."""
    return [
        {
            "id": each.case.pk,
            "number": each.case.number,
            "title": each.case.number,
            "said": each.case.headline,
            "url": reverse("cases:case", args=[each.case.pk]),
            "place": each.case.location or each.case.community.name,
            "at": each.case.reported_at,
            "because": because(each.reasons),
            "can_join": each.case.status == Status.REPORTED,
            **showing.standing(each.case),
        }
        for each in alike
    ]


def prints_of(photos: Sequence[Upload]) -> list[int]:
    """What the photos of a form would be compared by; they can be read again afterwards."""
    found = []
    for photo in photos:
        found.append(files.fingerprint_of(photo.read()))
        photo.seek(0)  # type: ignore[attr-defined]  # a file of Django's, which can
    return [each for each in found if each is not None]


def asks_first(request: ActingRequest, form: MatterForm, alike: Sequence[Alike]) -> bool:
    """Whether to show the alike cases before anything is sent; the photos wait meanwhile.

    Once: whoever has looked sends, and whoever clicks twice meets the case of the first click.
    Photos of which one is no sound picture are sent, and refused with words.
    """
    if not alike or request.POST.get("looked"):
        return False
    sent = form.cleaned_data["submission_id"]
    is_again = any(each.case.submission_id == sent for each in alike)
    return not is_again and keep_photos(form)


def keep_photos(form: MatterForm) -> bool:
    """Let the photos of a form wait while its sender mends something, for a browser can't fill them
    in again; False where they are too many or one is no sound picture.
    """
    photos = getattr(form, "cleaned_data", {}).get("photos", ())
    if len(photos) > PHOTOS_AT_MOST:
        return False
    try:
        for photo in photos:
            photo.seek(0)
        form.kept = [asides.set_aside(photo) for photo in photos]
    except DomainError:
        return False
    finally:
        for photo in photos:
            photo.seek(0)
    return True


def photos_of(request: ActingRequest) -> MultiValueDict[str, Any]:
    """The photos that came with this request, and those that waited since the one before."""
    given = MultiValueDict(dict(request.FILES.lists()))
    for name in request.POST.getlist("kept")[:PHOTOS_AT_MOST]:
        try:
            given.appendlist("photos", asides.taken_up(name))
        except Expired:  # too long ago: the form says so, as of any file without content
            given.appendlist("photos", SimpleUploadedFile("photo.jpg", b""))
    return given


def before_entering(request: ActingRequest, form: forms.Form) -> Sequence[Alike]:
    """What a worker's report may be the same as; none while the form isn't sound."""
    if not form.is_valid():
        return ()
    typed = form.cleaned_data
    matter = queries.matter_told(
        area=typed["community"].code, said=typed["description"], location=typed["location"],
        point=typed["point"], category=typed["category"], prints=prints_of(typed["photos"]),
        asset=places.asset_by_plate(typed["community"].code, typed["plate"]),
    )  # fmt: skip
    return queries.alike_for_staff(request.actor, matter)


def follow_instead(
    request: ActingRequest,
    form: forms.Form,
    actor: Actor,
    alike: Sequence[Alike],
    wanted: str,
    *,
    onward: Callable[[Follower], str],
    again: Callable[[int], HttpResponse],
) -> HttpResponse:
    """Follow one of the cases that were shown, with the name and phone of the form."""

    def deed(typed: dict[str, Any]) -> Follower:
        with scope.limited_to(actor.scope):
            return actions.follow_case(
                actor=actor,
                case=_chosen(alike, wanted),
                reporter=Reporter(
                    typed.get("name", ""), typed["phone"], is_confidential=typed["confidential"]
                ),
                submission_id=typed["submission_id"],
            )

    done = _("已关注。请记下编号和查询码，凭它们随时查看进度。")
    return attempt(request, form, deed, done=done, onward=onward, again=again)


def _chosen(alike: Sequence[Alike], wanted: str) -> Case:
    found = next((each.case for each in alike if str(each.case.pk) == wanted), None)
    if found is None:
        raise NotFound(_("这件事已经办结，或者和您写的不再相近。请照常发送。"))
    return found


def together(actor: Actor, case: Case) -> dict[str, Any]:
    """Who waits for the case beside its reporter, what it is merged into, and what is alike."""
    merging = queries.merging_of(case)
    dispatches = policy.allows(actor, "cases.dispatch", case)
    members = queries.members_of(case)
    followers = queries.followers_of(case, members)
    contacts = queries.contacts_of(members)
    enters = policy.allows(actor, "cases.enter", case)
    return {
        "task": queries.whole_of(case) if merging else None,
        "members": [
            {"case": each, "contact": queries.masked(contacts.get(each.pk)), **_said(each)}
            for each in members
        ],
        "followers": [
            {
                "follower": each,
                "contact": queries.masked_follower(actor, each),
                "code": queries.follower_code(each) if enters else "",
                **_said(each),
            }
            for each in followers
        ],
        "alike": for_staff(queries.alike_to(actor, case)) if dispatches and case.is_open else [],
        "reused": _reused(actor, case),
    }


def permitted(actor: Actor, task: Case | None, case: Case) -> dict[str, bool]:
    """What may be done to cases that wait together."""
    dispatches = policy.allows(actor, "cases.dispatch", case)
    result_of = task or case
    return {
        "merge": dispatches and case.is_open,
        "unmerge": dispatches and task is not None,
        "call_back": policy.allows(actor, "cases.call_back", case)
        and result_of.status == Status.RESULT_REPORTED,
    }


def told_to_reporter(actor: Actor, case: Case) -> dict[str, Any]:
    """The timeline of a reporter's page: their own steps, and of the case it is worked on as the
    work alone; whether they are asked now; how the whole stands."""
    steps = list(queries.timeline(actor, case))
    if queries.merging_of(case) is None:
        return {
            "steps": showing.steps_of(steps),
            "may_answer": case.status == Status.RESULT_REPORTED,
        }
    task = queries.whole_of(case)
    every = sorted([*steps, *queries.steps_told_to_all(task)], key=lambda step: step.at)
    stands = showing.standing(task)
    return {
        "steps": showing.steps_of(every),
        "may_answer": task.status == Status.RESULT_REPORTED,
        "task_status": stands["status"],
        "task_tone": stands["tone"],
    }


def _said(who: Case | Follower) -> dict[str, Any]:
    if not who.outcome:
        return {"answer": _rating(who.satisfaction), "tone": "neutral"}
    return {
        "answer": words.OUTCOME[Outcome(who.outcome)],
        "tone": OUTCOME_TONE.get(who.outcome, "neutral"),
    }


def _rating(satisfaction: str) -> Any:
    return words.SATISFACTION[Satisfaction(satisfaction)] if satisfaction else ""


def _reused(actor: Actor, case: Case) -> list[tuple[str, str, Any]]:
    """Result photos that an earlier case had, for who calls back and for the superior."""
    if not any(policy.allows(actor, may, case) for may in ("cases.call_back", "cases.rule")):
        return []
    return [
        (number, reverse("cases:case", args=[pk]), at)
        for pk, number, at in queries.photos_used_before(actor, case)
    ]
