"""A double click makes one row: the once-key of an HTML form.

A form that is a `SubmissionForm` carries a random id from the page it was drawn on; a view under
`@once_per_submission` runs once for that id and then shows its first answer again, be it the second
click, a resend or the back button. What was refused (422) ran nothing, so the same page may be
mended and sent.

    {{ form.submission_id }}                          in the template, beside the CSRF token
    @require_POST @once_per_submission def report()   on the view, within the request's transaction

Where the row itself has a natural key (a bill's month, a device's counter) a unique constraint on
it is better still, since it also holds for imports and listeners.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse

from linli.kernel.ids import new_id
from linli.platform.api.idempotency import Claim

FIELD = "submission_id"


class SubmissionForm(forms.Form):
    """A form that names itself, so that sending it twice is noticed."""

    submission_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id, required=False)


def once_per_submission(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Run `view` once for each submission; a second one waits for the first and gets its answer."""

    @wraps(view)
    def answered_once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        submission = _submission_of(request)
        if submission is None:
            return view(request, *args, **kwargs)
        address = hashlib.sha256(request.get_full_path().encode()).digest()
        account_id: UUID | None = request.actor.account_id  # type: ignore[attr-defined]
        claim = Claim(account_id, str(submission), address)
        claim.wait()
        if answer := claim.first_answer():
            return answer
        response = view(request, *args, **kwargs)
        if response.status_code < 400 and not response.streaming:
            claim.store(response)
        return response

    return answered_once


def _submission_of(request: HttpRequest) -> UUID | None:
    """The id that the form carries; None on reading, and where a page from elsewhere has none."""
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
