"""Our quick way to draw a list to choose from shows what Django's own templates show."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils import translation

from linli.platform.ui.controls import Controls, DateBox

CHOICES = [("", "全部"), ("a", "甲 & <乙>"), ("院子", [("b", "丙"), ("c", "丁")]), (7, "七")]


class Choosing(forms.Form):
    one = forms.ChoiceField(choices=CHOICES, required=False)
    must = forms.ChoiceField(
        choices=CHOICES, widget=forms.Select(attrs={"data-x": '"', "hidden": False})
    )
    words = forms.CharField(widget=forms.TextInput(attrs={"data-x": '<"', "hidden": True}))
    number = forms.IntegerField(required=False)
    secret = forms.CharField(widget=forms.PasswordInput)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    mail, page = forms.EmailField(), forms.URLField(assume_scheme="https")
    kept, agreed = forms.CharField(widget=forms.HiddenInput), forms.BooleanField(required=False)
    many = forms.MultipleChoiceField(choices=CHOICES, widget=forms.SelectMultiple)


TYPED = {
    "words": "<&\"'>",
    "number": "x",
    "secret": "?",
    "day": "2026-11-02",
    "kept": "=",
    "agreed": "on",
}


@pytest.mark.parametrize("chosen", [None, {"one": "b", "must": "7", "many": ["a", "c"]} | TYPED])
def test_a_control_is_drawn_as_django_would(chosen):
    ours, theirs = (
        Choosing(chosen, renderer=Controls()),
        Choosing(chosen, renderer=DjangoTemplates()),
    )
    for mine, its in zip(ours, theirs, strict=True):
        assert parse_html(str(mine)) == parse_html(str(its))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_day_is_written_as_the_browser_reads_it(language):
    class Asking(forms.Form):
        born = forms.DateField(widget=DateBox(), initial=date(1949, 10, 1))

    with translation.override(language):
        assert 'type="date"' in str(Asking()["born"])
        assert 'value="1949-10-01"' in str(Asking()["born"])
