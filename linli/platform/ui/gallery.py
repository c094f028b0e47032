"""What the gallery shows: every component in every state, with invented content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.platform.ui.components.words import BUTTON_KINDS, TONES
from linli.platform.ui.controls import DateBox


class ReportForm(forms.Form):
    """Every kind of control that a page may ask with."""

    title = forms.CharField(label=_("一句话说清楚"), help_text=_("比如：3 号楼电梯停了两天"))
    detail = forms.CharField(label=_("详细情况"), widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(
        label=_("属于哪一类"),
        choices=[("lift", _("电梯")), ("water", _("用水")), ("noise", _("噪声"))],
    )
    urgency = forms.ChoiceField(
        label=_("有多急"),
        widget=forms.RadioSelect,
        choices=[("now", _("今天就要")), ("soon", _("这几天")), ("later", _("不急"))],
    )
    reach = forms.MultipleChoiceField(
        label=_("怎么回复您"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("call", _("打电话")), ("text", _("发短信")), ("visit", _("上门"))],
    )
    photos = forms.FileField(
        label=_("照片"),
        required=False,
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/*", "data-photos": "", "data-max-bytes": 10 * 1024 * 1024}
        ),
    )
    phone = forms.CharField(
        label=_("手机号"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "type": "tel", "autocomplete": "tel"}),
    )
    lat = forms.CharField(label=_("纬度"), required=False)
    lon = forms.CharField(label=_("经度"), required=False)
    agree = forms.BooleanField(label=_("我同意社区为办理这件事联系我"))


class FilterForm(forms.Form):
    """A filter with more fields than stand open."""

    words = forms.CharField(label=_("关键词"), required=False)
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部")), ("open", _("办理中"))]
    )
    grid = forms.CharField(label=_("网格"), required=False)
    since = forms.DateField(label=_("从哪天起"), required=False, widget=DateBox())
    department = forms.CharField(label=_("部门"), required=False)


@dataclass(frozen=True)
class ShownReading:
    """A clock as the gallery shows it."""

    due_at: datetime | None
    remaining: timedelta
    provisional: bool = False
    paused: bool = False
    stopped: bool = False
    overdue: bool = False
    in_working_time: bool = False


def _readings(now: datetime) -> list[ShownReading | None]:
    hours = timedelta(hours=1)
    return [
        ShownReading(now + 50 * hours, 50 * hours),
        ShownReading(now + 2 * hours, 2 * hours),
        ShownReading(now - 3 * hours, -3 * hours, overdue=True),
        ShownReading(now + 90 * hours, 30 * hours, provisional=True, in_working_time=True),
        ShownReading(None, 5 * hours, paused=True),
        ShownReading(now, 5 * hours, stopped=True),
        ShownReading(now, -5 * hours, stopped=True, overdue=True),
        None,
    ]


def _entries(now: datetime) -> list[Mapping[str, Any]]:
    told = [
        (_("居民上报"), _("扫码上报，附照片 1 张"), "info"),
        (_("派单到物业公司"), _("采纳建议分类：电梯故障"), "neutral"),
        (_("即将超时，已提醒"), "", "warn"),
        (_("超过时限"), _("已通知街道督办"), "bad"),
        (_("已解决"), _("更换门机皮带，居民确认"), "good"),
    ]
    return [
        {
            "at": now - timedelta(hours=60 - 12 * index),
            "title": title,
            "detail": detail,
            "tone": tone,
        }
        for index, (title, detail, tone) in enumerate(told)
    ]


EVENTS = _("事件")
MENU = [
    {
        "title": title,
        "icon": icon,
        "group": group,
        "href": f"#{icon}",
        "current": icon == "bench",
        "open": group == EVENTS,
    }
    for title, icon, group in (
        (_("工作台"), "bench", ""),
        (_("派单"), "dispatch", EVENTS),
        (_("收件箱"), "inbox", EVENTS),
        (_("吹哨"), "whistle", EVENTS),
        (_("统计"), "chart", EVENTS),
        (_("房屋与楼栋"), "building", _("基础资料")),
        (_("居民"), "people", _("基础资料")),
        (_("系统设置"), "settings", _("设置与管理")),
    )
]
MONTHS = [(_("5 月"), 62, 41), (_("6 月"), 71, 60), (_("7 月"), 85, 77), (_("8 月"), 78, 76)]
SHARES = [(_("电梯"), 34), (_("用水"), 21), (_("噪声"), 18), (_("停车"), 12)]
AREAS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"title": str(name)},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [
                        [west, 39.902],
                        [west + 0.004, 39.902],
                        [west + 0.004, 39.906],
                        [west, 39.906],
                        [west, 39.902],
                    ]
                ],
            },
        }
        for name, west in ((_("第一网格"), 116.400), (_("第二网格"), 116.404))
    ],
}
POINTS = [
    {
        "lat": 39.9035,
        "lon": 116.4021,
        "title": str(_("3 号楼电梯")),
        "tone": "bad",
        "href": "#marks",
    },
    {"lat": 39.9049, "lon": 116.4062, "title": str(_("南门路灯")), "tone": "good"},
]


def context() -> dict[str, Any]:
    """Everything the gallery's pages need."""
    now = clock.now()
    wrong = ReportForm(
        auto_id="wrong_%s", data={"title": "", "urgency": "yesterday", "detail": str(_("电梯坏了"))}
    )
    return {
        "menu": MENU,
        "is_sample": True,
        "call_number": "010-12345",
        "tones": TONES,
        "kinds": BUTTON_KINDS,
        "form": ReportForm(),
        "wrong": wrong,
        "filter": FilterForm(),
        "readings": _readings(now),
        "entries": _entries(now),
        "page": Paginator(range(95), 10).get_page(3),
        "months": MONTHS,
        "month_columns": [_("月份"), _("收到"), _("办结")],
        "shares": SHARES,
        "share_columns": [_("类别"), _("件数")],
        "areas": AREAS,
        "points": POINTS,
        "rows": _rows(now),
        "stages": [_("上报"), _("派单"), _("办理"), _("回访"), _("办结")],
    }


def _rows(now: datetime) -> list[dict[str, Any]]:
    told = [
        ("20260412-0031-7", _("3 号楼电梯停运"), _("办理中"), "info"),
        ("20260412-0028-3", _("地下车库积水"), _("待派单"), "warn"),
        ("20260411-0102-5", _("夜间施工噪声"), _("已超时"), "bad"),
        ("20260411-0097-2", _("南门路灯不亮"), _("已办结"), "good"),
    ]
    readings = _readings(now)
    return [
        {"number": number, "title": title, "state": state, "tone": tone, "reading": readings[index]}
        for index, (number, title, state, tone) in enumerate(told)
    ]
