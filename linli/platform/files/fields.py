"""Several photos in one field."""

from typing import Any

from django import forms

from linli.platform.files.actions import Upload


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PhotosField(forms.FileField):
    """Any number of photos; what they contain is judged by `platform.files`, not by their names."""

    def __init__(self, **kwargs: Any) -> None:
        widget = _ManyFiles(attrs={"accept": "image/*", "data-photos": ""})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        one_by_one = data if isinstance(data, list | tuple) else [data]
        return [super(PhotosField, self).clean(each, initial) for each in one_by_one if each]
