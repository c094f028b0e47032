"""Every deed that the page of a proposal offers: one table for the forms, the addresses and the answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.council import actions, queries
from linli.domains.council.forms import proposals as shapes
from linli.domains.council.rules.proposals import Amended, Criterion
from linli.platform.access.actor import Actor

GUIDE = ("council.guide",)
RESIDENT = (queries.PROPOSE,)
BOTH = (queries.PROPOSE, "council.guide")


@dataclass(frozen=True, slots=True)
class Deed:
    """`find` gives the thing from the address, `act` does it; `is_whole`: about the proposal itself."""

    title: object
    needs: tuple[str, ...]
    form: Callable[..., forms.Form]
    act: Callable[[Actor, Any, Any], Any]
    done: object
    find: Callable[..., Any] = queries.proposal
    is_about: bool = False  # the form has to know the proposal

    @property
    def is_whole(self) -> bool:
        return self.find is queries.proposal


def _typed(action: Callable[..., Any]) -> Callable[[Actor, Any, Any], Any]:
    """An action about a proposal that takes what the form's fields are called."""
    return lambda actor, thing, form: action(actor=actor, proposal=thing, **form.cleaned_data)


def _step(actor: Actor, thing: Any, form: Any) -> Any:
    typed = form.cleaned_data
    return actions.take_step(
        actor=actor, proposal=thing, step=typed["step"], proof=form.proof(),
        adopted=typed.get("adopted", "yes") == "yes",
    )  # fmt: skip


def _refuse(actor: Actor, thing: Any, form: Any) -> Any:
    typed = form.cleaned_data
    return actions.refuse_proposal(
        actor=actor, proposal=thing, criterion=Criterion(typed["criterion"]), words=typed["words"]
    )


def _judge(actor: Actor, thing: Any, form: Any) -> Any:
    typed = form.cleaned_data
    return actions.judge_refusal(
        actor=actor, proposal=thing, upheld=typed["upheld"] == "yes", words=typed["words"]
    )


def _amended(actor: Actor, thing: Any, form: Any) -> Any:
    typed = form.cleaned_data
    return actions.answer_amendment(
        actor=actor, amendment=thing, outcome=Amended(typed["outcome"]), words=typed["words"]
    )


def _helped(actor: Actor, thing: Any, form: Any) -> Any:
    helped = form.cleaned_data["helped"] == "yes"
    return actions.say_effect(actor=actor, proposal=thing, helped=helped)


DEEDS: Mapping[str, Deed] = {
    "support": Deed(
        _("支持"), RESIDENT, shapes.NothingForm, _typed(actions.support), _("已支持。")
    ),
    "support_for": Deed(
        _("代录支持"), GUIDE, shapes.BehalfForm,
        lambda actor, thing, form: actions.support(
            actor=actor, proposal=thing, behalf=form.behalf()
        ),
        _("已录入支持。"),
    ),
    "step": Deed(_("完成这一步"), GUIDE, shapes.StepForm, _step, _("已完成这一步。"), is_about=True),
    "post": Deed(
        _("登记张贴"), GUIDE, shapes.PostForm, _typed(actions.post_decision), _("已登记张贴。")
    ),
    "object_to_decision": Deed(
        _("对公示提出意见"), RESIDENT, shapes.WordsForm, _typed(actions.object_to_decision),
        _("意见已收到，社区会答复。"),
    ),
    "task": Deed(
        _("分派落实任务"), GUIDE, shapes.TaskForm, _typed(actions.add_task), _("已分派。"),
        is_about=True,
    ),
    "send_to_cases": Deed(
        _("转为事件办理"), GUIDE, shapes.WordsForm, _typed(actions.send_to_cases), _("已转为事件。")
    ),
    "say_effect": Deed(_("评价效果"), RESIDENT, shapes.HelpedForm, _helped, _("谢谢您的评价。")),
    "review": Deed(
        _("评估效果"), GUIDE, shapes.ReviewForm, _typed(actions.review_effect), _("已评估。")
    ),
    "amend": Deed(
        _("提出修改"), BOTH, shapes.AmendForm, _typed(actions.amend), _("修改意见已交给提议人。")
    ),
    "refuse": Deed(_("不予受理"), GUIDE, shapes.RefuseProposalForm, _refuse, _("已不予受理。")),
    "object_to_refusal": Deed(
        _("对不予受理提出异议"), BOTH, shapes.WordsForm, _typed(actions.object_to_refusal),
        _("异议已收到，会由另一位工作人员答复。"),
    ),
    "judge": Deed(_("答复异议"), GUIDE, shapes.JudgeForm, _judge, _("已答复。")),
    "withdraw": Deed(
        _("撤回提议"), BOTH, shapes.WordsForm, _typed(actions.withdraw_proposal), _("已撤回。")
    ),
    "answer_amendment": Deed(
        _("答复修改意见"), BOTH, shapes.AnswerAmendmentForm, _amended, _("已答复。"),
        find=queries.amendment,
    ),
    "answer_decision": Deed(
        _("答复公示意见"), GUIDE, shapes.AnswerDecisionForm,
        lambda actor, thing, form: actions.answer_decision(
            actor=actor, objection=thing, **form.cleaned_data
        ),
        _("已答复。"), find=queries.proposal_objection,
    ),
    "progress": Deed(
        _("登记进度"), GUIDE, shapes.ProgressForm,
        lambda actor, thing, form: actions.report_progress(
            actor=actor, task=thing, **form.cleaned_data
        ),
        _("已登记，会告诉参加的居民。"), find=queries.proposal_task,
    ),
}  # fmt: skip
