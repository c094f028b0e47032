"""The pages of the plan."""

from django.urls import path

from linli.domains.plan.views import compare, indicator, lists, plan, snapshots, templates, waiting

app_name = "plan"
urlpatterns = [
    path("", lists.plan_list, name="list"),
    path("start/", lists.start, name="start"),
    path("compare/", compare.compare, name="compare"),
    path("templates/", templates.template_list, name="templates"),
    path("templates/<int:number>/", templates.template_text, name="template"),
    path("<uuid:plan_id>/", plan.plan_page, name="plan"),
    path("<uuid:plan_id>/wall/", plan.wall, name="wall"),
    path("<uuid:plan_id>/end/", plan.end, name="end"),
    path("<uuid:plan_id>/rebaseline/", plan.rebaseline, name="rebaseline"),
    path("<uuid:plan_id>/milestones/<slug:key>/reach/", plan.reach, name="reach"),
    path("<uuid:plan_id>/indicators/<slug:key>/", indicator.indicator_page, name="indicator"),
    path("<uuid:plan_id>/indicators/<slug:key>/enter/", indicator.enter, name="enter"),
    path("<uuid:plan_id>/waiting/", waiting.waiting, name="waiting"),
    path("entries/<uuid:entry_id>/confirm/", indicator.confirm, name="confirm"),
    path("entries/<uuid:entry_id>/refuse/", indicator.refuse, name="refuse"),
    path("<uuid:plan_id>/publish/", snapshots.publish, name="publish"),
    path("snapshots/<uuid:snapshot_id>/", snapshots.snapshot, name="snapshot"),
    path("<uuid:plan_id>/indicators/<slug:key>/target/", indicator.target, name="target"),
]
