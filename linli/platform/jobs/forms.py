"""The shape of what the page of failed jobs sends."""

from django import forms


class RetryForm(forms.Form):
    job = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
