"""What people read where the rules say a code."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from linli.core.people.rules import FIELD_OF, Care, Gender, Problem, Relation
from linli.kernel.errors import Invalid

GENDERS = {Gender.MALE: _("男"), Gender.FEMALE: _("女"), Gender.UNKNOWN: _("未说明")}
RELATIONS = {
    Relation.OWNER: _("产权人"),
    Relation.TENANT: _("租户"),
    Relation.FAMILY: _("家庭成员"),
    Relation.OTHER: _("其他"),
}
CARES = {
    Care.ALONE: _("独居老人"),
    Care.EMPTY_NEST: _("空巢老人"),
    Care.UNABLE: _("失能"),
    Care.DISABLED: _("残疾人"),
    Care.LOW_INCOME: _("低保"),
    Care.CHILD: _("困境儿童"),
    Care.VETERAN: _("优抚对象"),
}
WRONG = {
    Problem.NO_NAME: (_("没有姓名"), _("请填写姓名。")),
    Problem.LONG_NAME: (_("姓名超过 50 个字"), _("请核对姓名一栏是否填错。")),
    Problem.PHONE: (_("电话拨不通"), _("请填 11 位手机号，或带区号的座机号。")),
    Problem.ID_NUMBER: (_("身份证号码不正确"), _("请核对 18 位号码；没有就留空。")),
    Problem.BIRTH_DATE: (_("出生日期不可能"), _("请核对年份，不要晚于今天。")),
    Problem.TWO_BIRTH_DATES: (
        _("出生日期与身份证号码不一致"),
        _("请核对其中一个，或只留身份证号码。"),
    ),
    Problem.NO_BUILDING: (_("本社区没有这个楼栋"), _("请核对名称，或先在“楼栋”里登记。")),
}


def refusal_of(problems: Iterable[Problem]) -> Invalid:
    """The problems as one refusal, each beside its field."""
    found = list(problems)
    says = {FIELD_OF[each]: f"{WRONG[each][0]}：{WRONG[each][1]}" for each in reversed(found)}
    return Invalid(f"{WRONG[found[0]][0]}：{WRONG[found[0]][1]}", **says)
