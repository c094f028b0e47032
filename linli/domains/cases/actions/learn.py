"""Learning categories from the community's own decisions, and suggesting one. Never deciding."""

from django.db import transaction

from linli.domains.cases import queries
from linli.domains.cases.models import Case, SuggestionModel
from linli.domains.cases.rules import suggestion
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail


@transaction.atomic
def suggest_category(*, actor: Actor, case: Case) -> Case:
    """Write beside the case which category its words point to, how surely, and which words."""
    policy.require(actor, "cases.dispatch", at=case)

    guess = queries.guess_category(case)
    if guess is None:
        return case

    case.suggestion = {
        "code": guess.code,
        "share": round(guess.share, 3),
        "because": list(guess.because),
        "learned": guess.learned,
    }
    case.save(update_fields=["suggestion"])

    trail.record(actor, "cases.suggest", case, code=guess.code)
    return case


@transaction.atomic
def learn_categories(*, actor: Actor, subdistrict: str) -> SuggestionModel | None:
    """Teach a sub-district's model from its decided cases; None while they are too few."""
    policy.require(actor, "cases.dispatch", at=subdistrict)

    texts, codes = queries.decided_texts(subdistrict)
    archive = suggestion.train(texts, codes)
    if archive is None:
        return None

    model, _made = SuggestionModel.objects.update_or_create(
        subdistrict=subdistrict,
        defaults={"trained_at": clock.now(), "cases": len(texts), "archive": archive},
    )

    trail.record(actor, "cases.learn", model, cases=len(texts))
    return model
