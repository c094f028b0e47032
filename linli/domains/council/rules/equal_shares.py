"""The Method of Equal Shares (Peters, Pierczyński and Skowron, NeurIPS 2021, arXiv 2008.13276).

Every voter gets the same share. A project p is ρ-affordable if its supporters can pay for it with
no one paying more than ρ for each unit of utility: Σ min(purse, ρ·u(p)) = cost(p). The one with the
smallest ρ is bought, its supporters pay, and so on until nobody can afford anything.

Comparisons are exact, and fast all the same: purses are floats that carry a bound of their own
error, and only where two projects (or a purse and a cost) are nearer than these bounds the purses
are counted again as fractions. So equal means equal, and the tie rule alone decides.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from linli.domains.council.rules.budgets import Election, greedy

EPSILON = 1e-13  # of a sum or product of floats; what a sum of 100,000 terms really loses is less
ROUGH = 1e-6  # relative doubt from which floats are given up for fractions
NOTHING = Fraction(0)
Floats = npt.NDArray[np.float64]


class Utility(StrEnum):
    """What a supporter has of a project: its cost, or one, times the points given to it."""

    COST = "cost"
    CARDINALITY = "cardinality"


class Completion(StrEnum):
    """How money is spent that supporters couldn't pool."""

    NONE = "none"
    GREEDY = "greedy"  # down the list by points with what is left: exhaustive
    ADD1 = "add1"  # larger shares, as long as the outcome costs no more than the budget
    ADD1U = "add1u"  # add1, then greedy: exhaustive


@dataclass(frozen=True)
class Outcome:
    """Places of the winners in the order in which they won, and each voter's share of money.

    `shared` tells how many of them, from the first, were bought from shares and not by greedy.
    """

    chosen: tuple[int, ...]
    share: Fraction
    shared: int


@dataclass(frozen=True)
class Supporters:
    """Of one project: the groups of equal ballots, voters in each, and points one of them gave."""

    groups: npt.NDArray[np.intp]
    voters: Floats
    points: Floats
    weights: Floats  # points of all voters in the group


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a project beforehand, as floats: all of them to the last bit or so."""

    cost: float
    unit: float
    score: float


def equal_shares(
    votes: Election,
    ranks: Mapping[str, int],
    *,
    utility: Utility = Utility.COST,
    completion: Completion = Completion.ADD1U,
    increment: Fraction = Fraction(1),
) -> Outcome:
    """Who wins, by equal shares and a completion.

    Ties: the cheaper project, then the one with more votes, then the lot (`ranks` by id, see
    `budgets.lot`). ADD1 raises each share by `increment` (in units of currency) and begins anew,
    and keeps the last outcome before the first that costs more than the budget; it doesn't stop at
    an exhaustive one, as Wieliczka did not in 2023. ValueError if `increment` isn't above nothing.
    Source: equalshares.net/explanation; tie order of the plan's council page.
    """
    if increment <= 0:
        raise ValueError(f"Shares can't be raised by {increment}.")
    if not votes.voters:
        bought, share = tuple[int, ...](), NOTHING
    else:
        buying = _Buying(votes, ranks, utility)
        share = Fraction(votes.budget) / votes.voters
        bought = buying.run(share)
        if completion in {Completion.ADD1, Completion.ADD1U}:
            bought, share = _raised(votes, buying, (bought, share), increment)
    if completion in {Completion.GREEDY, Completion.ADD1U}:
        return Outcome(greedy(votes, ranks, begun=bought), share, len(bought))
    return Outcome(bought, share, len(bought))


def _raised(
    votes: Election,
    buying: "_Buying",
    first: tuple[tuple[int, ...], Fraction],
    increment: Fraction,
) -> tuple[tuple[int, ...], Fraction]:
    """The last outcome within the budget while shares grow, until all with a supporter are in."""
    bought, share = first
    while len(bought) < len(buying.first):
        more = buying.run(share + increment)
        if votes.cost(more) > votes.budget:
            break
        bought, share = more, share + increment
    return bought, share


class _Buying:
    """One election, ready to be run with one share after another."""

    def __init__(self, votes: Election, ranks: Mapping[str, int], utility: Utility) -> None:
        self.votes, self.supporters = votes, _supporters(votes)
        self.costs = [Fraction(each.cost) for each in votes.projects]
        self.units = [each if utility is Utility.COST else Fraction(1) for each in self.costs]
        self.floats = [
            _Known(*map(float, each))
            for each in zip(self.costs, self.units, votes.scores, strict=True)
        ]
        self.first = {
            place: known.cost / known.score / known.unit * (1 - EPSILON)
            for place, known in enumerate(self.floats)
            if known.score
        }
        self.ties = [
            (each.cost, -votes.votes[place], ranks[each.id])
            for place, each in enumerate(votes.projects)
        ]

    def run(self, share: Fraction) -> tuple[int, ...]:
        """Places in the order in which they are bought when each voter has `share`."""
        purses = _Purses(self, share)
        # No ρ is ever less than if everybody could pay the same, nor than it was before.
        least = dict(self.first)
        while (price := purses.cheapest(least)) is not None:
            purses.buy(price)
            del least[price.place]
        return tuple(purses.bought)


def _supporters(votes: Election) -> list[Supporters]:
    found: list[list[tuple[int, int, int]]] = [[] for _each in votes.projects]
    for group, (ballot, times) in enumerate(votes.ballots.items()):
        for place, points in ballot:
            found[place].append((group, times, points))
    return [_columns(each) for each in found]


def _columns(rows: list[tuple[int, int, int]]) -> Supporters:
    groups, voters, points = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    return Supporters(groups.astype(np.intp), voters, points, voters * points)


class _Purses:
    """What each group's members still have: floats within `error` of the truth, exact on demand."""

    def __init__(self, buying: _Buying, share: Fraction) -> None:
        self.buying, self.share = buying, share
        self.money = np.full(len(buying.votes.ballots), float(share))
        self.error = self.money * EPSILON
        self.bought: list[int] = []
        self.exact = _ExactPurses(buying, share)

    def cheapest(self, least: dict[int, float]) -> "_Price | None":
        """What to buy next; takes out of `least` what can't be afforded any more."""
        near: list[_Price] = []
        limit = np.inf
        for place in sorted(least, key=least.__getitem__):
            if least[place] > limit:
                break
            if (price := self._price(place)) is None:
                del least[place]
                continue
            least[place] = max(price.low, least[place])
            near.append(price)
            limit = min(limit, price.high)
        tied = [price for price in near if price.low <= limit]
        if len(tied) < 2:
            return tied[0] if tied else None
        self.exact.follow(self.bought)
        ties = self.buying.ties
        return min(tied, key=lambda each: (self.exact.price(each.place), ties[each.place]))

    def buy(self, price: "_Price") -> None:
        """Let the supporters pay."""
        self.bought.append(price.place)
        if price.high - price.low > ROUGH * price.high:
            self._count_again()
            return
        each, unit = self.buying.supporters[price.place], self.buying.floats[price.place].unit
        pays = (price.low + price.high) / 2 * unit * each.points
        doubt = (price.high - price.low) / 2 * unit * each.points + EPSILON * pays
        left, error = self.money[each.groups] - pays, self.error[each.groups] + doubt
        empty = left <= -error  # for certain; only then is nothing exactly nothing
        self.money[each.groups] = np.maximum(left, 0.0)
        self.error[each.groups] = np.where(empty, 0.0, error)

    def _count_again(self) -> None:
        self.exact.follow(self.bought)
        for group, money in self.exact.money.items():
            self.money[group] = float(money)
        self.error = self.money * EPSILON

    def _price(self, place: int) -> "_Price | None":
        """Bounds between which ρ lies; None where the supporters can't pay."""
        each, known = self.buying.supporters[place], self.buying.floats[place]
        had = self.money[each.groups]
        error = self.error[each.groups]
        doubt = float(each.voters @ error) + EPSILON * known.cost
        spare = float(each.voters @ had) - known.cost
        if spare < -doubt or (spare <= doubt and not self._can_pay(place)):
            return None
        price, paying = _even_price(each, had, known, error)
        wide = doubt / paying + EPSILON * price if paying > 0 else np.inf
        if spare <= doubt or wide > ROUGH * price:  # who pays in full is not certain
            wide = float(self.share) + price
        return _Price(place, max(0.0, price - wide) / known.unit, (price + wide) / known.unit)

    def _can_pay(self, place: int) -> bool:
        self.exact.follow(self.bought)
        return self.exact.can_pay(place)


@dataclass(frozen=True, slots=True)
class _Price:
    """Bounds of a project's ρ."""

    place: int
    low: float
    high: float


def _even_price(
    each: Supporters, had: Floats, known: "_Known", error: Floats
) -> tuple[float, float]:
    """What each pays a point if those with less give all they have, and the points of those who
    certainly have more than that."""
    price, poorer = known.cost / known.score, 0
    while True:
        poor = (had < price * each.points).astype(np.float64)
        if (count := int(poor.sum())) == poorer:
            border = price * (1 + 2 * ROUGH) * each.points + error
            return price, float(each.weights @ (had > border).astype(np.float64))
        left = known.cost - float((each.voters * poor) @ had)
        rich = known.score - float(each.weights @ poor)
        if rich <= 0:
            return price, 0.0
        poorer, price = count, left / rich


class _ExactPurses:
    """The same purses as fractions; they follow the purchases when they are asked."""

    def __init__(self, buying: _Buying, share: Fraction) -> None:
        self.buying, self.share = buying, share
        self.money: dict[int, Fraction] = {}
        self.followed = 0

    def follow(self, bought: list[int]) -> None:
        """Pay for what was bought since."""
        for place in bought[self.followed :]:
            price = self.price(place) * self.buying.units[place]
            each = self.buying.supporters[place]
            left, kept = (
                dict[tuple[int, int], Fraction](),
                dict[int, Fraction](),
            )  # equal purses are one
            for group, points in zip(each.groups.tolist(), each.points.tolist(), strict=True):
                had = self.money.get(group, self.share)
                if (key := (id(had), int(points))) not in left:
                    kept[id(had)] = had
                    left[key] = max(had - price * int(points), NOTHING)
                self.money[group] = left[key]
        self.followed = len(bought)

    def can_pay(self, place: int) -> bool:
        """Whether the supporters have the project's cost together."""
        alike = self._alike(place)
        return sum(had * times for (had, _p), times in alike) >= self.buying.costs[place]

    def price(self, place: int) -> Fraction:
        """ρ, of a project whose supporters can pay."""
        left = self.buying.costs[place]
        alike = sorted(self._alike(place), key=lambda each: each[0][0] / each[0][1])
        weight = sum(points * times for (_had, points), times in alike)
        price = Fraction(0)
        for (had, points), times in alike:
            price = left / weight
            if had >= price * points:
                break
            left -= had * times
            weight -= points * times
        return price / self.buying.units[place]

    def _alike(self, place: int) -> list[tuple[tuple[Fraction, int], int]]:
        """How many supporters have the same purse and gave the same points."""
        each, counts = self.buying.supporters[place], Counter[tuple[int, int]]()
        money: dict[int, Fraction] = {}
        for group, voters, points in zip(
            each.groups.tolist(), each.voters.tolist(), each.points.tolist(), strict=True
        ):
            had = self.money.get(group, self.share)
            money[id(had)] = had
            counts[id(had), int(points)] += int(voters)
        return [((money[had], points), times) for (had, points), times in counts.items()]
