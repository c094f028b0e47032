"""Doing a deed from a form: what was typed comes back with words when the answer is no."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from linli.kernel.errors import DomainError, NotPermitted
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.answers import add_refusal

UNSOUND = 422


def attempt(
    request: ActingRequest,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], Any],
    *,
    done: str,
    onward: Callable[[Any], str],
    again: Callable[[int], HttpResponse],
) -> HttpResponse:
    """Do `deed` with the form's values and go on with `done` as the answer.

    An unsound form, or a refusal of the deed, shows the page `again` with everything as typed.
    """
    if not form.is_valid():
        return again(UNSOUND)
    try:
        outcome = deed(form.cleaned_data)
    except DomainError as refusal:
        add_refusal(form, refusal)
        return again(refusal.status)
    if done:
        messages.success(request, done)
    return redirect(onward(outcome))


def plainly(
    request: ActingRequest, deed: Callable[[], Any], *, done: str, onward: str
) -> HttpResponseRedirect:
    """Do a deed that asks nothing, and say on the next page how it went.

    NotPermitted goes on to its own page: whoever may not do it wasn't shown the button either.
    """
    try:
        deed()
    except NotPermitted:
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal), extra_tags=refusal.code)
    else:
        messages.success(request, done)
    return redirect(onward)
