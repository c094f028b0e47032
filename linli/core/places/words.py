"""What people read where the rules say a code."""

from django.utils.translation import gettext_lazy as _

from linli.core.places.datum import Datum

DATUMS = {
    Datum.WGS84: _("手机定位、天地图（WGS-84）"),
    Datum.GCJ02: _("高德、腾讯地图（GCJ-02）"),
    Datum.BD09: _("百度地图（BD-09）"),
}
