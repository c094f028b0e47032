"""allauth's pages as linli shows them: 422 for a form that can't be taken, and every deed recorded."""

from http import HTTPStatus
from typing import Any

from allauth.account import views as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as factor
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect

from linli.platform.access.actor import ActingRequest
from linli.platform.accounts import actions, second_factor, visits


class Answers422:
    """A form that can't be taken is shown again with status 422."""

    request: ActingRequest

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


class SignIn(Answers422, account.LoginView):
    """User name and password of staff."""


class ShowPasswordAgain(Answers422, account.ReauthenticateView):
    """The password once more, before a sensitive change."""


class ChangePassword(Answers422, account.PasswordChangeView):
    """A new password signs out every other device."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        owner = self.request.user
        actions.change_password(visits.myself(owner), owner, self.request.session.session_key)
        return response


class Factors(factor.IndexView):
    """What stands as one's second factor, and how to set one up."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        missing = second_factor.is_missing(self.request, self.request.user)
        page: dict[str, Any] = super().get_context_data(**kwargs)
        return page | {"is_missing": missing}


class ShowFactor(Answers422, factor.AuthenticateView):
    """The second factor that completes a sign-in."""


class ShowFactorAgain(Answers422, factor.ReauthenticateView):
    """The second factor once more, before a sensitive change."""


class AddsFactor(Answers422):
    """A factor set up here counts for this session at once, and ends those begun without it."""

    adds: str

    def dispatch(self, request: ActingRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A session begun before the account had a factor may not add another one to it."""
        owner = request.user
        if second_factor.is_missing(request, owner) and second_factor.is_set_up(owner):
            visits.end(request)
            return redirect("account_login")
        response: HttpResponse = super().dispatch(  # type: ignore[misc]
            request, *args, **kwargs
        )
        return response

    def form_valid(self, form: BaseForm) -> HttpResponse:
        owner = self.request.user
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        second_factor.mark_shown(self.request, owner, self.adds)
        key = self.request.session.session_key
        actions.note_second_factor(visits.myself(owner), owner, self.adds, key)
        return response


class AddApp(AddsFactor, totp.ActivateTOTPView):
    adds = Authenticator.Type.TOTP.value


class AddKey(AddsFactor, webauthn.AddWebAuthnView):
    adds = Authenticator.Type.WEBAUTHN.value


class RemoveKey(webauthn.RemoveWebAuthnView):
    """allauth asks its adapter only about apps; the last key of staff stays as well."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        adapter = get_adapter()
        if adapter.can_delete_authenticator(self.get_object()):
            response: HttpResponse = super().form_valid(form)
            return response
        form.add_error(None, adapter.error_messages["cannot_delete_authenticator"])
        page = self.get_context_data(form=form)
        refusal: HttpResponse = self.render_to_response(
            page, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
        return refusal


sign_in = SignIn.as_view()
show_password_again = ShowPasswordAgain.as_view()
change_password = ChangePassword.as_view()
factors = Factors.as_view()
show_factor = ShowFactor.as_view()
show_factor_again = ShowFactorAgain.as_view()
add_app = AddApp.as_view()
add_key = AddKey.as_view()
remove_key = RemoveKey.as_view()
