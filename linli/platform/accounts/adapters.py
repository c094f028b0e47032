"""How allauth does things here (settings.ACCOUNT_ADAPTER, MFA_ADAPTER, SOCIALACCOUNT_ADAPTER)."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.kernel import clock
from linli.kernel.errors import TooMany
from linli.kernel.ids import new_id
from linli.platform.accounts import guard, second_factor, visits
from linli.platform.accounts.models import Account, Kind
from linli.platform.accounts.rules import plain_username
from linli.platform.database.secrecy import seal, unseal

FRESH = 5 * 60  # seconds for which a sign-in counts as proof before a sensitive change
FAILED = gettext_lazy("用户名或密码不对。连续五次不对，这个用户名将停用十五分钟。")


class AccountAdapter(DefaultAccountAdapter):
    """Password sign-in: counted before it is looked at, the same answer whatever went wrong."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": FAILED,
        "incorrect_password": gettext_lazy("密码不对，请再输一次。"),
        "too_many_login_attempts": gettext_lazy("输错的次数太多，请过十五分钟再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Staff are entered by an administrator; nobody signs themselves up."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        username = credentials.get("username") or ""
        try:
            counted = guard.try_password(request, username)
        except TooMany as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from None
        account = authenticate(request, username=username, password=credentials["password"])
        if account is None:
            known = Account.objects.filter(username=plain_username(username)).first()
            visits.refused(known, by="password")
        else:
            counted.succeeded()
        return account

    def login(self, request: HttpRequest, user: Account) -> None:
        visits.begin(request, user, by=_methods(request, user))

    def logout(self, request: HttpRequest) -> None:
        visits.end(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within minutes of signing in, so that the first set-up asks for no password twice."""
        records = get_authentication_records(self.request, self.request.user)
        now = clock.now().timestamp()
        return not any(now - record["at"] < FRESH for record in records)


class SecondFactorAdapter(DefaultMFAAdapter):
    """TOTP and WebAuthn: secrets encrypted at rest, and never the last one given up."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": gettext_lazy(
            "工作人员必须保留一种第二重验证；请先添加另一种，再停用这一种。"
        ),
        "incorrect_code": gettext_lazy("验证码不对或已过期，请输入最新的一个。"),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, second_factor.WHERE).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(bytes.fromhex(encrypted_text), second_factor.WHERE)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether the account would still have a second factor, where it needs one."""
        account = authenticator.user
        others = Authenticator.objects.filter(user=account, type__in=second_factor.PROPER)
        return not second_factor.needed(account) or others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return str(_("安全密钥 %d") % (count + 1))

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Accounts that arrive by OpenID Connect: known by name, and allowed nothing yet."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> Account:
        """The little we take over. No e-mail address: an address proves nothing here."""
        account: Account = sociallogin.user
        account.kind = Kind.STAFF
        account.username = f"oidc-{new_id().hex}"
        account.name = (data.get("name") or data.get("last_name") or "")[:80]
        sociallogin.email_addresses = []
        return account


def _methods(request: HttpRequest, account: Account) -> str:
    """ "password" or "password+mfa": what was shown, for the trail."""
    records = get_authentication_records(request, account)
    return "+".join(dict.fromkeys(str(record["method"]) for record in records)) or "unknown"
