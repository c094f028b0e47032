"""Who stands behind a proposal, how its text changes, and how it is refused or taken back."""

import pytest

from linli.contracts.council import ProposalAmended
from linli.domains.council import actions, queries
from linli.domains.council.actions import Behalf, Said
from linli.domains.council.errors import (
    DoneAlready,
    MoveNotAllowed,
    OwnRefusal,
    RefusedOnce,
    TextStands,
)
from linli.domains.council.rules.proposals import Amended, Criterion, Stage
from linli.domains.council.tests.conftest import COMMUNITY, MONDAY, resident
from linli.domains.council.tests.test_proposals import DAY, SAID, Hall
from linli.kernel.errors import Invalid
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.jobs.models import PublishedEvent
from linli.platform.notices.models import Notice

LINLI = machine("test")


@pytest.fixture
def hall(town):
    return Hall(town)


def test_somebody_supports_once_whether_on_the_web_or_at_the_counter(hall):
    made = hall.proposed()
    assert made.supporters == 1
    with pytest.raises(DoneAlready):
        actions.support(actor=hall.author, proposal=made)
    again = Behalf("王一", "138 0000 0001", "见证人陈")
    with pytest.raises(DoneAlready):
        actions.support(actor=hall.worker, proposal=made, behalf=again)
    actions.support(actor=hall.worker, proposal=made, behalf=Behalf("孙", "13800000009", "陈"))
    made.refresh_from_db()
    assert made.supporters == made.supports.count() == 2


def test_what_is_entered_for_somebody_has_a_witness(hall):
    behalf = Behalf("孙大爷", "13800000009", "")
    with pytest.raises(Invalid) as refused:
        actions.propose(actor=hall.worker, area=COMMUNITY, said=SAID, behalf=behalf)
    assert "witness" in refused.value.fields
    behalf = Behalf("孙大爷", "13800000009", "见证人陈")
    made = actions.propose(actor=hall.worker, area=COMMUNITY, said=SAID, behalf=behalf)
    assert (made.proposer, made.entered_by) == (None, hall.worker.account_id)
    assert made.supporters == 1


def test_a_resident_doesn_t_begin_what_the_party_branch_begins(hall):
    with pytest.raises(Invalid):
        hall.proposed(procedure="four-two-2018")


def test_the_same_submission_makes_one_proposal(hall):
    sent = new_id()
    assert hall.proposed(submission_id=sent).pk == hall.proposed(submission_id=sent).pk


def test_a_similar_proposal_is_found_by_its_words_and_another_isn_t(hall):
    first = hall.proposed()
    hall.proposed(Said("种树", "广场夏天太晒没有树荫", "种十棵香樟", ""))
    found = queries.alike_proposals(hall.author, COMMUNITY, "北门公交站那段路没有路灯")
    assert [each.pk for each in found] == [first.pk]


def test_a_refusal_names_a_criterion_and_the_author_objects_once_to_somebody_else(hall):
    made = hall.proposed()
    actions.refuse_proposal(
        actor=hall.worker, proposal=made, criterion=Criterion.OUTSIDE, words="归市政管"
    )
    actions.object_to_refusal(actor=hall.author, proposal=made, words="路在小区里")
    with pytest.raises(DoneAlready):
        actions.object_to_refusal(actor=hall.author, proposal=made, words="再说一次")
    with pytest.raises(OwnRefusal):
        actions.judge_refusal(actor=hall.worker, proposal=made, upheld=False, words="维持")
    actions.judge_refusal(actor=hall.colleague, proposal=made, upheld=True, words="属实")
    made.refresh_from_db()
    assert (made.status, made.step) == (Stage.RUNNING, 0)
    with pytest.raises(RefusedOnce):
        actions.refuse_proposal(
            actor=hall.worker, proposal=made, criterion=Criterion.OUTSIDE, words="还是不行"
        )


def test_only_the_author_objects_and_withdraws(hall):
    made = hall.proposed()
    with pytest.raises(MoveNotAllowed):
        actions.withdraw_proposal(actor=resident("li"), proposal=made, words="不要了")
    assert (
        actions.withdraw_proposal(actor=hall.author, proposal=made, words="已经解决").status
        == Stage.WITHDRAWN
    )


def test_an_accepted_amendment_is_the_next_version_and_the_earlier_ones_stay(hall):
    made = hall.proposed()
    asked = [
        actions.amend(
            actor=resident("li"), proposal=made, problem=SAID.problem, remedy=words, reason="省电"
        )
        for words in ("装两盏太阳能路灯", "装四盏")
    ]
    actions.answer_amendment(actor=hall.author, amendment=asked[0], outcome=Amended.ACCEPTED)
    made.refresh_from_db()
    assert (made.version, made.remedy) == (2, "装两盏太阳能路灯")
    assert [each.remedy for each in made.texts.all()] == [SAID.remedy, "装两盏太阳能路灯"]
    with pytest.raises(MoveNotAllowed, match="改过"):
        actions.answer_amendment(actor=hall.author, amendment=asked[1], outcome=Amended.ACCEPTED)


def test_the_text_stands_once_the_deciding_step_begins_and_open_amendments_are_closed(hall):
    made = hall.step(hall.supported(), "propose", MONDAY)
    asked = actions.amend(
        actor=resident("li"), proposal=made, problem=SAID.problem, remedy="装两盏", reason="省电"
    )
    made = hall.step(made, "deliberate", MONDAY + DAY, words="同意")
    asked.refresh_from_db()
    assert asked.status == Amended.CLOSED
    told = PublishedEvent.objects.filter(type__endswith=ProposalAmended.__name__)
    assert {each.body["outcome"] for each in told} == {Amended.OPEN, Amended.CLOSED}
    with pytest.raises(TextStands):
        actions.amend(
            actor=resident("li"), proposal=made, problem="另一件", remedy="改", reason="想改"
        )


def test_another_wording_is_told_to_everybody_behind_it_and_to_whoever_asked(hall):
    made = hall.supported()
    asked = actions.amend(
        actor=resident("sun"), proposal=made, problem=made.problem, remedy="装五盏", reason="太少"
    )
    behind = set(queries.accounts_of_participants(made))
    for outcome in (Amended.OPEN, Amended.ACCEPTED):
        if outcome == Amended.ACCEPTED:
            actions.answer_amendment(actor=hall.author, amendment=asked, outcome=outcome)
        for _twice in range(2):
            asked.refresh_from_db()
            actions.tell_of_amendment(actor=LINLI, amendment=asked, outcome=outcome)
        told = Notice.objects.filter(once_key__contains=f"amendment:{asked.pk}:{outcome}")
        reached = {each.once_key.rsplit(":", 1)[1] for each in told}
        assert reached == {str(each) for each in (*behind, asked.by)}
        assert told.count() == len(behind) + 1
