"""Polis's own conversation, through the tables: counted exactly, grouped nearly as published."""

import numpy as np
from sklearn.metrics import adjusted_rand_score

from linli.domains.council import actions
from linli.domains.council.actions import Brought
from linli.domains.council.models import Contribution, OpinionRound
from linli.domains.council.queries import deliberation as queries
from linli.domains.council.rules import opinion_groups, opinions
from linli.domains.council.rules.deliberation import Said, Standing
from linli.domains.council.tests.test_deliberation import AFTER, DURING, LINLI, opened
from linli.domains.council.tests.test_opinions import needs_seattle, rows, seattle
from linli.kernel import clock


@needs_seattle
def test_seattle_comes_out_of_the_tables_as_it_went_in(town):
    talk, (votes, statements, cast) = opened(town, seeds=[]), seattle()
    place = {name: number for number, name in enumerate(statements, 1)}
    told = [
        Brought(each["voter-id"], place[each["comment-id"]], Said(int(each["vote"])))
        for each in cast
    ]
    words = [f"statement {name}" for name in statements]
    with clock.stopped_at(DURING):
        actions.bring_in(actor=LINLI, talk=talk, statements=words, votes=told)
    comments = {each["comment-id"]: each for each in rows("comments.csv")}
    out = [place[name] for name in statements if comments[name]["moderated"] == "-1"]
    Contribution.objects.filter(number__in=out).update(standing=Standing.REMOVED)

    kept, numbers, gone, _last = queries.conversation(talk)
    assert numbers == list(place.values())
    assert int(gone.sum()) == len(out)
    assert (kept == 1).sum(axis=0).tolist() == (votes == 1).sum(axis=0).tolist()
    assert (kept == -1).sum(axis=0).tolist() == (votes == -1).sum(axis=0).tolist()
    assert sorted((kept == 1).sum(axis=1)) == sorted(
        int(each["n-agree"]) for each in rows("participants-votes.csv") if int(each["n-votes"])
    )

    with clock.stopped_at(AFTER):
        made = actions.regroup(actor=LINLI, talk=talk)
    published = [each["group-id"] for each in rows("participants-votes.csv")]
    sizes = sorted((published.count(each) for each in set(published) - {""}), reverse=True)
    found = [each["people"] for each in made.told["groups"]]
    assert len(found) == len(sizes)
    assert all(
        abs(mine - theirs) <= 0.05 * sum(sizes) for mine, theirs in zip(found, sizes, strict=True)
    )
    assert OpinionRound.objects.count() == 1

    direct = opinions.opinion_map(opinions.moderated(votes, gone))
    groups = opinion_groups.grouping(direct.points, opinions.heard(votes)).groups
    stored = opinions.opinion_map(opinions.moderated(kept, gone))
    again = opinion_groups.grouping(stored.points, opinions.heard(kept)).groups
    assert np.bincount(groups[groups >= 0]).tolist() == np.bincount(again[again >= 0]).tolist()
    theirs = np.array([int(each) if each else -1 for each in published])
    assert adjusted_rand_score(theirs[groups >= 0], groups[groups >= 0]) > 0.94
