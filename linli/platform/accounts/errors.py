"""Refusals around accounts."""

from django.utils.translation import gettext as _

from linli.kernel.errors import Conflict, DomainError, Invalid
from linli.platform.accounts.rules import AREA


class NotAlone(DomainError):
    """A deed that takes another person than this one."""

    code = "not_alone"
    status = 403


class TwoPowers(Conflict):
    """System, security and audit administration are held by three people."""

    code = "two_powers"


class LastAdministrator(Conflict):
    """Nobody would be left who can grant anything."""

    code = "last_administrator"


class BadCode(DomainError):
    """The one-time code is wrong, used or too old; which of these isn't told."""

    code = "bad_code"
    status = 422


def require_area(code: str) -> None:
    """Raise Invalid for what can't be the code of a place."""
    if not AREA.fullmatch(code):
        raise Invalid(_("区域代码不对。"), area=_("区域代码只含数字，最多 15 位，例如 110101001。"))
