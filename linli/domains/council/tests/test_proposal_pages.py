"""The pages: a resident proposes on the phone, a neighbour supports, the desk goes through the steps."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.domains.council.models import Proposal
from linli.domains.council.rules.proposals import Stage
from linli.domains.council.tests.conftest import COMMUNITY, MONDAY
from linli.domains.council.tests.test_pages import browser
from linli.domains.council.tests.test_proposals import DAY, SAID, Hall, photo
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account

TYPED = {
    "community": COMMUNITY, "title": SAID.title, "problem": SAID.problem, "remedy": SAID.remedy,
    "location": SAID.location,
}  # fmt: skip


class Person:
    """Somebody at a browser who signs in anew each time, since days go by in between."""

    def __init__(self, role, kind, name):
        self.client = browser(role, kind, name)
        self.account = Account.objects.get(username=name)

    def get(self, *told):
        self.client.force_login(self.account)
        return self.client.get(*told)

    def post(self, *told, **more):
        self.client.force_login(self.account)
        return self.client.post(*told, **more)


@pytest.fixture
def people(town):
    sync_roles()
    names = (("community_worker", "staff", "desk"), ("secretary", "staff", "head"))
    residents = (("resident", "resident", each) for each in ("wang", "li", "zhao"))
    with clock.stopped_at(MONDAY):
        return {name: Person(role, kind, name) for role, kind, name in (*names, *residents)}


def send(client, at, name, /, *args, follow=False, **typed):
    with clock.stopped_at(at):
        return client.post(reverse(f"council:{name}", args=args), typed, follow=follow)


def read(client, made, at=MONDAY):
    with clock.stopped_at(at):
        return client.get(reverse("council:proposal", args=[made.pk])).content.decode()


def proposed(client, **more):
    return send(client, MONDAY, "propose", **(TYPED | {"submission_id": new_id()} | more))


def test_a_proposal_goes_from_the_phone_through_every_step_on_pages_alone(people):
    assert proposed(people["wang"], photos=photo()).status_code == 302
    made = Proposal.objects.get()
    for neighbour in ("li", "zhao"):
        assert "支持" in read(people[neighbour], made)
        assert send(people[neighbour], MONDAY, "proposal_support", made.pk).status_code == 302
    desk, head = people["desk"], people["head"]
    assert send(desk, MONDAY, "proposal_step", made.pk, step="propose").status_code == 302
    early = send(desk, MONDAY, "proposal_step", made.pk, step="deliberate", words="同意")
    assert early.status_code == 409
    assert "至少要满 1 天" in early.content.decode()
    send(desk, MONDAY + DAY, "proposal_step", made.pk, step="deliberate", words="同意装灯")
    typed = {"step": "decide", "files": photo(), "adopted": "yes"}
    assert send(desk, MONDAY + 2 * DAY, "proposal_step", made.pk, **typed).status_code == 403
    typed["files"] = photo()
    assert send(head, MONDAY + 2 * DAY, "proposal_step", made.pk, **typed).status_code == 302
    posted = {"place": "北门公示栏", "posted_at": "2026-11-04T09:30", "photos": photo()}
    assert send(desk, MONDAY + 3 * DAY, "proposal_post", made.pk, **posted).status_code == 302
    sent = send(
        people["li"], MONDAY + 3 * DAY, "proposal_object_to_decision", made.pk, words="刺眼"
    )
    assert sent.status_code == 302
    objection = made.objections.get()
    assert "刺眼" not in read(people["zhao"], made, MONDAY + 3 * DAY)
    send(desk, MONDAY + 3 * DAY, "proposal_answer_decision", objection.pk, answer="加灯罩")
    done = send(desk, MONDAY + 7 * DAY, "proposal_step", made.pk, step="publicise")
    assert done.status_code == 302
    send(desk, MONDAY + 7 * DAY, "proposal_task", made.pk, words="买灯", days=5)
    task = made.tasks.get()
    typed = {"percent": 100, "words": "装好了", "photos": photo()}
    assert send(desk, MONDAY + 8 * DAY, "proposal_progress", task.pk, **typed).status_code == 302
    made.refresh_from_db()
    assert made.status == Stage.FINISHED
    assert "装好了" in read(people["zhao"], made, MONDAY + 9 * DAY)
    send(people["li"], MONDAY + 9 * DAY, "proposal_say_effect", made.pk, helped="yes")
    assert "1 位参加的居民评价，1 位说有用" in read(people["li"], made, MONDAY + 9 * DAY)


def test_what_is_alike_is_shown_first_and_sent_again_makes_a_second_one(people):
    proposed(people["wang"])
    asked = proposed(people["li"])
    assert asked.status_code == 200
    assert "已经有相似的提议" in asked.content.decode()
    assert 'name="seen" value="on"' in asked.content.decode()
    assert Proposal.objects.count() == 1
    assert proposed(people["li"], seen="on").status_code == 302
    assert Proposal.objects.count() == 2


def test_a_blank_proposal_comes_back_with_words(people):
    assert proposed(people["wang"], title="").status_code == 422


def test_a_worker_enters_what_somebody_says_at_the_counter(people):
    behalf = {"procedure": "four-steps-2026", "name": "孙", "phone": "13800000009"}
    assert proposed(people["desk"], **behalf).status_code == 422
    assert proposed(people["desk"], **behalf, witness="陈").status_code == 302


def test_the_page_names_nobody(people, town):
    made = Hall(town).proposed()
    told = read(people["li"], made) + read(people["desk"], made)
    assert "wang" not in told


@pytest.mark.parametrize("name", ["desk", "li"])
def test_the_list_asks_as_much_for_many_proposals_as_for_one(people, town, name):
    hall = Hall(town)

    def statements():
        with clock.stopped_at(MONDAY), CaptureQueriesContext(connection) as asked:
            assert people[name].get(reverse("council:proposals")).status_code == 200
        return len(asked)

    hall.proposed()
    statements()
    few = statements()
    for _round in range(5):
        hall.proposed()
    assert statements() == few


def test_the_page_asks_as_much_for_many_tasks_and_objections_as_for_few(people, town):
    made = Hall(town).posted()
    at = MONDAY + 4 * DAY

    def statements():
        with clock.stopped_at(at), CaptureQueriesContext(connection) as asked:
            page = people["desk"].get(reverse("council:proposal", args=[made.pk]))
            assert page.status_code == 200
        return len(asked)

    def more():
        send(people["li"], at, "proposal_object_to_decision", made.pk, words="刺眼")
        send(people["desk"], at, "proposal_task", made.pk, words="买灯", days=5)

    more()
    statements()
    few = statements()
    for _round in range(4):
        more()
    assert statements() == few


def test_the_desk_reads_what_is_due_first_on_top_and_chooses_a_step(people, town):
    hall = Hall(town)
    early, late = hall.proposed(at=MONDAY), hall.proposed(at=MONDAY + 3 * DAY)
    with clock.stopped_at(MONDAY + 3 * DAY):
        told = people["desk"].get(reverse("council:proposals")).content.decode()
        other = people["desk"].get(reverse("council:proposals"), {"step": "decide"})
    assert told.index(early.number) < told.index(late.number)
    assert "已超时" in told
    assert early.number not in other.content.decode()


def test_everybody_reads_the_rules_with_their_sources(people):
    with clock.stopped_at(MONDAY):
        told = people["li"].get(reverse("council:procedures")).content.decode()
    assert "四议两公开" in told
    assert "不是法定期限" in told
