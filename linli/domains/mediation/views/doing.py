"""From what was typed on the page of a dispute to one action each."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from linli.domains.mediation import actions
from linli.domains.mediation.actions import Person, Promised
from linli.domains.mediation.models import Agreement
from linli.domains.mediation.queries import Scene
from linli.domains.mediation.rules import (
    Chosen,
    Consent,
    Court,
    Ending,
    Form,
    How,
    Mark,
    Relation,
    Risk,
    Signer,
)
from linli.kernel.errors import NotFound
from linli.platform.access.actor import Actor

Typed = dict[str, Any]
Thing = TypeVar("Thing", bound=Model)


def _one(things: Sequence[Thing], pk: object) -> Thing:
    """The thing of this dispute that was chosen. NotFound when another page has changed it."""
    for each in things:
        if str(each.pk) == str(pk):
            return each
    raise NotFound(_("没有找到所选的内容，请刷新页面后再选。"))


def _agreement(scene: Scene) -> Agreement:
    if scene.agreement is None:
        raise NotFound(_("没有找到所选的内容，请刷新页面后再选。"))
    return scene.agreement


def describe(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.describe_dispute(
        actor=actor, dispute=scene.dispute, kind=typed["kind"], subject=typed["subject"],
        statement=typed["statement"], location=typed["location"],
    )  # fmt: skip


def party(actor: Actor, scene: Scene, typed: Typed) -> Any:
    person = Person(typed["name"], typed["phone"])
    return actions.add_party(actor=actor, dispute=scene.dispute, person=person)


def consent(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.record_consent(
        actor=actor, dispute=scene.dispute, party=_one(scene.parties, typed["party"]),
        answer=Consent(typed["answer"]), how=How(typed["how"]), words=typed["remark"],
    )  # fmt: skip


def appoint(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.appoint_mediator(
        actor=actor, dispute=scene.dispute, mediator=_one(scene.mediators, typed["mediator"]),
        relation=Relation(typed["relation"]), chosen_by=Chosen(typed["chosen_by"]),
    )  # fmt: skip


def accept(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.accept_mediator(
        actor=actor, seat=_one(scene.seats, typed["seat"]),
        party=_one(scene.parties, typed["party"]), how=How(typed["how"]),
    )  # fmt: skip


def challenge(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.challenge_mediator(
        actor=actor, seat=_one(scene.seats, typed["seat"]), reason=typed["reason"],
        relation=Relation(typed["relation"]),
        party=_one(scene.parties, typed["party"]) if typed["party"] else None,
    )  # fmt: skip


def rule(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.rule_on_challenge(
        actor=actor, challenge=_one(scene.challenges, typed["challenge"]),
        upheld=typed["upheld"] == "yes", ruling=typed["ruling"],
    )  # fmt: skip


def plan(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.plan_sitting(
        actor=actor, dispute=scene.dispute, at=typed["at"], location=typed["location"],
        in_public=typed["in_public"],
    )  # fmt: skip


def minute(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.minute_sitting(
        actor=actor, sitting=_one(scene.sittings, typed["sitting"]), minutes=typed["minutes"],
        present=[_one(scene.parties, each) for each in typed["present"]],
    )  # fmt: skip


def draft(actor: Actor, scene: Scene, typed: Typed) -> Any:
    duties = [
        Promised(_one(scene.parties, each["party"]), each["task"], each["due_on"])
        for each in typed["duties"]
    ]
    return actions.draft_agreement(
        actor=actor, dispute=scene.dispute, form=Form(typed["form"]), terms=typed["terms"],
        duties=duties, agreed_on=typed["agreed_on"], seen_version=typed["version"],
    )  # fmt: skip


def sign(actor: Actor, scene: Scene, typed: Typed) -> Any:
    signer, _colon, whose = typed["whose"].partition(":")
    return actions.sign_agreement(
        actor=actor, agreement=_agreement(scene), signer=Signer(signer), whose=whose,
        mark=Mark(typed["mark"]), signed_on=typed["signed_on"],
    )  # fmt: skip


def seal(actor: Actor, scene: Scene, typed: Typed) -> Any:
    agreement = _agreement(scene)
    return actions.seal_agreement(actor=actor, agreement=agreement, sealed_on=typed["signed_on"])


def tear_up(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.tear_up(actor=actor, dispute=scene.dispute, reason=typed["reason"])


def visit(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.visit_duty(
        actor=actor, duty=_one(scene.duties, typed["duty"]),
        performed=typed["performed"] == "yes", note_=typed["note"],
    )  # fmt: skip


def apply_(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.apply_to_court(
        actor=actor, agreement=_agreement(scene), court=typed["court"],
        applied_on=typed["applied_on"], jointly=typed["jointly"],
        about_status=typed["about_status"],
    )  # fmt: skip


def court(actor: Actor, scene: Scene, typed: Typed) -> Any:
    if scene.confirmation is None:
        raise NotFound(_("没有找到所选的内容，请刷新页面后再选。"))
    return actions.record_court(
        actor=actor, confirmation=scene.confirmation, state=Court(typed["state"]),
        decided_on=typed["decided_on"], paper=typed["paper"],
    )  # fmt: skip


def extend(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.extend_talks(
        actor=actor, dispute=scene.dispute, all_agree=typed["all_agree"], reason=typed["reason"]
    )


def alarm(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.raise_alarm(
        actor=actor, dispute=scene.dispute, risk=Risk(typed["risk"]), told=typed["told"],
        report=typed["report"], receipt=typed["receipt"],
    )  # fmt: skip


def answer(actor: Actor, scene: Scene, typed: Typed) -> Any:
    found = _one(scene.alarms, typed["alarm"])
    return actions.answer_alarm(actor=actor, alarm=found, answer=typed["answer"])


def resume(actor: Actor, scene: Scene, _typed: Typed) -> Any:
    return actions.resume_talks(actor=actor, dispute=scene.dispute)


def end(actor: Actor, scene: Scene, typed: Typed) -> Any:
    return actions.end_mediation(
        actor=actor, dispute=scene.dispute, ending=Ending(typed["ending"]),
        reason=typed["reason"], paths_told=typed["paths_told"], seen_version=typed["version"],
        party=_one(scene.parties, typed["party"]) if typed["party"] else None,
    )  # fmt: skip
