"""The shape of what people type about proposals."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.core.divisions import queries as divisions
from linli.core.divisions.models import Department, Division
from linli.domains.council import queries, words
from linli.domains.council.actions import Behalf, Proof, Said
from linli.domains.council.models import Proposal
from linli.domains.council.models.proposals import LONGEST
from linli.domains.council.rules.procedures import FOUR_STEPS, PROCEDURES, Need
from linli.domains.council.rules.proposals import Amended, Heads
from linli.kernel.ids import new_id
from linli.platform.calendar.clocks.words import moment
from linli.platform.files.fields import PhotosField

LONG = forms.Textarea({"rows": 4})
PHONE = forms.TextInput({"inputmode": "tel", "autocomplete": "off"})


class StepFilter(forms.Form):
    """On which step: every step of every procedure once, by the first title that it has."""

    step = forms.ChoiceField(label=_("在哪一步"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        titles: dict[str, Any] = {}
        for procedure in PROCEDURES.values():
            for step in procedure.steps:
                titles.setdefault(step.key, step.title)
        self.fields["step"].choices = [("", _("全部")), *titles.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> str:
        """The key of the step, "" where the filter says nonsense."""
        return self.cleaned_data["step"] if self.is_valid() else ""


class TextForm(forms.Form):
    """What is wrong and what to do about it."""

    problem = forms.CharField(
        label=_("现在有什么问题？"), max_length=LONGEST, widget=LONG,
        help_text=_("一两句话就可以，不写别人的姓名和电话。"),
    )  # fmt: skip
    remedy = forms.CharField(label=_("您建议怎么做？"), max_length=LONGEST, widget=LONG)


class ProposeForm(TextForm):
    """A resident's proposal. `seen`: the sender has looked at those that are alike."""

    submission_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    seen = forms.BooleanField(widget=forms.HiddenInput, required=False)
    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    title = forms.CharField(label=_("标题"), max_length=60)
    location = forms.CharField(label=_("地点"), max_length=200, required=False)
    photos = PhotosField(label=_("照片"))
    field_order = ("community", "title", "problem", "remedy", "location", "photos")

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        if len(communities) == 1:
            self.initial["community"] = communities[0]

    def said(self) -> Said:
        typed = self.cleaned_data
        return Said(typed["title"], typed["problem"], typed["remedy"], typed["location"])


class BehalfForm(forms.Form):
    """For whom a worker enters something."""

    name = forms.CharField(label=_("居民姓名"), max_length=80)
    phone = forms.CharField(label=_("居民电话"), max_length=20, widget=PHONE)
    witness = forms.CharField(
        label=_("见证人"), help_text=_("当时在场、听到居民怎么说的人。"), max_length=80
    )

    def behalf(self) -> Behalf:
        typed = self.cleaned_data
        return Behalf(typed["name"], typed["phone"], typed["witness"])


class DeskForm(ProposeForm):
    """What a worker enters: for a resident at the counter, or as the body that begins the procedure."""

    procedure = forms.ChoiceField(
        label=_("按哪个程序"), initial=FOUR_STEPS.key,
        choices=[(each.key, each.title) for each in PROCEDURES.values()],
    )  # fmt: skip
    name = forms.CharField(
        label=_("居民姓名"), max_length=80, required=False,
        help_text=_("替居民录入时填写姓名、电话和见证人；组织提议不填。"),
    )  # fmt: skip
    phone = forms.CharField(label=_("居民电话"), max_length=20, required=False, widget=PHONE)
    witness = forms.CharField(label=_("见证人"), max_length=80, required=False)

    def behalf(self) -> Behalf | None:
        typed = self.cleaned_data
        told = (typed["name"], typed["phone"], typed["witness"])
        return Behalf(*told) if any(told) else None


class NothingForm(forms.Form):
    """A deed that asks nothing."""


class WordsForm(forms.Form):
    words = forms.CharField(label=_("说明"), max_length=1000, widget=LONG)


class RefuseProposalForm(forms.Form):
    criterion = forms.ChoiceField(label=_("依据"), choices=[*words.CRITERION.items()])
    words = forms.CharField(
        label=_("理由"), help_text=_("居民会看到。"), max_length=1000, widget=LONG
    )


class JudgeForm(forms.Form):
    upheld = forms.ChoiceField(
        label=_("决定"), choices=[("yes", _("异议成立，恢复受理")), ("no", _("维持不予受理"))]
    )
    words = forms.CharField(label=_("答复"), max_length=1000, widget=LONG)


class AmendForm(TextForm):
    reason = forms.CharField(label=_("为什么要改？"), max_length=400)


class AnswerAmendmentForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("答复"),
        choices=[(Amended.ACCEPTED, _("采纳")), (Amended.REFUSED, _("不采纳")), (Amended.CLOSED, _("关闭"))],
    )  # fmt: skip
    words = forms.CharField(label=_("说明"), max_length=400, required=False)


class StepForm(forms.Form):
    """What shows that the step under way is done: the fields that its rule asks for, no others."""

    step = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, about: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["step"] = about.rule.key
        needs = set(about.rule.needs)
        self.fields["words"] = forms.CharField(
            label=_("结论"), max_length=LONGEST, widget=LONG, required=False,
            help_text=_("居民会看到。"),
        )  # fmt: skip
        if Need.MINUTES in needs:
            self.fields["files"] = PhotosField(label=_("纪要（文件或照片）"))
            self.fields["files"].widget.attrs["accept"] = "image/*,.pdf,.docx,.xlsx"
            meetings = queries.signed_meetings(about)[:20]
            self._choose(
                "meeting", _("已签字的会议"), [(m.pk, moment(m.signed_at)) for m in meetings]
            )
        if Need.NOTICED in needs:
            votes = queries.votes_near(about)[:20]
            self._choose("vote", _("业主表决"), [(each.pk, each.title) for each in votes])
        if Need.HEADS in needs:
            asked = (
                ("entitled", _("应到人数")),
                ("present", _("实到人数")),
                ("agreed", _("赞成人数")),
            )
            for key, title in asked:
                self.fields[key] = forms.IntegerField(label=title, min_value=0, required=False)
        if about.rule.decides:
            self.fields["adopted"] = forms.ChoiceField(
                label=_("决定"), choices=[("yes", _("通过")), ("no", _("不通过"))]
            )

    def _choose(self, key: str, label: Any, found: list[tuple[UUID, str]]) -> None:
        self.fields[key] = forms.TypedChoiceField(
            label=label, choices=[("", _("不选")), *((str(pk), told) for pk, told in found)],
            coerce=UUID, empty_value=None, required=False,
        )  # fmt: skip

    def proof(self) -> Proof:
        typed = self.cleaned_data
        counted = [typed.get(key) for key in ("entitled", "present", "agreed")]
        numbers = [each for each in counted if each is not None]
        return Proof(
            words=typed.get("words", ""), files=typed.get("files", ()),
            meeting_id=typed.get("meeting"), vote_id=typed.get("vote"),
            heads=Heads(*numbers) if len(numbers) == 3 else None,
        )  # fmt: skip


class PostForm(forms.Form):
    place = forms.CharField(label=_("张贴在哪里"), max_length=200)
    posted_at = forms.DateTimeField(
        label=_("张贴时间"), widget=forms.DateTimeInput({"type": "datetime-local"})
    )
    photos = PhotosField(label=_("张贴的照片"))


class AnswerDecisionForm(forms.Form):
    answer = forms.CharField(label=_("答复"), max_length=1000, widget=LONG)


class TaskForm(forms.Form):
    words = forms.CharField(label=_("做什么"), max_length=400)
    days = forms.IntegerField(label=_("几个工作日内"), min_value=1, max_value=250, initial=5)
    department = forms.ModelChoiceField(
        label=_("由哪个单位负责"), queryset=Department.objects.none(), required=False,
        empty_label=_("我自己"),
    )  # fmt: skip

    def __init__(self, *args: Any, about: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        serving = divisions.departments_serving(about.area)
        self.fields["department"].queryset = serving  # type: ignore[attr-defined]


class ProgressForm(forms.Form):
    percent = forms.IntegerField(label=_("完成百分之几"), min_value=0, max_value=100)
    words = forms.CharField(label=_("做了什么"), max_length=400)
    photos = PhotosField(label=_("照片"))


class HelpedForm(forms.Form):
    helped = forms.ChoiceField(
        label=_("这件事有用吗？"), widget=forms.RadioSelect,
        choices=[("yes", _("有用")), ("no", _("没有用"))],
    )  # fmt: skip


class ReviewForm(forms.Form):
    measure = forms.CharField(label=_("量的是什么"), max_length=60)
    before = forms.DecimalField(label=_("以前"), max_digits=12, decimal_places=2)
    after = forms.DecimalField(label=_("现在"), max_digits=12, decimal_places=2)
    words = forms.CharField(label=_("效果"), max_length=1000, widget=LONG)
