"""What people read where the rules say a code."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.domains.mediation.rules import (
    Chosen,
    Consent,
    Court,
    Ending,
    Form,
    How,
    Limit,
    Mark,
    Performance,
    Relation,
    Risk,
    Seat,
    Signer,
    Source,
    Status,
)

STATUS = {
    Status.ASKED: _("征求意见"),
    Status.MEDIATING: _("调解中"),
    Status.SUSPENDED: _("已报警，暂停调解"),
    Status.SIGNING: _("协议待签章"),
    Status.IN_EFFECT: _("协议履行中"),
    Status.PERFORMED: _("已履行"),
    Status.UNPERFORMED: _("未履行"),
    Status.ENDED: _("已终止"),
}
STATUS_TONE = {
    Status.ASKED: "warn",
    Status.MEDIATING: "info",
    Status.SUSPENDED: "bad",
    Status.SIGNING: "warn",
    Status.IN_EFFECT: "info",
    Status.PERFORMED: "good",
    Status.UNPERFORMED: "bad",
    Status.ENDED: "neutral",
}
ENDING = {
    Ending.AGREEMENT: _("达成协议"),
    Ending.REFUSED: _("当事人拒绝调解"),
    Ending.STOPPED: _("当事人要求终止"),
    Ending.FAILED: _("调解不成"),
    Ending.WITHDRAWN: _("撤回申请"),
    Ending.POLICE: _("移交公安机关"),
    Ending.COURT: _("已进入诉讼或仲裁"),
}
# What the parties are told about the ways that remain (art. 17, 23, 25, 26, 32).
PATHS = {
    Ending.AGREEMENT: _(
        "协议有法律约束力，各方应当按约定履行。对履行或者内容有争议的，可以向人民法院起诉；"
        "各方认为有必要的，可以在协议生效之日起三十日内共同申请司法确认，不收费。"
    ),
    Ending.REFUSED: _(
        "当事人一方明确拒绝，依法不得调解。各方可以依法通过仲裁、行政处理或者向人民法院起诉维护权利；"
        "以后愿意调解的，可以再来申请。"
    ),
    Ending.STOPPED: _(
        "当事人有权随时要求终止调解。各方可以依法通过仲裁、行政处理或者向人民法院起诉维护权利；"
        "请留意诉讼时效和仲裁时效。"
    ),
    Ending.FAILED: _(
        "调解不成，依法终止。各方可以依法通过仲裁、行政处理或者向人民法院起诉维护权利；"
        "经济有困难的，可以向法律援助机构（电话 12348）申请帮助。"
    ),
    Ending.WITHDRAWN: _(
        "申请已经撤回。以后仍可以再次申请人民调解，也可以依法通过仲裁、行政处理或者诉讼解决。"
    ),
    Ending.POLICE: _(
        "事情可能涉及治安案件或者刑事案件，已移交公安机关处理。民事赔偿部分，仍可以申请调解或者起诉。"
        "遇到危险请立即拨打 110。"
    ),
    Ending.COURT: _(
        "事情已经由人民法院或者仲裁机构受理，请按通知的时间参加。愿意和解的，可以请法院委托调解。"
    ),
}
UNPERFORMED = _(
    "一方没有履行协议的，可以再次请调解委员会督促，也可以依法向人民法院起诉；经法院裁定确认有效的，"
    "可以向人民法院申请强制执行。"
)
CONSENT = {"": _("还没有表态"), Consent.AGREED: _("同意调解"), Consent.REFUSED: _("拒绝调解")}
CONSENT_TONE = {"": "warn", Consent.AGREED: "good", Consent.REFUSED: "bad"}
ANSWER = {Consent.AGREED: _("同意调解"), Consent.REFUSED: _("明确拒绝调解（将依法终止）")}
HOW = {
    How.IN_PERSON: _("当面"),
    How.PHONE: _("电话"),
    How.WRITING: _("书面"),
    How.MESSAGE: _("短信或微信"),
}
RELATION = {
    Relation.NONE: _("没有关系"),
    Relation.ACQUAINTED: _("相识（同事、邻居、朋友）"),
    Relation.BUSINESS: _("有经济往来或者其他利害关系"),
    Relation.RELATIVE: _("近亲属（不得担任本案调解员）"),
    Relation.AGENT: _("一方的代理人（不得担任本案调解员）"),
    Relation.PARTY: _("本人就是当事人（不得担任本案调解员）"),
}
CHOSEN = {Chosen.COMMITTEE: _("委员会指定"), Chosen.PARTIES: _("当事人选择")}
SEAT = {
    Seat.PROPOSED: _("待各方接受"),
    Seat.ACCEPTED: _("各方已接受"),
    Seat.CHALLENGED: _("回避待决定"),
    Seat.RECUSED: _("已回避"),
}
SEAT_TONE = {
    Seat.PROPOSED: "warn",
    Seat.ACCEPTED: "good",
    Seat.CHALLENGED: "bad",
    Seat.RECUSED: "neutral",
}
RISK = {
    Risk.VIOLENCE: _("可能动手伤人"),
    Risk.SELF_HARM: _("有人可能自伤"),
    Risk.CROWD: _("可能聚众闹事"),
    Risk.CRIME: _("可能涉及治安或刑事案件"),
}
FORM = {
    Form.WRITTEN: _("书面协议（各方签名、调解员签名并盖委员会印章之日起生效）"),
    Form.ORAL: _("口头协议（各方达成之日起生效，由调解员记录）"),
}
FORM_SHORT = {Form.WRITTEN: _("书面协议"), Form.ORAL: _("口头协议")}
SIGNER = {
    Signer.PARTY: _("当事人"),
    Signer.MEDIATOR: _("调解员"),
    Signer.COMMITTEE: _("委员会印章"),
}
MARK = {Mark.SIGNATURE: _("签名"), Mark.STAMP: _("盖章"), Mark.FINGERPRINT: _("按指印")}
PERFORMANCE = {
    Performance.DUE: _("待履行"),
    Performance.PERFORMED: _("已履行"),
    Performance.NOT_PERFORMED: _("未履行"),
}
PERFORMANCE_TONE = {
    Performance.DUE: "info",
    Performance.PERFORMED: "good",
    Performance.NOT_PERFORMED: "bad",
}
COURT = {
    Court.APPLIED: _("已共同申请"),
    Court.CONFIRMED: _("法院裁定有效"),
    Court.REFUSED: _("法院驳回申请"),
    Court.NOT_ACCEPTED: _("法院不予受理"),
}
COURT_TONE = {
    Court.APPLIED: "info",
    Court.CONFIRMED: "good",
    Court.REFUSED: "bad",
    Court.NOT_ACCEPTED: "bad",
}
LIMIT = {
    Limit.TALKS: _("调解期限"),
    Limit.EXTENSION: _("各方同意后的延长"),
    Limit.ALARM: _("登记公安处置情况"),
}
SOURCE = {Source.COUNTER: _("窗口登记"), Source.CASE: _("事件转来")}
STEP = {
    "open": _("登记纠纷"),
    "describe": _("补充纠纷情况"),
    "party": _("登记当事人"),
    "consent": _("当事人表态"),
    "appoint": _("确定调解员"),
    "accept": _("接受调解员"),
    "challenge": _("要求回避"),
    "rule": _("决定回避"),
    "begin": _("开始调解"),
    "plan": _("安排调解会"),
    "minute": _("记录调解会"),
    "alarm": _("报告公安机关"),
    "answer": _("公安处置情况"),
    "resume": _("恢复调解"),
    "extend": _("延长期限"),
    "draft": _("形成协议"),
    "tear_up": _("作废协议草案"),
    "sign": _("签署协议"),
    "take_effect": _("协议生效"),
    "visit": _("回访履行"),
    "perform": _("履行完毕"),
    "break": _("没有履行"),
    "apply": _("申请司法确认"),
    "decide": _("法院答复"),
    "end": _("终止调解"),
}
STEMS = "甲乙丙丁戊己庚辛壬癸"


def side(place: int) -> str:
    """甲方 for the first party, 乙方 for the second, up to the tenth; then by number."""
    if place > len(STEMS):
        return gettext("第 %d 方") % place
    return str(_SIDES[place - 1])


_SIDES: list[Any] = [
    _("甲方"), _("乙方"), _("丙方"), _("丁方"), _("戊方"), _("己方"), _("庚方"), _("辛方"), _("壬方"),
    _("癸方"),
]  # fmt: skip
