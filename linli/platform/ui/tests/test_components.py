"""A component says its state in a word and a shape, and refuses what it doesn't know."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from linli.platform.ui.components.words import register
from linli.platform.ui.gallery import FilterForm, ReportForm, ShownReading

NOON = datetime(2026, 4, 10, 4, 0, tzinfo=UTC)  # twelve o'clock in Shanghai


def shown(source, **context):
    context.setdefault("request", RequestFactory().get("/list/", {"state": "open", "page": "2"}))
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        "{% badge 'x' tone='purple' %}",
        "{% button 'x' kind='huge' %}",
        "{% button 'x' icon_name='unicorn' %}",
        "{% panel tone='purple' %}{% endpanel %}",
        "{% toast 'x' tone='purple' %}",
        "{% meter 1 tone='purple' %}",
        "{% stat 'x' 1 tone='purple' %}",
        "{% chart 'x' 'x' columns rows kind='radar' %}",
        "{% dialog 'x' 'x' kind='popup' %}{% enddialog %}",
    ],
)
def test_a_word_outside_the_vocabulary_is_refused(source):
    with pytest.raises(TemplateSyntaxError, match="use one of"):
        shown(source, columns=["a"], rows=[])


def test_the_vocabulary_is_closed():
    assert set(register.tags) == {
        "badge", "batch_bar", "button", "cell_field", "chart", "deadline", "dialog", "empty_state",
        "error_summary",
        "facts", "field", "filter_bar", "map", "meter", "page_header", "pager", "panel", "person",
        "place", "slot", "stat", "steps", "table", "table_frame", "tabs", "timeline", "toast",
    }  # fmt: skip


def test_a_badge_has_a_shape_besides_its_colour():
    html = shown("{% badge '已办结' tone='good' %}")
    assert "已办结" in html
    assert "#shape-check" in html


def test_what_people_wrote_stays_words():
    html = shown("{% badge words %}{% person words %}{% page_header words %}", words="<b>&")
    assert "<b>" not in html
    assert html.count("&lt;b&gt;&amp;") == 3


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (ShownReading(NOON, timedelta(hours=50)), "还剩 2 天"),
        (ShownReading(NOON, timedelta(hours=30), in_working_time=True), "还剩 30 个工作小时"),
        (ShownReading(NOON, timedelta(minutes=20)), "还剩 20 分钟"),
        (ShownReading(NOON, timedelta(hours=-3), overdue=True), "超时 3 小时"),
        (ShownReading(None, timedelta(hours=3), paused=True), "计时暂停"),
        (ShownReading(NOON, timedelta(hours=3), stopped=True), "按时完成"),
        (ShownReading(NOON, timedelta(hours=-3), stopped=True, overdue=True), "已完成，超时"),
        (ShownReading(NOON, timedelta(hours=9), provisional=True), "约 4-10 12:00 到期"),
        (None, "无时限"),
    ],
)
def test_a_deadline_is_said_in_words(reading, words):
    assert words in shown("{% deadline reading %}", reading=reading)


def test_a_field_ties_its_hint_and_its_fault_to_the_control():
    form = ReportForm({"title": ""})
    html = shown("{% field form.title %}", form=form)
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert "必填" in html


def test_a_group_of_choices_has_its_question_as_legend():
    html = shown("{% field form.urgency %}", form=ReportForm())
    assert "<legend>有多急" in html
    assert 'id="id_urgency_group"' in html


def test_the_summary_leads_to_every_fault():
    html = shown("{% error_summary form %}", form=ReportForm({"detail": "电梯坏了"}))
    for target in ("id_title", "id_kind", "id_urgency_group", "id_agree"):
        assert f'href="#{target}"' in html
    assert "有 4 处需要改一下" in html


def test_a_form_without_faults_has_no_summary():
    assert shown("{% error_summary form none %}", form=ReportForm(), none=None).strip() == ""


def test_a_filter_opens_its_further_fields_when_one_of_them_is_used():
    closed = shown("{% filter_bar form %}{% endfilter_bar %}", form=FilterForm({"state": "open"}))
    opened = shown(
        "{% filter_bar form %}{% endfilter_bar %}", form=FilterForm({"department": "城管"})
    )
    assert '<details class="filter-more">' in closed
    assert '<details class="filter-more" open>' in opened


def test_turning_the_page_keeps_the_filter():
    page = Paginator(range(50), 10).get_page(2)
    html = shown("{% pager page %}", page=page)
    assert "?state=open&amp;page=1" in html
    assert "?state=open&amp;page=3" in html


def test_a_chart_is_a_table_first():
    html = shown("{% chart 'c' '每月' columns rows %}", columns=["月", "件"], rows=[("5 月", 3)])
    assert '<th scope="col">月</th>' in html
    assert "<td>5 月</td>" in html


def test_an_unknown_percentage_is_no_fault_of_the_meter():
    assert "0%" in shown("{% meter 3 max=0 %}")
