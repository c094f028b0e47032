"""What the domains beside cases have for the matrix, each from its own file."""

from tests.authorisation import (
    assets,
    deliberations,
    disputes,
    functions,
    gatherings,
    owners,
    plans,
    polls,
    proposals,
)

THINGS = (
    assets.THINGS
    | deliberations.THINGS
    | disputes.THINGS
    | functions.THINGS
    | plans.THINGS
    | gatherings.THINGS
    | owners.THINGS
    | proposals.THINGS
    | polls.THINGS
)
PLACELESS = plans.PLACELESS | polls.PLACELESS
