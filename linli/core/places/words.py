"""What people read where the rules say a code."""

from django.utils.translation import gettext_lazy as _

from linli.core.places.datum import Datum
from linli.core.places.kinds import Kind

DATUMS = {
    Datum.WGS84: _("手机定位、天地图（WGS-84）"),
    Datum.GCJ02: _("高德、腾讯地图（GCJ-02）"),
    Datum.BD09: _("百度地图（BD-09）"),
}
KIND = {
    Kind.LAMP: _("路灯"),
    Kind.MANHOLE: _("井盖"),
    Kind.HYDRANT: _("消防栓"),
    Kind.LIFT: _("电梯"),
    Kind.CHARGER: _("充电桩"),
    Kind.BIN: _("垃圾箱"),
    Kind.FITNESS: _("健身器材"),
    Kind.NOTICE_BOARD: _("公示栏"),
    Kind.GATE: _("门禁道闸"),
    Kind.CAMERA: _("监控探头"),
    Kind.TREE: _("树木"),
    Kind.ROAD: _("道路"),
    Kind.LAWN: _("绿地"),
    Kind.FENCE: _("围墙护栏"),
    Kind.WATER: _("河道水体"),
    Kind.PARKING: _("停车区"),
    Kind.OTHER: _("其他设施"),
}
