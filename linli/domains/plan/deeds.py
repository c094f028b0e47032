"""What an auditor reads for each deed of the plan on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "plan.change_target": _("调整指标目标"),
    "plan.confirm_value": _("核实填报的指标值"),
    "plan.end": _("结束方案"),
    "plan.enter_value": _("填报指标值"),
    "plan.publish_template": _("发布方案模板"),
    "plan.reach_milestone": _("登记里程碑达成"),
    "plan.rebaseline": _("调整方案基线"),
    "plan.refuse_value": _("退回填报的指标值"),
    "plan.start": _("启动方案"),
    "plan.take_snapshot": _("发布指标快照"),
}
