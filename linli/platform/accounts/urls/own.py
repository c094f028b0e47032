"""Signing in, and one's own account. allauth looks its pages up by the names given here."""

from allauth.account import views as allauth_account
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as providers
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import include, path
from django.views.decorators.http import require_http_methods

from linli.platform.accounts.views import codes, demo, entrance, own

page = require_http_methods(["GET", "HEAD", "POST"])  # allauth's pages take PUT for a POST

second_factor = [
    path("", page(entrance.factors), name="mfa_index"),
    path("authenticate/", page(entrance.show_factor), name="mfa_authenticate"),
    path("again/", page(entrance.show_factor_again), name="mfa_reauthenticate"),
    path("app/", page(entrance.add_app), name="mfa_activate_totp"),
    path("app/remove/", page(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("keys/", page(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("keys/add/", page(entrance.add_key), name="mfa_add_webauthn"),
    path("keys/again/", page(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("keys/<int:pk>/rename/", page(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("keys/<int:pk>/remove/", page(entrance.remove_key), name="mfa_remove_webauthn"),
    path("recovery/", page(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "recovery/new/", page(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
]
provider = [
    path("<slug:provider_id>/login/", page(oidc.login), name="openid_connect_login"),
    path("<slug:provider_id>/callback/", page(oidc.callback), name="openid_connect_callback"),
    path("cancelled/", page(providers.login_cancelled), name="socialaccount_login_cancelled"),
    path("error/", page(providers.login_error), name="socialaccount_login_error"),
    path("closed/", page(providers.login_cancelled), name="socialaccount_signup"),
    path("", own.mine, name="socialaccount_connections"),
]
mine = [
    path("", own.mine, name="mine"),
    path("name/", own.rename, name="rename"),
    path("sessions/", own.sessions, name="sessions"),
    path("sessions/<uuid:visit_id>/end/", own.end_session, name="end_session"),
    path("phone/", codes.phone, name="phone"),
    path("phone/code/", codes.phone_code, name="phone_code"),
    path("slip/", codes.slip, name="slip"),
    path("set-up/<str:token>/", codes.set_up, name="set_up"),
    path("demo/", demo.roles, name="demo"),
]
urlpatterns = [
    path("account/login/", page(entrance.sign_in), name="account_login"),
    path("account/logout/", page(allauth_account.logout), name="account_logout"),
    path("account/inactive/", page(allauth_account.account_inactive), name="account_inactive"),
    path("account/again/", page(entrance.show_password_again), name="account_reauthenticate"),
    path("account/password/", page(entrance.change_password), name="account_change_password"),
    path("account/password/none/", own.mine, name="account_set_password"),
    path("account/second-factor/", include(second_factor)),
    path("account/provider/", include(provider)),
    path("account/", include((mine, "account"))),
]
