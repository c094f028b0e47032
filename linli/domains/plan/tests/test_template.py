"""The template is data; a fault in it names its place, and the last good one stays in force."""

import pytest
import yaml

from linli.domains.plan import actions
from linli.domains.plan.actions import templates
from linli.domains.plan.errors import TemplateFault
from linli.domains.plan.models import Template
from linli.domains.plan.rules import template
from linli.kernel.errors import NotPermitted

TEXT = templates.standard_text()


def test_the_standard_has_every_figure_of_the_plan():
    content = template.parse(TEXT)
    assert len(content.indicators) == 53
    assert [each.month for each in content.milestones] == [6, 9, 15, 18, 24]
    duties = content.measure("duty_count")
    assert (duties.baseline, duties.target, duties.month, duties.direction) == (87, 50, 6, "down")
    contradicted = {each.key for each in content.indicators if each.contradiction}
    assert {"direct_service_share", "certified_workers"} <= contradicted
    assert all(each.note for each in content.indicators if each.contradiction)
    assert all(each.note for each in content.indicators if each.target is None)


@pytest.mark.parametrize(
    ("was", "becomes", "place", "repair"),
    [
        ("direction: down", "direction: sideways", "duty_count › direction", "只能是"),
        ("baseline: 87", "baseline: many", "duty_count › baseline", "要写数字"),
        ("    target: 50\n", "", "duty_count › target", "请补上"),
        ("length: 24", "length: 24\nlenght: 3", "lenght", "拼写"),
        ("{satisfaction: 80}", "{happiness: 80}", "month_24 › happiness", "没有这个指标"),
        ("from_month: 3, to", "from_month: 4, to", "implement_1", "从上一阶段结束"),
        ("key: feedback_hours", "key: duty_count", "duty_count", "写了两次"),
        ("phases:", "phases: [", "第", "缩进"),
    ],
)
def test_a_fault_says_where_it_is_and_how_to_mend_it(was, becomes, place, repair):
    with pytest.raises(TemplateFault) as refusal:
        template.parse(TEXT.replace(was, becomes, 1))
    assert place in str(refusal.value)
    assert repair in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    ["", "- 1", "42", "title: [", "a: &a [*a]", "2026-02-30", "!!timestamp x", "[" * 5000],
)
def test_nonsense_is_refused_in_words(text):
    with pytest.raises(TemplateFault):
        template.parse(text)


def test_the_last_good_version_stays_in_force(town):
    made = actions.publish_template(actor=town.admin, text=TEXT)
    with pytest.raises(TemplateFault):
        actions.publish_template(actor=town.admin, text="title: 半份")
    assert templates.in_force() == made
    assert Template.objects.count() == 1


def test_a_plan_keeps_the_version_it_started_with(town):
    plan = town.started()
    actions.publish_template(actor=town.admin, text=TEXT.replace("target: 50", "target: 45", 1))
    plan.refresh_from_db()
    assert plan.template.number == 1
    assert plan.template.told.measure("duty_count").target == 50
    assert town.started("110101001002").targets.get(indicator="duty_count").target == 45


def test_only_the_administrator_hands_in_templates(town):
    with pytest.raises(NotPermitted):
        actions.publish_template(actor=town.secretary, text=TEXT)


def test_the_standard_agrees_with_itself():
    told = yaml.safe_load(TEXT)
    last = {each["key"]: each["target"] for each in told["indicators"]}
    final = [each for each in told["milestones"] if each["month"] in {6, 24}]
    for point in final:
        for key, value in point["targets"].items():
            assert last[key] == value
