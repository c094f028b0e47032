"""What a password of staff has to be like (settings.AUTH_PASSWORD_VALIDATORS)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linli.platform.accounts.rules import (
    PASSPHRASE_CHARACTERS,
    PASSWORD_CHARACTERS,
    PASSWORD_CLASSES,
    is_strong,
)


class StrongEnough:
    """Ten characters of three classes, or a passphrase of twenty characters of any kind."""

    def validate(self, password: str, user: Any = None) -> None:
        if not is_strong(password):
            raise ValidationError(self.get_help_text(), code="password_too_weak")

    def get_help_text(self) -> str:
        return _(
            "至少 %(characters)d 个字符，且含大写字母、小写字母、数字、符号中的 %(classes)d 种；"
            "或用 %(passphrase)d 个字符以上的一句话。"
        ) % {
            "characters": PASSWORD_CHARACTERS,
            "classes": PASSWORD_CLASSES,
            "passphrase": PASSPHRASE_CHARACTERS,
        }
