"""The words that scripts say, in the reader's language."""

from typing import Final

from django.utils.translation import gettext_lazy as _

SCRIPT_WORDS: Final = {
    "sending": _("正在提交…"),
    "unsent": _("没有连上服务器，填过的内容还在。请检查网络后再试一次。"),
    "restored": _("已恢复您上次没写完的内容。"),
    "discard": _("清空重写"),
    "copy": _("复制"),
    "copied": _("已复制"),
    "close": _("关闭"),
    "too_big": _("“%(name)s” 超过 %(limit)s MB，请换一张小一些的照片。"),
    "too_many": _("最多可以选 %(count)s 张照片，请去掉几张再选。"),
    "map_point": _("位置"),
    "map_centre": _("把位置放在地图中间"),
    "map_here": _("用我现在的位置"),
    "point_set": _("位置已记下：纬度 %(lat)s，经度 %(lon)s%(range)s。"),
    "point_range": _("，误差约 %(metres)s 米"),
    "box": _("第 %(number)s 块遮盖"),
    "point_away": _("去掉位置"),
    "map_lost": _("没有得到您的位置，请在地图上点一下，或者用文字说明在哪里。"),
    "zoom_in": _("放大"),
    "zoom_out": _("缩小"),
}
