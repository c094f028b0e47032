"""Reading accounts, sessions, grants and roles. Each says who asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.kernel.manifest import Permission, domains
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.access.models import Grant, Role
from linli.platform.access.roles import SEPARATE_POWERS, TITLES, reserved
from linli.platform.accounts.models import Account, Kind, OneTimeCode, Purpose, Session, proof
from linli.platform.audit import trail

HELD = Prefetch(
    "grants",
    queryset=Grant.objects.filter(ended_at=None).select_related("role").order_by("granted_at"),
    to_attr="held",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A permission in the role editor."""

    permission: Permission
    is_chosen: bool


def accounts_seen_by(actor: Actor) -> QuerySet[Account]:
    """The accounts looked after within the places where `actor` may see accounts."""
    return Account.objects.filter(policy.within(actor, "accounts.see"))


def list_accounts(
    actor: Actor, words: str = "", kind: str = "", state: str = ""
) -> QuerySet[Account]:
    """Accounts by name or user name, each with the grants it holds (`held`)."""
    policy.require_anywhere(actor, "accounts.see")
    found = accounts_seen_by(actor).prefetch_related(HELD).order_by("kind", "username")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(username__icontains=words))
    if kind:
        found = found.filter(kind=kind)
    return found.filter(is_active=state == "active") if state else found


def account(actor: Actor, account_id: UUID) -> Account:
    """One account with its grants; the look is recorded. Raises NotFound for what isn't seen."""
    found = accounts_seen_by(actor).prefetch_related(HELD).filter(pk=account_id).first()
    if found is None:
        raise NotFound(_("没有这个账号。"))
    trail.look(actor, found, ("name", "username", "phone"), person_id=found.pk)
    return found


def grant(actor: Actor, grant_id: UUID) -> Grant:
    """One grant, for whoever may see the account that holds it or confirm it where it stands."""
    found = Grant.objects.select_related("account", "role").filter(pk=grant_id).first()
    if found is None or not policy.allows(actor, "access.see", at=found.area):
        raise NotFound(_("没有这项授权。"))
    return found


def proposals(actor: Actor) -> QuerySet[Grant]:
    """The administrators' grants that wait for a second person, where `actor` may confirm."""
    waiting = Grant.objects.filter(ended_at=None, in_force_at=None)
    within = waiting.filter(policy.within(actor, "access.confirm"))
    return within.select_related("account", "role").order_by("granted_at")


def roles(actor: Actor) -> Sequence[Role]:
    """Every role, in the order of the templates, for whoever may see roles anywhere."""
    policy.require_anywhere(actor, "access.see")
    places = {key: place for place, key in enumerate(TITLES)}
    return sorted(Role.objects.all(), key=lambda role: (places.get(role.key, 99), role.title))


def role(actor: Actor, key: str) -> Role:
    policy.require_anywhere(actor, "access.see")
    found = Role.objects.filter(pk=key).first()
    if found is None:
        raise NotFound(_("没有这个角色。"))
    return found


def holders(actor: Actor, held: Role) -> QuerySet[Grant]:
    """Who holds a role, within the places where `actor` may see grants."""
    grants = Grant.objects.filter(role=held, ended_at=None, in_force_at__isnull=False)
    within = grants.filter(policy.within(actor, "access.see"))
    return within.select_related("account").order_by("area", "account__username")


def choices(held: Role) -> Mapping[str, Sequence[Choice]]:
    """All permissions that a role may contain, by the title of the domain that declares them."""
    kept = reserved() if held.key not in SEPARATE_POWERS else frozenset()
    return {
        str(domain.title): [
            Choice(permission, permission.key in held.permissions)
            for permission in domain.permissions
            if permission.key not in kept
        ]
        for domain in domains
        if any(permission.key not in kept for permission in domain.permissions)
    }


def held_by(account: Account) -> QuerySet[Grant]:
    """The roles that an account holds or waits for, for its own page."""
    grants = Grant.objects.filter(account=account, ended_at=None)
    return grants.select_related("role").order_by("granted_at")


def account_behind(purpose: Purpose, secret: str) -> Account | None:
    """Whose secret this is, without using it up: a link is opened by more than its reader."""
    row = OneTimeCode.objects.filter(
        purpose=purpose, proof=proof(purpose, "", secret), expires_at__gt=clock.now()
    ).first()
    return Account.objects.filter(pk=UUID(row.subject), is_active=True).first() if row else None


def sessions_of(account: Account) -> QuerySet[Session]:
    """Where an account is signed in, the latest first; for its own page and for administrators."""
    return account.sessions.filter(expire_date__gt=clock.now()).order_by("-begun_at")


def factors_of(account: Account) -> Sequence[str]:
    """Which kinds of second factor an account has set up."""
    kinds = Authenticator.objects.filter(user_id=account.pk).values_list("type", flat=True)
    return sorted(set(kinds))


def demonstration_grants() -> QuerySet[Grant]:
    """What the demonstration's accounts hold; of nobody else's."""
    grants = Grant.objects.filter(
        account__is_demonstration=True, account__is_active=True, ended_at=None
    )
    return grants.select_related("account", "role").order_by("area", "account__username")


def demonstration_residents() -> QuerySet[Account]:
    """The demonstration's residents, who hold no role."""
    accounts = Account.objects.filter(is_demonstration=True, is_active=True, kind=Kind.RESIDENT)
    return accounts.order_by("username")


def name_of(account_id: UUID | None) -> str:
    """The name under which a colleague is known, empty for nobody."""
    if account_id is None:
        return ""
    return Account.objects.filter(pk=account_id).values_list("name", flat=True).first() or ""


def names_of(account_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of several colleagues; one query, or none when there is nobody to name."""
    wanted = {each for each in account_ids if each is not None}
    if not wanted:
        return {}
    return dict(Account.objects.filter(pk__in=wanted).values_list("pk", "name"))
