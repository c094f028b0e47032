"""What an auditor reads for each deed of the council on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "council.answer": _("答复名册异议"),
    "council.cast": _("业主投票"),
    "council.dispute": _("两次计票不一致，停止公布"),
    "council.enter": _("录入线下选票"),
    "council.enter_pile": _("成批录入线下选票"),
    "council.fix_roll": _("确定业主名册"),
    "council.keep_mandate": _("登记委托书"),
    "council.lapse": _("表决未成立"),
    "council.list_units": _("导入房屋清单"),
    "council.notice": _("公告业主表决"),
    "council.object": _("对名册提出异议"),
    "council.pass_place": _("名册上换成新业主"),
    "council.prove_posting": _("登记张贴"),
    "council.publish": _("计票并公布结果"),
    "council.void": _("冒名的选票作废"),
    "council.answer_appeal": _("答复协商内容的申诉"),
    "council.appeal": _("对移除协商内容提出申诉"),
    "council.bring_in": _("导入另一个系统的协商"),
    "council.contribute": _("在协商中写观点或理由"),
    "council.enter_contribution": _("代录观点或理由"),
    "council.enter_opinions": _("代录表态"),
    "council.freeze": _("封存协商结果"),
    "council.moderate": _("审核协商内容"),
    "council.open_deliberation": _("发起议题协商"),
    "council.regroup": _("计算意见群体"),
}
