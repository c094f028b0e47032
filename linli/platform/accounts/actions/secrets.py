"""The secrets of second factors under a new key of the deployment."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from linli.platform.accounts.second_factor import WHERE, is_stale
from linli.platform.database import secrecy


@transaction.atomic
def renew_secrets() -> int:
    """Seal those under a retired key with the current one; gives how many. They are few: one for
    each member of staff, and one for their recovery codes."""
    renewed = 0
    for each in Authenticator.objects.select_for_update().order_by("pk"):
        stale = {name for name, value in each.data.items() if is_stale(value)}
        for name in stale:
            each.data[name] = secrecy.reseal(bytes.fromhex(each.data[name]), WHERE).hex()
        if stale:
            each.save(update_fields=["data"])
        renewed += len(stale)
    return renewed
