"""What a password of staff has to be like, and how it is kept (settings.AUTH_PASSWORD_VALIDATORS,
PASSWORD_HASHERS)."""

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linli.platform.accounts.rules import (
    PASSPHRASE_CHARACTERS,
    PASSWORD_CHARACTERS,
    PASSWORD_CLASSES,
    is_strong,
)


class Argon2(Argon2PasswordHasher):
    """Argon2id above OWASP's floor (19 MiB, 2 passes, 1 lane), for one office PC: Django's default
    takes 100 MiB and 8 threads, which eight people signing in at once would feel."""

    memory_cost = 32 * 1024  # KiB
    time_cost = 3
    parallelism = 1


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
