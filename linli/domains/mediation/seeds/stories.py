"""What the residents of the demonstration district quarrel about. Every name and word is made up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from linli.domains.mediation import actions, queries
from linli.domains.mediation.actions import Promised
from linli.domains.mediation.models import Agreement, Dispute
from linli.domains.mediation.rules import (
    Consent,
    Court,
    Ending,
    Form,
    How,
    Mark,
    Relation,
    Risk,
    Signer,
)
from linli.kernel import clock
from linli.platform.access.actor import machine

LINLI = machine("demonstration")
VOLUNTEERS = ("冯老师", "曹师傅")
Deed = Callable[[Dispute], Any]


@dataclass(frozen=True, slots=True)
class Plot:
    """One dispute: what it is about, when it began, and what happened one after the other."""

    kind: str
    subject: str
    statement: str
    location: str
    days_ago: float
    deeds: Sequence[Deed] = ()
    pace: float = 2  # days from one deed to the next
    parties: Sequence[tuple[int, str]] = field(default=((7001, "金小明"), (7002, "陆大伟")))


def _today() -> Any:
    return clock.local_date(clock.now())


def begin(_dispute: Dispute) -> None:
    """Everybody agrees; the seed knows who mediates."""


def meet(dispute: Dispute) -> None:
    sitting = actions.plan_sitting(
        actor=LINLI, dispute=dispute, at=clock.now(), location="社区调解室"
    )
    actions.minute_sitting(
        actor=LINLI, sitting=sitting, present=list(dispute.parties.all()),
        minutes="双方各自说明了经过，对责任比例看法不同，约定回去商量。",
    )  # fmt: skip


def refuse(dispute: Dispute) -> None:
    party = dispute.parties.order_by("-place")[0]
    actions.record_consent(
        actor=LINLI, dispute=dispute, party=party, answer=Consent.REFUSED, how=How.PHONE
    )


def _end(ending: Ending, reason: str) -> Deed:
    def deed(dispute: Dispute) -> None:
        actions.end_mediation(
            actor=LINLI, dispute=dispute, ending=ending, reason=reason,
            party=dispute.parties.all()[0],
        )  # fmt: skip

    return deed


def challenge(dispute: Dispute) -> None:
    actions.challenge_mediator(
        actor=LINLI, seat=dispute.seats.all()[0], relation=Relation.ACQUAINTED,
        reason="和对方是老同事，担心偏向。", party=dispute.parties.all()[0],
    )  # fmt: skip


def alarm(dispute: Dispute) -> None:
    actions.raise_alarm(
        actor=LINLI, dispute=dispute, risk=Risk.VIOLENCE, told="110", receipt="演示0001",
        report="一方在楼道里推搡，网格员已劝开，双方已分别回家。",
    )  # fmt: skip


def draft(dispute: Dispute) -> None:
    first = dispute.parties.all()[0]
    actions.draft_agreement(
        actor=LINLI, dispute=dispute, form=Form.WRITTEN,
        terms="一、甲方一次性付给乙方修理费三千元。\n二、乙方收到后不再就此事提出其他要求。",
        duties=[Promised(first, "付修理费三千元", _today() + timedelta(days=10))],
    )  # fmt: skip


def shake_hands(dispute: Dispute) -> None:
    actions.draft_agreement(
        actor=LINLI, dispute=dispute, form=Form.ORAL, terms="甲方晚上十点以后不再练琴，当面道歉。"
    )


def sign_by_one(dispute: Dispute) -> None:
    _sign(dispute, queries.missing_marks(_agreement(dispute))[:1])


def sign_by_all(dispute: Dispute) -> None:
    agreement = _agreement(dispute)
    _sign(dispute, queries.missing_marks(agreement)[:-1])
    actions.seal_agreement(actor=LINLI, agreement=agreement, sealed_on=_today())


def perform(dispute: Dispute) -> None:
    duty = _agreement(dispute).duties.all()[0]
    actions.visit_duty(actor=LINLI, duty=duty, performed=True, note_="电话回访，双方都说已经付清。")


def miss(dispute: Dispute) -> None:
    duty = _agreement(dispute).duties.all()[0]
    actions.visit_duty(actor=LINLI, duty=duty, performed=False, note_="对方说手头紧，请再宽限。")


def apply_to_court(dispute: Dispute) -> None:
    actions.apply_to_court(
        actor=LINLI, agreement=_agreement(dispute), court="西湖区人民法院", applied_on=_today(),
        jointly=True, about_status=False,
    )  # fmt: skip


def confirm(dispute: Dispute) -> None:
    actions.record_court(
        actor=LINLI, confirmation=_agreement(dispute).confirmation, state=Court.CONFIRMED,
        decided_on=_today(), paper="（演示）民特 1 号",
    )  # fmt: skip


def _agreement(dispute: Dispute) -> Agreement:
    return queries.standing_agreement(dispute)


def _sign(dispute: Dispute, marks: Sequence[tuple[Signer, str]]) -> None:
    for signer, whose in marks:
        actions.sign_agreement(
            actor=LINLI, agreement=_agreement(dispute), signer=signer, whose=whose,
            mark=Mark.SIGNATURE, signed_on=_today(),
        )  # fmt: skip


AGREED = (begin, meet, draft, sign_by_all)
PLOTS = (
    Plot(
        "neighbours",
        "楼上漏水赔偿",
        "卫生间防水坏了，天花板发霉。",
        "3号楼2单元",
        60,
        (*AGREED, perform),
        2,
    ),
    Plot(
        "renovation",
        "夜间练琴影响休息",
        "孩子晚上练琴到十一点。",
        "5号楼",
        52,
        (begin, shake_hands),
    ),
    Plot(
        "property_fee",
        "物业费拖欠和保洁质量",
        "认为保洁不到位，两年没有交费。",
        "8号楼",
        47,
        (begin, meet, _end(Ending.FAILED, "对欠费金额分歧太大。")),
    ),
    Plot(
        "lease",
        "租房押金退还",
        "退租时对墙面损坏有争议。",
        "1号楼",
        44,
        (*AGREED, apply_to_court, confirm),
    ),
    Plot(
        "family",
        "赡养老人分担",
        "三个子女对照护费用分担有不同看法。",
        "6号楼",
        38,
        (*AGREED, miss),
        6,
        ((7011, "严大哥"), (7012, "严二姐"), (7013, "严小弟")),
    ),
    Plot("damage", "电动车刮擦赔偿", "在车棚倒车时碰坏了对方的车。", "南门车棚", 33, (refuse,)),
    Plot(
        "neighbours",
        "楼道堆物争执",
        "鞋柜占了公共通道。",
        "2号楼1单元",
        27,
        (begin, _end(Ending.STOPPED, "一方决定直接起诉。")),
    ),
    Plot(
        "contract",
        "拼团购货退款",
        "货没有到，团长说已经付给厂家。",
        "线上",
        21,
        (_end(Ending.WITHDRAWN, "已经退款。"),),
    ),
    Plot("neighbours", "空调外机噪声", "外机正对卧室窗户。", "9号楼", 18, (*AGREED,), 2),
    Plot(
        "damage",
        "高空坠物砸车",
        "花盆掉下来砸坏车窗。",
        "4号楼东侧",
        12,
        (begin, meet, draft, sign_by_one),
    ),
    Plot(
        "renovation", "装修敲承重墙", "担心房屋安全，要求停工鉴定。", "7号楼3单元", 8, (begin, meet)
    ),
    Plot("neighbours", "宠物咬伤", "没有拴绳，咬伤小腿。", "中心花园", 5, (begin, alarm)),
    Plot(
        "consumer",
        "理发店预付卡退费",
        "店铺要搬走，卡里还有余额。",
        "沿街店铺",
        3,
        (begin, challenge),
        0.5,
    ),
    Plot("neighbours", "露台种菜占用", "公共露台被一户种满了菜。", "10号楼顶层", 1),
)
