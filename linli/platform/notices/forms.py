"""The shape of what the pages of notices send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.platform.notices import queries, words
from linli.platform.notices.models import Preference
from linli.platform.notices.rules import OUTLETS


class WaysForm(forms.Form):
    """By which ways the reader wants to hear of what."""

    by_email = forms.BooleanField(
        label=_("也发到我的邮箱"), required=False,
        help_text=_("站内通知总会保留。晚上十点到早上七点不发邮件，紧急情况除外。"),
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=_("发邮件的内容"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, preference: Preference) -> None:
        keys = [topic.key for topic in queries.topics()]
        wanted = [key for key in keys if key not in preference.silent_topics]
        initial = {"by_email": preference.by_email, "topics": wanted}
        super().__init__(data, initial=initial)
        self._keys = keys
        self.fields["topics"].choices = [(t.key, t.title) for t in queries.topics()]  # type: ignore[attr-defined]

    def silent_topics(self) -> list[str]:
        return [key for key in self._keys if key not in self.cleaned_data["topics"]]


class OutletForm(forms.Form):
    """A robot or webhook that an administrator sets up."""

    name = forms.CharField(
        label=_("名称"), max_length=60, help_text=_("例如“二社区网格群机器人”。")
    )
    channel = forms.ChoiceField(
        label=_("种类"), choices=[(each, words.CHANNELS[each]) for each in sorted(OUTLETS)]
    )
    address = forms.CharField(
        label=_("密钥或网址"), max_length=500, widget=forms.PasswordInput(render_value=True),
        help_text=_("机器人填群里生成的 key 或 token；网络回调填 https:// 开头的网址。"),
    )  # fmt: skip
    secret = forms.CharField(
        label=_("签名密钥"), max_length=200, required=False,
        widget=forms.PasswordInput(render_value=True),
        help_text=_("网络回调必填，至少 16 个字符；钉钉机器人选“加签”时填写。"),
    )  # fmt: skip
    area = forms.RegexField(
        label=_("区划代码"), regex=r"^\d{0,15}$", required=False,
        help_text=_("只接收这个区划里的通知，例如社区的 12 位代码。"),
        error_messages={"invalid": _("区划代码只有数字，最多 15 位。")},
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=_("接收的内容"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选择一种内容。")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = [(t.key, t.title) for t in queries.topics()]  # type: ignore[attr-defined]


class MessageForm(forms.Form):
    """Which message a button means."""

    message = forms.UUIDField(widget=forms.HiddenInput)
