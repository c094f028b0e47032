"""The shape of what people type around accounts."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from allauth.core import context
from allauth.mfa.base import forms as allauth_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import TooMany
from linli.platform.accounts import guard, visits
from linli.platform.accounts.rules import CODE_DIGITS, Kind

MALFORMED = (KeyError, TypeError, ValueError, AttributeError, InvalidSignature)
NAME = forms.TextInput(attrs={"autocomplete": "name"})
NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label=_("手机号"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"inputmode": "tel", "autocomplete": "tel-national", "autofocus": True}
        ),
        error_messages={"required": _("请填写手机号。")},
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("短信验证码"),
        help_text=_("%d 位数字，5 分钟内有效。") % CODE_DIGITS,
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
        error_messages={"required": _("请填写短信里的验证码。")},
    )


class SlipForm(forms.Form):
    code = forms.CharField(
        label=_("服务台登录码"),
        help_text=_("印在服务台给您的纸条上，10 个字母和数字；大小写都可以。"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
        error_messages={"required": _("请填写纸条上的登录码。")},
    )


class SetUpForm(forms.Form):
    password = forms.CharField(label=_("新密码"), widget=NEW_PASSWORD, strip=False)
    again = forms.CharField(label=_("再输一次"), widget=NEW_PASSWORD, strip=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> None:
        given = self.cleaned_data
        if "again" in given and given.get("password") != given["again"]:
            self.add_error("again", _("两次输入的密码不一样，请再输一次。"))


class DemoForm(forms.Form):
    """Which account of the demonstration was pressed."""

    username = forms.CharField(max_length=80)


class NameForm(forms.Form):
    name = forms.CharField(label=_("称呼"), max_length=80, required=False, widget=NAME)


class CounterForm(forms.Form):
    area = forms.ChoiceField(label=_("社区"))
    name = forms.CharField(
        label=_("称呼"),
        max_length=80,
        required=False,
        help_text=_("可以不填；填了，居民登录后看到的就是这个称呼。"),
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]


class StaffForm(forms.Form):
    name = forms.CharField(label=_("姓名"), max_length=80, widget=NAME)
    username = forms.CharField(
        label=_("用户名"), max_length=80, help_text=_("登录时用，不区分大小写。")
    )
    area = forms.CharField(
        label=_("管理区域代码"),
        max_length=15,
        required=False,
        help_text=_("由哪个区划管理这个账号；留空表示全部区域。"),
    )


class FilterForm(forms.Form):
    """The filter over the list of accounts."""

    words = forms.CharField(label=_("姓名或用户名"), max_length=80, required=False)
    kind = forms.ChoiceField(
        label=_("类型"),
        required=False,
        choices=[
            ("", _("全部")),
            (Kind.STAFF, _("工作人员")),
            (Kind.RESIDENT, _("居民")),
            (Kind.SERVICE, _("程序")),
        ],
    )
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("", _("全部")), ("active", _("有效")), ("closed", _("已停用"))],
    )


class GrantForm(forms.Form):
    role = forms.ChoiceField(label=_("角色"))
    area = forms.CharField(
        label=_("区域代码"),
        max_length=15,
        required=False,
        help_text=_("区划或网格代码，角色在那里及其下级有效；留空表示全部区域。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    department = forms.TypedChoiceField(
        label=_("部门"),
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text=_("部门经办人选择；角色只对本部门的事项有效。"),
    )

    def __init__(
        self,
        *args: Any,
        roles: list[tuple[str, str]],
        departments: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["role"].choices = [("", _("请选择")), *roles]
        fields["department"].choices = [("", _("不限部门")), *departments.items()]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("原因"), max_length=200, help_text=_("写入审计记录，不写个人信息。")
    )


class RoleForm(forms.Form):
    key = forms.SlugField(label=_("代码"), max_length=40, help_text=_("小写字母、数字和连字符。"))
    title = forms.CharField(label=_("名称"), max_length=80)


class CountedCode:
    """A form for a second-factor code that counts each try in PostgreSQL, before looking."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code: Any = self.fields["code"]  # type: ignore[attr-defined]  # of Django's forms
        code.label = _("验证码")
        code.widget.attrs.pop("placeholder", None)

    def clean_code(self) -> str:
        try:
            counted = guard.try_second_factor(context.request, self.user.pk)
        except TooMany as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from None
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # of allauth's form
        except ValidationError:
            visits.refused(self.user, by="mfa")
            raise
        try:
            guard.use_once(self.user.pk, code)
        except TooMany as refusal:
            words = _("这个验证码已用过，请等验证器显示下一个再输入。")
            raise ValidationError(words, code=refusal.code) from None
        counted.succeeded()
        return code


class AuthenticateForm(CountedCode, allauth_forms.AuthenticateForm):
    """The code that completes a sign-in."""


class ReauthenticateForm(CountedCode, allauth_forms.ReauthenticateForm):
    """The code before a sensitive change."""


class TotpForm(CountedCode, ActivateTOTPForm):
    """The code that proves that the authenticator app has the secret."""


class ReadsKey:
    """A form that takes what a security key said. What isn't even of that form gets words, too."""

    def full_clean(self) -> None:
        try:
            super().full_clean()  # type: ignore[misc]  # of Django's forms
        except MALFORMED:
            self.add_error(None, _("没有读懂安全密钥的回答，请再试一次。"))  # type: ignore[attr-defined]


class AddKeyForm(ReadsKey, AddWebAuthnForm):
    """A new security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("密钥名称")


class KeyForm(ReadsKey, AuthenticateWebAuthnForm):
    """A security key that completes a sign-in."""


class KeyAgainForm(ReadsKey, ReauthenticateWebAuthnForm):
    """A security key before a sensitive change."""
