"""Signing in without a password: by phone, by the counter's slip, and the link of a set-up."""

from http import HTTPStatus

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from linli.kernel.errors import Invalid, TooMany
from linli.platform.accounts import actions, guard, visits
from linli.platform.accounts.errors import BadCode
from linli.platform.accounts.forms import CodeForm, PhoneForm, SetUpForm, SlipForm
from linli.platform.accounts.models import Purpose
from linli.platform.accounts.queries import account_behind
from linli.platform.database.secrecy import mask_phone, normalise_phone, seal, unseal
from linli.platform.ui.answers import add_refusal

PHONE = "sign_in_phone"  # where the session keeps it, sealed, between the two pages


@never_cache
@require_http_methods(["GET", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """Ask for the phone and send a code to it; the answer is the same for every phone."""
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["phone"]
        try:
            guard.ask_for_code(request, given)
            actions.send_phone_code(given)
        except (Invalid, TooMany) as refusal:
            add_refusal(form, refusal)
        else:
            request.session[PHONE] = seal(normalise_phone(given), PHONE).hex()
            return redirect(_with_next(request, reverse("account:phone_code")))
    return _page(request, "accounts/phone.html", form)


@never_cache
@require_http_methods(["GET", "POST"])
def phone_code(request: HttpRequest) -> HttpResponse:
    """Take the code and let its bearer in."""
    sealed = request.session.get(PHONE)
    if not sealed:
        return redirect(_with_next(request, reverse("account:phone")))
    number = unseal(bytes.fromhex(sealed), PHONE)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            guard.try_code(request)
            account = actions.redeem_phone_code(number, form.cleaned_data["code"])
        except (BadCode, TooMany) as refusal:
            form.add_error("code", str(refusal))
        else:
            request.session.pop(PHONE)
            visits.begin(request, account, by=Purpose.PHONE)
            return redirect(_next(request))
    return _page(request, "accounts/phone_code.html", form, masked=mask_phone(number))


@never_cache
@require_http_methods(["GET", "POST"])
def slip(request: HttpRequest) -> HttpResponse:
    """Take the code that the counter printed."""
    form = SlipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            guard.try_code(request)
            account = actions.redeem_counter_code(form.cleaned_data["code"])
        except (BadCode, TooMany) as refusal:
            form.add_error("code", str(refusal))
        else:
            visits.begin(request, account, by=Purpose.COUNTER)
            return redirect(_next(request))
    return _page(request, "accounts/slip.html", form)


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """Let a member of staff set the first password, or a new one for a lost one."""
    guard.try_code(request)
    account = account_behind(Purpose.SET_UP, token)
    if account is None:
        return render(request, "accounts/set_up_gone.html", status=HTTPStatus.NOT_FOUND)
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_up_password(token, form.cleaned_data["password"])
        except (Invalid, BadCode) as refusal:
            add_refusal(form, refusal)
        else:
            return render(request, "accounts/set_up_done.html", {"account": account})
    return _page(request, "accounts/set_up.html", form, account=account)


def _page(request: HttpRequest, template: str, form: Form, **more: object) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "next": _asked_next(request), **more}
    return render(request, template, context, status=status)


def _asked_next(request: HttpRequest) -> str:
    """Where the visitor was going, if that is one of our own pages."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours else ""


def _next(request: HttpRequest) -> str:
    return _asked_next(request) or reverse("account:mine")


def _with_next(request: HttpRequest, address: str) -> str:
    target = _asked_next(request)
    return f"{address}?{urlencode({'next': target})}" if target else address
