"""An account and a record of the register become one person's.

Not by the phone alone: numbers are passed on and shared in families, and whoever holds one would
read who looked at somebody else's record, and why. So it takes two: the counter, which has the
person before it, prints a code for this one record, and the person types it in where they are
signed in. Until then the counter learns of no account, and the account of no record.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from linli.core.people.models import Resident
from linli.kernel.errors import Conflict, NotPermitted
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.accounts.actions.codes import Slip, bad_slip, issue, take_subject
from linli.platform.accounts.models import Purpose
from linli.platform.audit import trail
from linli.platform.database import scope

ISSUE = "accounts.issue_code"


@transaction.atomic
def issue_link_code(*, actor: Actor, resident: Resident) -> Slip:
    """A code, good once and for three days, for the person whose record this is; a new one replaces
    the one before. Only for somebody who stands there and has shown who they are."""
    policy.require(actor, ISSUE, at=resident)
    slip = issue(Purpose.LINK, str(resident.pk), actor.account_id)
    trail.record(actor, "people.link_code_issued", resident, person_id=resident.pk)
    return slip


@transaction.atomic
def link_account(*, actor: Actor, code: str) -> Resident:
    """Let the actor's own account be the person's for whose record the counter printed `code`.

    An account that the record had before is put off, as after a lost phone. Raises BadCode, Conflict
    (already somebody else of this community) or NotPermitted (not a resident's account).
    """
    if actor.kind != Kind.RESIDENT or actor.account_id is None:
        raise NotPermitted(_("请先用居民账号登录，再关联您的档案。"))
    record_id = take_subject(Purpose.LINK, code)
    with scope.system("whoever holds a code finds the record that it is for"):
        resident = Resident.objects.filter(pk=record_id, left_on=None).first()
    if resident is None:
        raise bad_slip()
    with scope.limited_to((resident.community_id,)):
        same = Resident.objects.filter(account_id=actor.account_id, community=resident.community_id)
        if same.exclude(pk=resident.pk).exists():
            raise Conflict(_("您的账号已关联本社区的另一份档案，请到社区服务台核对。"))
        resident.account_id = actor.account_id
        resident.save(update_fields=["account_id"])
    trail.record(actor, "people.account_linked", resident, person_id=resident.pk)
    return resident
