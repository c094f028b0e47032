"""The shape of what the page of keys sends."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.platform.access.actor import Actor
from linli.platform.accounts.models import Account
from linli.platform.api import queries

TERMS = {"30": _("30 天"), "365": _("一年"), "1095": _("三年")}


class KeyForm(forms.Form):
    """What a new key is for, for how long, and how often it may call."""

    account: "forms.ModelChoiceField[Account]" = forms.ModelChoiceField(
        queryset=Account.objects.none(),
        label=_("程序账号"),
        help_text=_("密钥能做的事，就是这个账号的角色能做的事。"),
    )
    name = forms.CharField(
        max_length=80, label=_("用途"), help_text=_("写明装在哪里，例如“水务平台主机”。")
    )
    days = forms.ChoiceField(choices=list(TERMS.items()), label=_("有效期"), initial="365")
    per_minute = forms.IntegerField(
        min_value=1,
        max_value=100_000,
        initial=600,
        label=_("每分钟最多调用次数"),
        help_text=_("一般系统 600 次足够。"),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        account: Any = self.fields["account"]
        account.queryset = queries.services_managed_by(actor)

    def wishes(self) -> dict[str, Any]:
        """The values as `actions.create_key` takes them."""
        wishes = dict(self.cleaned_data)
        wishes["expires_at"] = clock.now() + timedelta(days=int(wishes.pop("days")))
        return wishes
