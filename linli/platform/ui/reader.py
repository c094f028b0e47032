"""What a reader has chosen for their eyes: the mode and the size of text, kept in a cookie."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

COOKIE: Final = "reader"
YEAR: Final = 365 * 24 * 3600  # seconds
MODES: Final = {"normal": _("标准版"), "elder": _("长辈版"), "dark": _("深色版")}
SIZES: Final = {"1": _("标准"), "2": _("大"), "3": _("特大")}


@dataclass(frozen=True)
class Reader:
    """The two choices; anything unknown in the cookie counts as the default."""

    mode: str = "normal"
    size: str = "1"

    @classmethod
    def of(cls, request: HttpRequest) -> "Reader":
        mode, _dash, size = request.COOKIES.get(COOKIE, "").partition("-")
        return cls(
            mode if mode in MODES else cls.mode,
            size if size in SIZES else cls.size,
        )

    def keep(self, response: HttpResponse, *, secure: bool) -> None:
        """Remember the choice on this device for a year."""
        response.set_cookie(
            COOKIE,
            f"{self.mode}-{self.size}",
            max_age=YEAR,
            samesite="Lax",
            secure=secure,
            httponly=True,
        )
