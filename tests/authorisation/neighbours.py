"""What the domains beside cases have for the matrix, each from its own file."""

from tests.authorisation import (
    assets,
    deliberations,
    disputes,
    functions,
    gatherings,
    owners,
    polls,
)

THINGS = (
    assets.THINGS
    | deliberations.THINGS
    | disputes.THINGS
    | functions.THINGS
    | gatherings.THINGS
    | owners.THINGS
    | polls.THINGS
)
