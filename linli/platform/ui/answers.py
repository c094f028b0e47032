"""How a view answers a form that can't be taken."""

from django.forms import BaseForm

from linli.kernel.errors import DomainError, Invalid


def add_refusal(form: BaseForm, refusal: DomainError) -> None:
    """Put the words of a refusal beside the fields they speak of, or on top of the form, and its
    code into the page for machines.

    The view then renders the same page again with status 422 (or `refusal.status`).
    """
    form.refusal_code = refusal.code  # type: ignore[attr-defined]  # read by `error_summary`
    spoken = refusal.fields if isinstance(refusal, Invalid) else {}
    for name, words in spoken.items():
        form.add_error(name if name in form.fields else None, str(words))
    if not spoken:
        form.add_error(None, str(refusal))
