"""What can be done on the page of a meeting, as a table: the form, when it is offered, to whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.domains.meetings import actions, forms
from linli.domains.meetings.queries import Scene
from linli.domains.meetings.rules import Hand, Status
from linli.platform.access import policy
from linli.platform.access.actor import Actor

RECORD = "meetings.record"
CALLED, SITTING, SIGNING = (Status.CALLED,), (Status.SITTING,), (Status.SIGNING,)


@dataclass(frozen=True, slots=True)
class Deed:
    """One button of the page."""

    title: Any
    form: type[forms.SceneForm]
    do: Callable[[Actor, Any], Any]  # the form knows the scene
    done: Any
    statuses: tuple[Status, ...]
    needs: str = RECORD
    offered: Callable[[Scene], bool] = lambda _scene: True
    hint: Any = ""
    button: str = "primary"


def _presence(actor: Actor, form: forms.PresenceForm) -> None:
    for attendance, presence in form.changed():
        actions.mark_presence(actor=actor, attendance=attendance, presence=presence)


def _minute(actor: Actor, form: forms.MinuteForm) -> Any:
    typed = form.cleaned_data
    return actions.minute_item(
        actor=actor, item=form.chosen_item(), minutes=typed["minutes"], resolution=typed["resolution"],
        votes=form.votes(),
    )  # fmt: skip


def _assign(actor: Actor, form: forms.AssignForm) -> Any:
    typed = form.cleaned_data
    return actions.assign_duty(
        actor=actor, item=form.chosen_item(), seat=form.chosen_seat(), task=typed["task"],
        days=typed["days"],
    )  # fmt: skip


def _sign(hand: Hand) -> Callable[[Actor, Any], Any]:
    return lambda actor, form: actions.sign_minutes(
        actor=actor, meeting=form.scene.meeting, hand=hand
    )


def _with_reason(deed: Callable[..., Any]) -> Callable[[Actor, Any], Any]:
    return lambda actor, form: deed(
        actor=actor, meeting=form.scene.meeting, reason=form.cleaned_data["reason"]
    )


def _is_complete(scene: Scene) -> bool:
    return all(each.minutes for each in scene.items)


DEEDS: Mapping[str, Deed] = {
    "presence": Deed(
        _("登记到会情况"), forms.PresenceForm, _presence, _("已登记。"), CALLED + SITTING
    ),
    "open": Deed(
        _("宣布开会"), forms.SceneForm,
        lambda actor, form: actions.open_meeting(actor=actor, meeting=form.scene.meeting),
        _("会议开始了。"), CALLED, hint=_("到会席位要达到法定人数。"),
    ),
    "item": Deed(
        _("提出议题"), forms.ItemForm,
        lambda actor, form: actions.raise_item(
            actor=actor, meeting=form.scene.meeting, title=form.cleaned_data["title"]
        ),
        _("已列入议程。"), CALLED + SITTING, needs="meetings.propose",
    ),
    "minute": Deed(
        _("记录议题"), forms.MinuteForm, _minute, _("已记录。"), SITTING,
        offered=lambda scene: any(not each.duties.all() for each in scene.items),
    ),
    "assign": Deed(
        _("分派任务"), forms.AssignForm, _assign, _("已分派。签字以后开始落实。"), SITTING,
        offered=lambda scene: any(each.is_adopted for each in scene.items),
        hint=_("期限从开会那天起，按工作日计算。"),
    ),
    "sign-record": Deed(
        _("作为记录人签字"), forms.SceneForm, _sign(Hand.RECORDER), _("已签字。"), SITTING + SIGNING,
        offered=lambda scene: _is_complete(scene) and scene.meeting.recorder_by is None,
    ),
    "sign-chair": Deed(
        _("作为主持人签字"), forms.SceneForm, _sign(Hand.CHAIR), _("已签字。"), SITTING + SIGNING,
        needs="meetings.preside",
        offered=lambda scene: _is_complete(scene) and scene.meeting.chair_by is None,
    ),
    "take-back": Deed(
        _("撤回签字，修改纪要"), forms.ReasonForm, _with_reason(actions.take_back_signature),
        _("可以修改了，两人都要重新签字。"), SIGNING, button="danger",
    ),
    "cancel": Deed(
        _("取消会议"), forms.ReasonForm, _with_reason(actions.cancel_meeting), _("会议已取消。"), CALLED,
        button="danger",
    ),
}  # fmt: skip


def offered(actor: Actor, scene: Scene) -> dict[str, Deed]:
    """The deeds that the page offers now: allowed by the table, possible, and permitted."""
    status = Status(scene.meeting.status)
    return {
        name: deed
        for name, deed in DEEDS.items()
        if status in deed.statuses
        and deed.offered(scene)
        and policy.allows(actor, deed.needs, scene.meeting)
    }
