import pytest
from django.db import IntegrityError, transaction

from linli.kernel.errors import Conflict, DomainError, Invalid, NotFound, NotPermitted
from linli.platform.access import policy
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant, Role
from linli.platform.access.queries import actor_of
from linli.platform.access.roles import SEPARATE_POWERS, templates
from linli.platform.accounts import actions
from linli.platform.accounts.errors import LastAdministrator, NotAlone, TwoPowers
from linli.platform.accounts.models import Account
from linli.platform.accounts.tests.conftest import signed_in, staff
from linli.platform.audit.models import Entry
from linli.platform.jobs.models import PublishedEvent

pytestmark = pytest.mark.django_db

STREET, COMMUNITY = "110101001", "110101001001"


def may(account: Account, permission: str, area: str) -> bool:
    return policy.allows(actor_of(account), permission, area)


def test_a_security_administrator_grants_a_role_at_a_place_and_below_it(security, clerk):
    actions.grant_role(security, clerk, "community_worker", STREET)
    assert may(clerk, "accounts.issue_code", COMMUNITY)
    assert not may(clerk, "accounts.issue_code", "110102001001")
    assert Entry.objects.get(deed="access.role_granted", person_id=clerk.pk)
    assert PublishedEvent.objects.filter(type__endswith="RoleGranted").exists()


def test_ending_a_grant_counts_at_the_next_click(security, clerk):
    grant = actions.grant_role(security, clerk, "community_worker", STREET)
    client = signed_in(clerk)
    assert client.get("/accounts/counter/").status_code == 200
    actions.end_grant(security, grant, "moved")
    assert client.get("/accounts/counter/").status_code == 403
    assert PublishedEvent.objects.filter(type__endswith="GrantEnded").exists()


def test_ending_twice_changes_nothing(security, clerk):
    grant = actions.grant_role(security, clerk, "community_worker", STREET)
    actions.end_grant(security, grant)
    actions.end_grant(security, grant)
    assert Entry.objects.filter(deed="access.grant_ended").count() == 1


@pytest.mark.parametrize("power", ["system", "audit"])
def test_the_other_two_powers_grant_nothing(power, clerk, request):
    with pytest.raises(NotPermitted):
        actions.grant_role(request.getfixturevalue(power), clerk, "community_worker", STREET)


def test_nobody_grants_to_themselves(security, administrators):
    with pytest.raises(NotAlone):
        actions.grant_role(security, administrators["security_admin"], "dispatcher", STREET)


def test_a_security_administrator_of_one_street_grants_there_only(security, audit, clerk):
    local = staff("local")
    actions.confirm_grant(audit, actions.grant_role(security, local, "security_admin", STREET))
    actor = actor_of(local)
    actions.grant_role(actor, clerk, "community_worker", COMMUNITY)
    for area in ("110102001", "1101", ""):
        with pytest.raises(NotPermitted):
            actions.grant_role(actor, clerk, "community_worker", area)


def test_a_role_is_held_once_at_a_place(security, clerk):
    actions.grant_role(security, clerk, "community_worker", STREET)
    with pytest.raises(Conflict):
        actions.grant_role(security, clerk, "community_worker", STREET)
    actions.grant_role(security, clerk, "community_worker", "110101002")


def test_an_unknown_role_and_a_deactivated_account_are_refused(security, clerk):
    with pytest.raises(NotFound):
        actions.grant_role(security, clerk, "king", STREET)
    actions.deactivate(security, clerk, "left")
    with pytest.raises(DomainError):
        actions.grant_role(security, clerk, "community_worker", STREET)


# Administrators


def test_an_administrators_grant_waits_for_a_second_person(security, audit, clerk):
    grant = actions.grant_role(security, clerk, "audit_admin", STREET)
    assert not may(clerk, "accounts.see", STREET)
    actions.confirm_grant(audit, grant)
    assert may(clerk, "accounts.see", STREET)


def test_neither_proposer_nor_receiver_is_the_second_person(security, audit, clerk):
    grant = actions.grant_role(security, clerk, "audit_admin", STREET)
    with pytest.raises(NotAlone):
        actions.confirm_grant(security, grant)
    actions.confirm_grant(audit, grant)
    other = staff("other")
    proposed = actions.grant_role(security, other, "audit_admin", STREET)
    with pytest.raises((NotAlone, NotPermitted)):
        actions.confirm_grant(actor_of(other), proposed)


def test_a_grant_is_confirmed_once(security, audit, system, clerk):
    grant = actions.grant_role(security, clerk, "audit_admin", STREET)
    actions.confirm_grant(audit, grant)
    with pytest.raises(Conflict):
        actions.confirm_grant(system, grant)


def test_the_command_line_alone_makes_no_administrator(security, clerk):
    with pytest.raises(NotPermitted):
        actions.grant_role(machine("shell"), clerk, "security_admin", "")
    grant = actions.grant_role(security, clerk, "audit_admin", STREET)
    with pytest.raises(NotAlone):
        actions.confirm_grant(machine("shell"), grant)


@pytest.mark.parametrize("second", sorted(SEPARATE_POWERS - {"audit_admin"}))
def test_nobody_holds_two_powers(security, clerk, second):
    actions.grant_role(security, clerk, "audit_admin", STREET)
    with pytest.raises(TwoPowers):
        actions.grant_role(security, clerk, second, STREET)


def test_the_database_itself_knows_that_nobody_holds_two_powers(roles, clerk):
    Grant.objects.create(account=clerk, role_id="audit_admin", area="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(account=clerk, role_id="system_admin", area="")


def test_the_database_itself_knows_that_a_proposer_does_not_confirm(roles, clerk, security):
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            account=clerk,
            role_id="audit_admin",
            area="",
            granted_by=security.account_id,
            confirmed_by=security.account_id,
        )


def test_the_last_security_administrator_can_neither_be_ended_nor_deactivated(
    security, administrators
):
    grant = Grant.objects.get(account=administrators["security_admin"])
    with pytest.raises(LastAdministrator):
        actions.end_grant(security, grant)
    with pytest.raises(LastAdministrator):
        actions.deactivate(machine("test"), administrators["security_admin"], "by mistake")


def test_the_first_administrators_are_appointed_once(administrators):
    assert actions.appoint_first("security_admin", "second", "Second") is None
    assert not Account.objects.filter(username="second").exists()


def test_no_account_exists_before_somebody_appoints_one(roles):
    assert not Account.objects.exists()


# Accounts


def test_only_a_system_administrator_opens_accounts(system, security, audit):
    actions.create_staff(system, "one", "One")
    for actor in (security, audit):
        with pytest.raises(NotPermitted):
            actions.create_staff(actor, "two", "Two")


def test_only_a_security_administrator_closes_accounts_and_nobody_their_own(
    system, security, audit, clerk, administrators
):
    for actor in (system, audit):
        with pytest.raises(NotPermitted):
            actions.deactivate(actor, clerk, "x")
        with pytest.raises(NotPermitted):
            actions.reset_second_factor(actor, clerk, "x")
    with pytest.raises(NotAlone):
        actions.deactivate(security, administrators["security_admin"], "x")


def test_a_closed_account_can_be_opened_again_with_its_roles(security, clerk):
    actions.grant_role(security, clerk, "community_worker", STREET)
    actions.deactivate(security, clerk, "on leave")
    actions.reactivate(security, clerk, "back")
    assert may(clerk, "accounts.issue_code", COMMUNITY)


@pytest.mark.parametrize(("username", "name"), [("a b", "X"), ("x", "X"), ("good", " ")])
def test_a_wrong_name_is_refused_beside_its_field(system, username, name):
    with pytest.raises(Invalid) as refusal:
        actions.create_staff(system, username, name)
    assert refusal.value.fields


def test_a_user_name_is_given_once_whatever_its_case(system, clerk):
    with pytest.raises(Conflict):
        actions.create_staff(system, "CLERK", "Other")


def test_staff_accounts_unused_for_ninety_days_are_shut(security, clerk, administrators):
    from datetime import timedelta

    from linli.kernel import clock

    with clock.stopped_at(clock.now() + timedelta(days=91)):
        actions.retire_idle_staff()
    clerk.refresh_from_db()
    assert not clerk.is_active
    guardian = administrators["security_admin"]
    guardian.refresh_from_db()
    assert guardian.is_active, "somebody has to be able to open them again"


# Roles


def test_roles_follow_the_manifests_and_syncing_again_changes_nothing(roles):
    assert {role.key for role in Role.objects.all()} == set(templates())
    assert actions.sync_roles() == 0


def test_an_edited_role_is_left_alone_by_syncing_and_can_be_restored(security, roles):
    role = Role.objects.get(pk="community_worker")
    actions.edit_role(security, role, [])
    assert actions.sync_roles() == 0
    role.refresh_from_db()
    assert role.permissions == []
    actions.restore_role(security, role)
    assert set(role.permissions) == templates()["community_worker"]


@pytest.mark.parametrize("power", sorted(SEPARATE_POWERS))
def test_the_three_powers_cannot_be_edited(security, power):
    with pytest.raises(DomainError):
        actions.edit_role(security, Role.objects.get(pk=power), [])


def test_no_other_role_is_given_a_power_of_administration(security):
    role = Role.objects.get(pk="dispatcher")
    with pytest.raises(Invalid):
        actions.edit_role(security, role, ["access.grant"])
    with pytest.raises(Invalid):
        actions.edit_role(security, role, ["nothing.at_all"])


def test_a_new_role_can_be_made_and_granted(security, clerk):
    actions.create_role(security, "helper-desk", "服务台", ["accounts.issue_code"])
    actions.grant_role(security, clerk, "helper-desk", STREET)
    assert may(clerk, "accounts.issue_code", STREET)
    with pytest.raises(Conflict):
        actions.create_role(security, "helper-desk", "服务台", [])


def test_a_system_administrator_edits_no_roles(system):
    with pytest.raises(NotPermitted):
        actions.edit_role(system, Role.objects.get(pk="dispatcher"), [])
