"""What people read where the rules say a code."""

from django.utils.translation import gettext_lazy as _

from linli.domains.duties.rules import Kind, Move, Need, Origin, Status

ORIGIN = {
    Origin.STATUTORY: _("依法履职"),
    Origin.DELEGATED: _("上级委托"),
    Origin.SELF_GOVERNED: _("居民自治"),
}
STATUS = {
    Status.PROPOSED: _("待准入"),
    Status.IN_FORCE: _("在清单上"),
    Status.REFUSED: _("未准入"),
    Status.RETURNED: _("已退回"),
    Status.MERGED: _("已合并"),
}
TONE = {
    Status.PROPOSED: "warn",
    Status.IN_FORCE: "good",
    Status.REFUSED: "neutral",
    Status.RETURNED: "neutral",
    Status.MERGED: "neutral",
}
MOVE = {
    Move.ADMIT: _("准入清单"),
    Move.REFUSE: _("不予准入"),
    Move.KEEP: _("复核保留"),
    Move.RETURN: _("退回"),
    Move.MERGE: _("合并"),
}
KIND = {
    Kind.AUTHORITY: _("授权"),
    Kind.FUNDS: _("经费"),
    Kind.PEOPLE: _("人员"),
    Kind.EQUIPMENT: _("设备场地"),
}
NEED = {Need.AUTHORITY: _("没有授权"), Need.MEANS: _("没有经费、人员或设备")}
