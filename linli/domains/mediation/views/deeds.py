"""What can be done on the page of a dispute, as a table: the form, when it is offered, to whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.domains.mediation import forms
from linli.domains.mediation.queries import Scene
from linli.domains.mediation.rules import (
    AGREED,
    EXTENSIONS_AT_MOST,
    TALKING,
    Court,
    Performance,
    Seat,
    Signer,
    Status,
    may_sit,
)
from linli.domains.mediation.views import doing
from linli.platform.access import policy
from linli.platform.access.actor import Actor

MEDIATE, DECIDE = "mediation.mediate", "mediation.decide"
Do = Callable[[Actor, Scene, dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """One button of the page. `main` are the statuses in which it is what comes next."""

    title: Any
    form: type[forms.SceneForm]
    do: Do
    done: Any
    statuses: tuple[Status, ...]
    needs: str = MEDIATE
    main: tuple[Status, ...] = ()
    offered: Callable[[Scene], bool] = lambda _scene: True
    hint: Any = ""
    is_danger: bool = False


def _has_seat(*statuses: Seat) -> Callable[[Scene], bool]:
    return lambda scene: any(each.status in statuses for each in scene.seats)


def _answered(scene: Scene) -> bool:
    return all(each.answered_at for each in scene.alarms)


def _may_sit(scene: Scene) -> bool:
    return may_sit([each.status for each in scene.seats])


def _lacks(*signers: Signer) -> Callable[[Scene], bool]:
    return lambda scene: any(signer in signers for signer, _whose in scene.may_sign)


ASKED = (Status.ASKED,)
BUSY = (Status.MEDIATING,)
SIGNING = (Status.SIGNING,)
FOLLOWED = (Status.IN_EFFECT, Status.UNPERFORMED)
DANGEROUS = (*TALKING, *FOLLOWED)
DEEDS: Mapping[str, Deed] = {
    "describe": Deed(
        _("补充纠纷情况"), forms.DescribeForm, doing.describe, _("已保存。"), ASKED
    ),
    "party": Deed(
        _("登记当事人"), forms.PartyForm, doing.party, _("已登记当事人。"), ASKED,
        hint=_("至少要有两方。姓名和电话加密保存，每次查看都有记录。"),
    ),
    "appoint": Deed(
        _("确定调解员"), forms.AppointForm, doing.appoint, _("已提名，等各方接受。"), TALKING,
        needs="mediation.appoint", main=ASKED,
        hint=_("可以由委员会指定，也可以由当事人选择；近亲属、代理人和当事人本人不能担任。"),
    ),
    "consent": Deed(
        _("记录当事人表态"), forms.ConsentForm, doing.consent, _("已记录表态。"), ASKED,
        main=ASKED, offered=lambda scene: bool(scene.parties),
        hint=_("一方明确拒绝的，不得调解（人民调解法第十七条）。"),
    ),
    "accept": Deed(
        _("记录接受调解员"), forms.AcceptForm, doing.accept, _("已记录。"), TALKING, main=ASKED,
        offered=lambda scene: bool(scene.parties) and _has_seat(Seat.PROPOSED)(scene),
    ),
    "challenge": Deed(
        _("要求调解员回避"), forms.ChallengeForm, doing.challenge, _("已记录，等负责人决定。"), TALKING,
        offered=_has_seat(Seat.PROPOSED, Seat.ACCEPTED),
    ),
    "rule": Deed(
        _("决定是否回避"), forms.RuleForm, doing.rule, _("已决定。"), TALKING, needs=DECIDE, main=TALKING,
        offered=lambda scene: any(each.upheld is None for each in scene.challenges),
    ),
    "plan": Deed(
        _("安排调解会"), forms.PlanForm, doing.plan, _("已安排。"), BUSY, main=BUSY, offered=_may_sit,
        hint=_("已经开过的，也在这里登记时间和地点，再记笔录。"),
    ),
    "minute": Deed(
        _("记录调解会"), forms.MinuteForm, doing.minute, _("笔录已保存。"), TALKING, main=BUSY,
        offered=lambda scene: any(each.minuted_at is None for each in scene.sittings),
    ),
    "draft": Deed(
        _("形成调解协议"), forms.DraftForm, doing.draft, _("协议已形成。"), BUSY, main=BUSY, offered=_may_sit,
    ),
    "sign": Deed(
        _("登记签名"), forms.SignForm, doing.sign, _("已登记。"), SIGNING, main=SIGNING,
        offered=_lacks(Signer.PARTY, Signer.MEDIATOR),
    ),
    "seal": Deed(
        _("登记委员会印章"), forms.SealForm, doing.seal, _("已登记。"), SIGNING, needs=DECIDE,
        main=SIGNING, offered=_lacks(Signer.COMMITTEE),
    ),
    "tear-up": Deed(
        _("作废草案，继续调解"), forms.TearUpForm, doing.tear_up, _("草案已作废。"), SIGNING,
    ),
    "visit": Deed(
        _("回访履行情况"), forms.VisitForm, doing.visit, _("回访已记录。"), FOLLOWED, main=FOLLOWED,
        offered=lambda scene: any(
            each.status != Performance.PERFORMED for each in scene.duties
        ),
    ),
    "apply": Deed(
        _("登记司法确认申请"), forms.ApplyForm, doing.apply_, _("已登记。"), AGREED,
        offered=lambda scene: scene.confirmation is None,
        hint=_("协议生效之日起三十日内，由各方共同申请，不收费。"),
    ),
    "court": Deed(
        _("登记法院答复"), forms.CourtForm, doing.court, _("已登记。"), AGREED, main=AGREED,
        offered=lambda scene: bool(
            scene.confirmation and scene.confirmation.state == Court.APPLIED
        ),
    ),
    "extend": Deed(
        _("延长调解期限"), forms.ExtendForm, doing.extend, _("期限已延长。"),
        (Status.MEDIATING, Status.SIGNING),
        offered=lambda scene: scene.dispute.extensions < EXTENSIONS_AT_MOST,
        hint=_("期限届满前，各方都同意才能延长，只能延长一次。"),
    ),
    "answer": Deed(
        _("登记公安处置情况"), forms.AnswerForm, doing.answer, _("已登记。"), DANGEROUS, main=DANGEROUS,
        offered=lambda scene: not _answered(scene),
    ),
    "resume": Deed(
        _("恢复调解"), forms.SceneForm, doing.resume, _("已恢复调解，继续计时。"), (Status.SUSPENDED,),
        main=(Status.SUSPENDED,), offered=_answered,
    ),
    "alarm": Deed(
        _("报告公安机关"), forms.AlarmForm, doing.alarm, _("已记录，并已通知值班人员。"), DANGEROUS,
        hint=_("有人受到威胁时，请先拨打 110，再在这里登记。调解中的纠纷会暂停。"), is_danger=True,
    ),
    "end": Deed(
        _("终止调解"), forms.EndForm, doing.end, _("已终止。请把下面的途径告知各方。"), TALKING,
        hint=_("当事人有权随时要求终止。"), is_danger=True,
    ),
}  # fmt: skip


def offered(actor: Actor, scene: Scene) -> dict[str, Deed]:
    """The deeds that the page offers now: allowed by the table, possible, and permitted."""
    if not scene.confides:
        return {}
    status = Status(scene.dispute.status)
    return {
        name: deed
        for name, deed in DEEDS.items()
        if status in deed.statuses
        and deed.offered(scene)
        and policy.allows(actor, deed.needs, scene.dispute)
    }
