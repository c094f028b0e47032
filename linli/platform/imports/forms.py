"""What an import asks: a file, which column tells what, and how to go on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.platform.imports.cells import as_text
from linli.platform.imports.declaration import Cell, Importer
from linli.platform.imports.rules import Mode
from linli.platform.imports.source import Table
from linli.platform.imports.words import MODES

NOT_IMPORTED = ""
SAMPLES = 3
SAMPLE_LENGTH = 12


class FileForm(forms.Form):
    area = forms.ChoiceField(label=_("导入到"))
    file = forms.FileField(
        label=_("文件"),
        help_text=_(
            "Excel（xlsx、xls）、WPS/ODS、CSV（UTF-8、GBK）或 GeoJSON，不超过 20 MB、10 万行。"
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.geojson,.json"}),
        error_messages={"required": _("请选择要导入的文件。")},
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = forms.ChoiceField(label=_("导入到"), choices=list(places))
        if len(places) == 1:
            self.initial["area"] = places[0][0]
            self.fields["area"].widget = forms.HiddenInput()


class ColumnsForm(forms.Form):
    """One question for each import column: which column of the file tells it."""

    def __init__(self, *args: Any, importer: Importer, table: Table, head: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offered = [(NOT_IMPORTED, _("不导入")), *_offered(table, head)]
        for column in importer.columns:
            self.fields[column.key] = forms.ChoiceField(
                label=column.title,
                choices=offered,
                required=column.required,
                help_text=column.hint,
                error_messages={"required": _("请为“%s”选择对应的列。") % column.title},
            )

    @property
    def mapping(self) -> dict[str, int]:
        return {key: int(index) for key, index in self.cleaned_data.items() if index}


class BeginForm(forms.Form):
    mode = forms.ChoiceField(
        label=_("怎样导入"),
        choices=[(mode.value, words) for mode, words in MODES.items()],
        initial=Mode.WHOLE.value,
        widget=forms.RadioSelect,
    )


def _offered(table: Table, head: int) -> list[tuple[str, str]]:
    """(index, words) of each column of the file: its title and what its first cells say."""
    rows = table.rows[head + 1 : head + 1 + SAMPLES]
    return [
        (str(index), _described(title, [row[index] for row in rows if index < len(row)]))
        for index, title in enumerate(table.rows[head])
    ]


def _described(title: Cell, samples: Sequence[Cell]) -> str:
    shown = "、".join(as_text(each)[:SAMPLE_LENGTH] for each in samples if each is not None)
    name = as_text(title) or str(_("（无标题）"))
    return f"{name}（{shown}）" if shown else name
