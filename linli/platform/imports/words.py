"""What people read where the rules say a code."""

from django.utils.translation import gettext_lazy as _

from linli.platform.imports.rules import Mode, State

STATES = {
    State.RECEIVED: (_("待选择列"), "neutral"),
    State.CHECKING: (_("检查中"), "info"),
    State.CHECKED: (_("待导入"), "warn"),
    State.RUNNING: (_("导入中"), "info"),
    State.DONE: (_("已导入"), "good"),
    State.UNDOING: (_("撤销中"), "info"),
    State.UNDONE: (_("已撤销"), "neutral"),
    State.STOPPED: (_("已停止"), "bad"),
}
MODES = {
    Mode.WHOLE: _("全部正确才导入"),
    Mode.GOOD_ROWS: _("只导入正确的行，其余的改好后再导"),
}
STEPS = (_("选择文件"), _("对应列"), _("检查结果"), _("导入完成"))
STEP_OF = {
    State.RECEIVED: 2,
    State.CHECKING: 3,
    State.CHECKED: 3,
    State.RUNNING: 4,
    State.DONE: 5,
    State.UNDOING: 5,
    State.UNDONE: 5,
    State.STOPPED: 3,
}
