"""Every way to change disputes. One function per deed, one transaction per function:

permission - rule - write - trail - event.
"""

from linli.domains.mediation.actions.agree_to_talk import (
    accept_mediator,
    appoint_mediator,
    challenge_mediator,
    record_consent,
    rule_on_challenge,
)
from linli.domains.mediation.actions.begin import (
    OfCase,
    Person,
    add_party,
    describe_dispute,
    open_dispute,
    open_from_case,
)
from linli.domains.mediation.actions.committee import (
    EVERYWHERE,
    enlist_mediator,
    retire_mediator,
    set_time_limit,
)
from linli.domains.mediation.actions.finish import end_mediation
from linli.domains.mediation.actions.follow import (
    apply_to_court,
    record_court,
    visit_duty,
)
from linli.domains.mediation.actions.settle import (
    Promised,
    draft_agreement,
    seal_agreement,
    sign_agreement,
    tear_up,
)
from linli.domains.mediation.actions.talk import (
    answer_alarm,
    extend_talks,
    minute_sitting,
    plan_sitting,
    raise_alarm,
    resume_talks,
)
from linli.domains.mediation.actions.tell import (
    remind_alarm,
    remind_duty,
    remind_sitting,
    tell_committee,
)

__all__ = [
    "EVERYWHERE",
    "OfCase",
    "Person",
    "Promised",
    "accept_mediator",
    "add_party",
    "answer_alarm",
    "apply_to_court",
    "appoint_mediator",
    "challenge_mediator",
    "describe_dispute",
    "draft_agreement",
    "end_mediation",
    "enlist_mediator",
    "extend_talks",
    "minute_sitting",
    "open_dispute",
    "open_from_case",
    "plan_sitting",
    "raise_alarm",
    "record_consent",
    "record_court",
    "remind_alarm",
    "remind_duty",
    "remind_sitting",
    "resume_talks",
    "retire_mediator",
    "rule_on_challenge",
    "seal_agreement",
    "set_time_limit",
    "sign_agreement",
    "tear_up",
    "tell_committee",
    "visit_duty",
]
