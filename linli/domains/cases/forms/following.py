"""Forms of the progress page, where whoever reported a case follows and answers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.cases import words
from linli.platform.files.fields import PhotosField

YES_NO = [("yes", _("解决了")), ("no", _("还没有解决"))]


class FollowForm(forms.Form):
    number = forms.CharField(
        label=_("事件编号"),
        help_text=_("回执上的编号，例如 261122-0042-7。"),
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    code = forms.CharField(
        label=_("查询码"),
        help_text=_("回执上的 6 位数字。"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class AnswerForm(forms.Form):
    solved = forms.ChoiceField(
        label=_("这件事解决了吗？"), choices=YES_NO, widget=forms.RadioSelect
    )
    satisfaction = forms.ChoiceField(
        label=_("您对办理满意吗？"),
        help_text=_("和上面分开算：没有解决也可以满意，解决了也可以不满意。"),
        choices=words.SATISFACTION,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("还想说的话"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("补充情况"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    photos = PhotosField(label=_("照片"))


class ReplyForm(forms.Form):
    """Words that the resident will read."""

    words = forms.CharField(
        label=_("回复内容"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PartDoneForm(forms.Form):
    """What a co-handler did."""

    words = forms.CharField(
        label=_("怎样办理的"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    photos = PhotosField(label=_("办理后的照片"))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("理由"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class MergeForm(forms.Form):
    """Which alike cases are worked on as part of this one."""

    cases = forms.MultipleChoiceField(label=_("并入本事件的"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["cases"].choices = offered  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why the reporter takes the matter back; nobody has to say."""

    reason = forms.CharField(
        label=_("为什么撤回（可以不填）"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
