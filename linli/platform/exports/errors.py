"""Why an export is not made."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import DomainError, Invalid, NotFound


class UnknownExport(NotFound):
    """No open domain exports such a list, or this isn't the actor's own export."""

    def __init__(self) -> None:
        super().__init__(_("没有找到这项导出。"))


class PurposeMissing(Invalid):
    code = "purpose_missing"

    def __init__(self) -> None:
        words = _("这份名单含个人信息，请写明用途后再导出。")
        super().__init__(words, reason=words)


class TooManyRows(DomainError):
    code = "too_many_rows"
    status = 422

    def __init__(self, most: int) -> None:
        words = _("结果超过 %(most)s 行，请缩小筛选范围后再导出。")
        super().__init__(words % {"most": f"{most:,}"}, most=most)
