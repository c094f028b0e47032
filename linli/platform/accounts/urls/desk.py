"""The desk where administrators look after accounts, roles and grants."""

from django.urls import path

from linli.platform.accounts.views import accounts, counter, grants, roles

app_name = "accounts"
urlpatterns = [
    path("", accounts.index, name="list"),
    path("new/", accounts.create, name="create"),
    path("counter/", counter.issue, name="counter"),
    path("proposals/", grants.proposals, name="proposals"),
    path("roles/", roles.index, name="roles"),
    path("roles/new/", roles.create, name="create_role"),
    path("roles/<slug:key>/", roles.detail, name="role"),
    path("roles/<slug:key>/restore/", roles.restore, name="restore_role"),
    path("grants/<uuid:grant_id>/end/", grants.end, name="end_grant"),
    path("grants/<uuid:grant_id>/confirm/", grants.confirm, name="confirm_grant"),
    path("<uuid:account_id>/", accounts.detail, name="detail"),
    path("<uuid:account_id>/grant/", grants.give, name="grant"),
    path("<uuid:account_id>/set-up/", accounts.set_up, name="issue_set_up"),
    path("<uuid:account_id>/close/", accounts.close, name="close"),
    path("<uuid:account_id>/reopen/", accounts.reopen, name="reopen"),
    path("<uuid:account_id>/reset-factor/", accounts.reset_factor, name="reset_factor"),
]
