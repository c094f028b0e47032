"""What a person reads when a value has the wrong shape: one sentence that mends it.

Keyed by pydantic's error types, whose `ctx` fills the blanks.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

TEXT = _("这里要填文字。")
WHOLE = _("这里要填整数。")
NUMBER = _("这里要填数字。")
YES_OR_NO = _("这里要填 true 或 false。")
MOMENT = _("请写成带时区的时间，例如 2026-05-01T08:30:00+08:00。")
DAY = _("请写成日期，例如 2026-05-01。")
LIST = _("这里要填一个列表。")
OBJECT = _("这里要填一个 JSON 对象。")
ADDRESS = _("请写成完整的网址，例如 https://example.org/。")
ID = _("请写成编号（UUID），例如 0198c0de-0000-7000-8000-000000000000。")

SENTENCES = {
    "missing": _("缺少这一项，请补上。"),
    "extra_forbidden": _("没有这一项，请核对名称或去掉。"),
    "nul_character": _("文字里有空字符（U+0000），请去掉。"),
    "string_type": TEXT,
    "string_unicode": TEXT,
    "string_too_short": _("太短，至少 %(min_length)s 个字。"),
    "string_too_long": _("太长，最多 %(max_length)s 个字。"),
    "string_pattern_mismatch": _("格式不对，要符合 %(pattern)s。"),
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "int_parsing_size": _("这个数字太大。"),
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "finite_number": NUMBER,
    "decimal_type": NUMBER,
    "decimal_parsing": NUMBER,
    "decimal_max_digits": _("最多 %(max_digits)s 位数字。"),
    "decimal_max_places": _("最多 %(decimal_places)s 位小数。"),
    "bool_type": YES_OR_NO,
    "bool_parsing": YES_OR_NO,
    "greater_than": _("要大于 %(gt)s。"),
    "greater_than_equal": _("不能小于 %(ge)s。"),
    "less_than": _("要小于 %(lt)s。"),
    "less_than_equal": _("不能大于 %(le)s。"),
    "multiple_of": _("要是 %(multiple_of)s 的倍数。"),
    "enum": _("只能是这些值之一：%(expected)s。"),
    "literal_error": _("只能是这些值之一：%(expected)s。"),
    "uuid_type": ID,
    "uuid_parsing": ID,
    "datetime_type": MOMENT,
    "datetime_parsing": MOMENT,
    "datetime_from_date_parsing": MOMENT,
    "datetime_object_invalid": MOMENT,
    "timezone_aware": MOMENT,
    "date_type": DAY,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
    "list_type": LIST,
    "tuple_type": LIST,
    "too_short": _("至少要有 %(min_length)s 项。"),
    "too_long": _("最多 %(max_length)s 项。"),
    "dict_type": OBJECT,
    "model_type": OBJECT,
    "model_attributes_type": OBJECT,
    "url_type": ADDRESS,
    "url_parsing": ADDRESS,
    "url_scheme": ADDRESS,
}
OTHERWISE = _("这一项的格式不对，请对照接口说明修改。")


def sentence(kind: str, context: Mapping[str, Any]) -> str:
    """The words for one error of pydantic's."""
    if kind == "value_error" and context.get("error"):
        return str(context["error"])
    words = SENTENCES.get(kind, OTHERWISE)
    return str(words % context if "%(" in words else words)
