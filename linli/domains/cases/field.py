"""Cases out of doors: what grid workers and handlers carry along, and what they may do there.

Each deed calls the action that the pages call. A refusal is kept by `platform.field` for its author.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.core.divisions import queries as divisions
from linli.core.places import queries as places
from linli.core.places.queries import Place
from linli.domains.cases import actions, queries, words
from linli.domains.cases.actions import Reporter
from linli.domains.cases.forms import (
    CallBackForm,
    NothingForm,
    ObjectionForm,
    PartDoneForm,
    ResultForm,
    SeenForm,
    WordsForm,
)
from linli.domains.cases.models import Assignment, Case
from linli.domains.cases.rules import Behalf, Channel, Result, Share, Status, Urgency
from linli.domains.cases.views.work import answer_of
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.field.declaration import Doing, Done, FieldDeed, FieldTask

ENTER = "cases.enter"
MAKE = Callable[..., forms.Form]


def tasks_of(actor: Actor) -> Sequence[FieldTask]:
    """Shares of the actor's departments, call-backs, and what is open in the own grid."""
    shares = queries.inbox(actor) if actor.departments("cases.handle") else ()
    at_home = queries.out_of_doors(actor) if actor.holds("cases.call_back") else ()
    return [*map(_task_of_share, shares), *map(_task_of_case, at_home)]


def _task_of_share(share: Assignment) -> FieldTask:
    status = Share(share.status)
    end = RESULT.key if share.is_lead else FINISH.key
    open_now: dict[Share, tuple[str, ...]] = {
        Share.SENT: (ACCEPT.key, OBJECT.key),
        Share.ACCEPTED: (end,),
    }
    return FieldTask(
        subject=share.pk,
        kind=gettext_lazy("主办") if share.is_lead else gettext_lazy("协办"),
        title=share.case.headline,
        place=_place_of(share.case),
        state=words.SHARE[status],
        tone=words.SHARE_TONE[status],
        due_at=share.due_at,
        url=reverse("cases:case", args=[share.case_id]),
        deeds=open_now.get(status, ()),
        then={ACCEPT.key: (end,)},
    )


def _task_of_case(case: Case) -> FieldTask:
    status = Status(case.status)
    is_call = status == Status.RESULT_REPORTED
    return FieldTask(
        subject=case.pk,
        kind=gettext_lazy("回访") if is_call else gettext_lazy("本网格事件"),
        title=case.headline,
        place=_place_of(case),
        state=words.STATUS[status],
        tone=words.STATUS_TONE[status],
        due_at=None if is_call else case.due_at,
        url=reverse("cases:case", args=[case.pk]),
        deeds=(CALL_BACK.key, ADD_WORDS.key) if is_call else (ADD_WORDS.key,),
        then={ADD_WORDS.key: (CALL_BACK.key, ADD_WORDS.key) if is_call else (ADD_WORDS.key,)},
    )


def _place_of(case: Case) -> str:
    return " · ".join(filter(None, (case.community.name, case.location)))


def _asking(form: MAKE) -> MAKE:
    """The form as it is, whoever asks."""
    return lambda _actor, data, files: form(data, files)


def _seen_form(actor: Actor, data: Any, files: Any) -> SeenForm:
    return SeenForm(data, files, communities=divisions.communities_of(actor, ENTER))


def _see(actor: Actor, doing: Doing) -> Done:
    typed = doing.typed
    place = _scanned(typed["place_code"])
    where = place.area if place else typed["community"].code
    case = actions.report_case(
        actor=actor,
        area=_area_of(actor, where),
        description=typed["description"],
        channel=Channel.GRID,
        urgency=Urgency(typed["urgency"]),
        location=typed["location"] or (place.name if place else ""),
        building_id=place.building_id if place else None,
        reporter=Reporter(behalf=Behalf.NOBODY),
        photos=typed["photos"],
        submission_id=doing.id,
    )
    return Done(_("已登记，编号 %s。") % case.number, reverse("cases:case", args=[case.pk]))


def _scanned(code: str) -> Place | None:
    """The place of a code as it was scanned (an address) or typed; NotFound for one that isn't ours."""
    token = code.strip().rstrip("/").rpartition("/")[2]
    return places.place_by_token(token) if token else None


def _area_of(actor: Actor, area: str) -> str:
    """There, or the actor's own part of that community."""
    if policy.allows(actor, ENTER, at=area):
        return area
    own = (each for each in actor.areas(ENTER) if each.startswith(area[:COMMUNITY_DIGITS]))
    return next(own, area)


def _add_words(actor: Actor, doing: Doing) -> Done:
    case = queries.get(actor, _subject(doing))
    typed = doing.typed
    actions.add_words(actor=actor, case=case, words=typed["words"], photos=typed["photos"])
    return _done(_("已补充。"), case.pk)


def _call_back(actor: Actor, doing: Doing) -> Done:
    case = queries.get(actor, _subject(doing))
    answer, close = answer_of(dict(doing.typed)), doing.typed["close_unsolved"]
    actions.call_back(actor=actor, case=case, answer=answer, close_unsolved=close)
    return _done(_("回访已记录。"), case.pk)


def _accept(actor: Actor, doing: Doing) -> Done:
    share = actions.accept_share(actor=actor, assignment=_share(actor, doing))
    return _done(_("已签收。"), share.case_id)


def _object(actor: Actor, doing: Doing) -> Done:
    share, typed = _share(actor, doing), doing.typed
    actions.object_to_dispatch(
        actor=actor, assignment=share, reason=typed["reason"], basis=typed["basis"]
    )
    return _done(_("已提出异议，等待裁定。"), share.case_id)


def _finish(actor: Actor, doing: Doing) -> Done:
    share, typed = _share(actor, doing), doing.typed
    actions.finish_share(
        actor=actor, assignment=share, words=typed["words"], photos=typed["photos"]
    )
    return _done(_("已上报，主办单位会看到。"), share.case_id)


def _report_result(actor: Actor, doing: Doing) -> Done:
    share, typed = _share(actor, doing), doing.typed
    case = actions.report_result(
        actor=actor,
        assignment=share,
        result=Result(typed["result"]),
        words=typed["words"],
        photos=typed["photos"],
    )
    return _done(_("结果已上报，等待回访居民。"), case.pk)


def _subject(doing: Doing) -> UUID:
    if doing.subject is None:
        raise Invalid(_("没有说明是哪一件事，请在任务里重新办理。"))
    return doing.subject


def _share(actor: Actor, doing: Doing) -> Assignment:
    return queries.share(actor, _subject(doing))


def _done(said: str, case_id: UUID) -> Done:
    return Done(said, reverse("cases:case", args=[case_id]))


SEEN = FieldDeed(
    key="cases.seen",
    title=gettext_lazy("上报看到的情况"),
    needs=ENTER,
    form=_seen_form,
    perform=_see,
    about_a_task=False,
)
ADD_WORDS = FieldDeed(
    key="cases.add_words",
    title=gettext_lazy("补充现场情况"),
    needs="cases.answer",
    form=_asking(WordsForm),
    perform=_add_words,
)
CALL_BACK = FieldDeed(
    key="cases.call_back",
    title=gettext_lazy("记录回访"),
    needs="cases.call_back",
    form=_asking(CallBackForm),
    perform=_call_back,
)
ACCEPT = FieldDeed(
    key="cases.accept",
    title=gettext_lazy("签收"),
    needs="cases.handle",
    form=_asking(NothingForm),
    perform=_accept,
)
OBJECT = FieldDeed(
    key="cases.object",
    title=gettext_lazy("提出派单异议"),
    needs="cases.handle",
    form=_asking(ObjectionForm),
    perform=_object,
)
FINISH = FieldDeed(
    key="cases.finish",
    title=gettext_lazy("办完上报"),
    needs="cases.handle",
    form=_asking(PartDoneForm),
    perform=_finish,
)
RESULT = FieldDeed(
    key="cases.result",
    title=gettext_lazy("上报结果"),
    needs="cases.handle",
    form=_asking(ResultForm),
    perform=_report_result,
)
