"""Why an import does not go on, and how to mend it."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Conflict, Invalid, NotFound


class UnknownImport(NotFound):
    """No open domain imports such a thing, or this isn't the actor's own import."""

    def __init__(self) -> None:
        super().__init__(_("没有找到这项导入。"))


class FileUnreadable(Invalid):
    """The file is no table that can be read; `fields["file"]` repeats the words for a form."""

    code = "file_unreadable"
    reasons: ClassVar = {
        "empty": _("文件里没有数据，请检查后重新选择。"),
        "too_large": _("文件超过 20 MB，请拆成几个文件分别导入。"),
        "too_long": _("表格超过 10 万行，请拆成几个文件分别导入。"),
        "too_wide": _("表格超过 200 列，请只保留需要导入的列。"),
        "too_heavy": _("表格展开后太大，无法读取。请把数据复制到新的工作簿，另存后再导入。"),
        "password": _("文件有密码，请取消密码后另存，再重新导入。"),
        "encoding": _("无法识别文字编码，请另存为 Excel 工作簿（xlsx）或 UTF-8 编码的 CSV。"),
        "damaged": _("文件无法读取。请用 Excel 或 WPS 打开后另存为 xlsx，再重新导入。"),
    }

    def __init__(self, reason: str) -> None:
        words = self.reasons[reason]
        super().__init__(words, file=words)
        self.reason = reason


class ColumnsMissing(Invalid):
    """Required columns have no source; `fields` names each."""

    code = "columns_missing"

    def __init__(self, titles: dict[str, str]) -> None:
        each = {key: str(_("请为“%s”选择对应的列。")) % title for key, title in titles.items()}
        super().__init__(_("必填的内容还没有对应的列。"), **each)


class NotThisStep(Conflict):
    code = "not_this_step"

    def __init__(self) -> None:
        super().__init__(_("这次导入已进入别的步骤，请刷新页面查看最新状态。"))


class RowsWrong(Conflict):
    """All or nothing was asked for, and some rows are wrong."""

    code = "rows_wrong"
    status = 422

    def __init__(self, rows: int) -> None:
        words = _("有 %d 行需要修改，没有导入任何数据。请改好后重新上传，或选择“只导入正确的行”。")
        super().__init__(words % rows, rows=rows)


class UndoOver(Conflict):
    code = "undo_over"

    def __init__(self) -> None:
        super().__init__(_("撤销只在导入后 24 小时内有效，现在已不能撤销。"))
