"""What a new key of the encrypted fields has to reach: every table, and the second factors."""

from collections.abc import Mapping

from allauth.mfa.models import Authenticator

from linli.platform.accounts import second_factor
from linli.platform.accounts.actions.secrets import renew_secrets
from linli.platform.database import rotation
from linli.platform.database.rotation import Outcome, Report

SECRETS = f"{Authenticator._meta.db_table}.data"


def stale_values() -> Mapping[str, int]:
    """How many values of each place stand under a retired key; places with none left out."""
    secrets = second_factor.stale_secrets()
    return {**rotation.stale_values(), **({SECRETS: secrets} if secrets else {})}


def renew(report: Report) -> Mapping[str, Outcome]:
    """Seal all of them with the current key; gives what became of each table."""
    tables = rotation.renew_all(report)
    secrets = renew_secrets()
    return {**tables, Authenticator._meta.db_table: Outcome(secrets, 0)}
