"""The shape of what the pages of webhooks send."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import domains
from linli.platform.webhooks import catalogue, words
from linli.platform.webhooks.rules import State


class SubscriptionForm(forms.Form):
    """A program that wants to hear of something."""

    name = forms.CharField(
        label=_("名称"), max_length=60, help_text=_("写明是哪个系统，例如“区大数据平台”。")
    )
    address = forms.CharField(
        label=_("接收网址"), max_length=500,
        help_text=_("以 https:// 开头。事件会 POST 到这里；转址不跟随，内部网络要由部署人员放行。"),
    )  # fmt: skip
    area = forms.RegexField(
        label=_("区划代码"), regex=r"^\d{0,15}$", required=False,
        help_text=_("只接收这个区划及其下级发生的事件；不填就是全部，包括不属于任何区划的事件。"),
        error_messages={"invalid": _("区划代码只有数字，最多 15 位。")},
    )  # fmt: skip
    types = forms.MultipleChoiceField(
        label=_("接收的事件"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选择一种事件。")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["types"].choices = choices()  # type: ignore[attr-defined]


class LogForm(forms.Form):
    """Which part of the log is looked at."""

    state = forms.ChoiceField(
        label=_("状态"), required=False,
        choices=[("", _("全部")), *((each.value, words.STATES[each]) for each in State)],
    )  # fmt: skip


def choices() -> list[tuple[str, Any]]:
    """Every kind, those of one app beside each other."""
    titles = {domain.key: domain.title for domain in domains}
    every = catalogue.kinds().values()
    return [
        (kind.name, f"{titles.get(group, group)} · {kind.title}")
        for group, kinds in groupby(every, key=lambda kind: kind.group)
        for kind in kinds
    ]
