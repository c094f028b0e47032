"""Forms of closed months, of the rules by which parties are scored, and of cases left out."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Division
from linli.domains.cases import words
from linli.domains.cases.models import ExclusionGround
from linli.domains.cases.rules.scores import MEASURES, Piece
from linli.kernel import clock
from linli.platform.files.fields import PhotosField
from linli.platform.ui.controls import DateBox

CORRECTED_WITHIN = 24  # months
NUMBERS = ("full", "target", "slope", "floor", "minimum", "weight")


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _finished_months() -> Sequence[tuple[date, str]]:
    """The months that may be closed or corrected, as their first days, the latest first."""
    months, first = [], clock.local_date(clock.now()).replace(day=1)
    for _each in range(CORRECTED_WITHIN):
        first = (first - timedelta(days=1)).replace(day=1)
        months.append((first, f"{first:%Y-%m}"))
    return months


class CloseMonthForm(forms.Form):
    """Which month of which sub-district is closed, and why again."""

    area = forms.ChoiceField(label=_("街道"))
    month = forms.TypedChoiceField(
        label=_("月份"), choices=_finished_months, coerce=date.fromisoformat
    )
    reason = forms.CharField(
        label=_("更正的理由"), required=False, max_length=400, widget=_lines(2),
        help_text=_("第一次结账不用填；更正时必须写，居民会看到。"),
    )  # fmt: skip

    def __init__(self, *args: Any, areas: Sequence[Division], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [(each.code, each.name) for each in areas]  # type: ignore[attr-defined]


class ExclusionForm(forms.Form):
    """The wish that a case doesn't count."""

    ground = forms.ModelChoiceField(
        label=_("理由"), queryset=ExclusionGround.objects.none(), empty_label=_("请选择")
    )
    words = forms.CharField(
        label=_("证据"), max_length=1000, widget=_lines(),
        help_text=_("写清事实和依据，决定的人只看这里和照片。"),
    )  # fmt: skip
    photos = PhotosField(label=_("照片"))

    def __init__(self, *args: Any, grounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].queryset = grounds  # type: ignore[attr-defined]


class AppealForm(forms.Form):
    appeal = forms.CharField(label=_("不服的理由"), max_length=1000, widget=_lines())


class ScoreRulesForm(forms.Form):
    """One line of numbers for each measure; a line left empty isn't scored."""

    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("文件名称和条款，各单位会看到。")
    )
    effective_from = forms.DateField(
        label=_("从哪个月起"), widget=DateBox(), help_text=_("从这一天所在的月份起计分。")
    )

    def __init__(self, *args: Any, pieces: Sequence[Piece], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = {(each.role, each.measure): each for each in pieces}
        for role, measures in MEASURES.items():
            for measure in measures:
                self.fields[f"{role}-{measure}"] = forms.CharField(
                    label=f"{words.ROLE[role]} · {words.MEASURE[measure]}",
                    required=False,
                    max_length=60,
                    initial=_as_line(given.get((role, measure))),
                )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = self.cleaned_data
        pieces = []
        for role, measures in MEASURES.items():
            for measure in measures:
                name = f"{role}-{measure}"
                line = typed.get(name, "").split()
                if not line:
                    continue
                try:
                    values = dict(zip(NUMBERS, map(Decimal, line), strict=True))
                    minimum = int(values.pop("minimum"))
                    piece = Piece(role, measure, minimum=minimum, **values)
                except (InvalidOperation, ValueError, OverflowError):
                    self.add_error(name, _now("请填 6 个数字，用空格隔开。"))
                    continue
                if not all(each.is_finite() for each in values.values()) or piece.why_unsound():
                    self.add_error(
                        name, _now("数字不成立：底线不能高于满分，目标在 0 到 100 之间。")
                    )
                    continue
                pieces.append(piece)
        return typed | {"pieces": pieces}

    def clean_effective_from(self) -> date:
        day: date = self.cleaned_data["effective_from"]
        return day.replace(day=1)


def _as_line(piece: Piece | None) -> str:
    return " ".join(str(getattr(piece, name)) for name in NUMBERS) if piece else ""
