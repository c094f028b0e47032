"""What is refused before a deed is kept, and why a kept one can't be done."""

from django.utils.translation import gettext as _

from linli.kernel.errors import Conflict, Invalid, NotFound, TooMany


class ClientIdReused(Invalid):
    """The same client id came with another deed."""

    code = "client_id_reused"

    def __init__(self) -> None:
        super().__init__(_("这个编号已用于另一件事，内容不同，没有接收。请核对后重新填写。"))


class ParcelMalformed(Invalid):
    """What came can't be read as one deed."""

    code = "parcel_malformed"

    def __init__(self) -> None:
        super().__init__(_("没有读懂设备发来的内容。请更新页面后再试，仍不行请联系管理员。"))


class TooManyPhotos(Invalid):
    """More photos than a deed may carry, or too large ones."""

    code = "too_many_photos"

    def __init__(self) -> None:
        super().__init__(_("照片太多或太大，请减少几张再提交。"))


class TooManyKept(TooMany):
    """So many deeds of this person wait to be dealt with that no more are taken."""

    code = "too_many_kept"

    def __init__(self) -> None:
        words = _("没有办成的事太多了，请先处理一些再上传。设备上的内容还在。")
        super().__init__(words, retry_after=3600)


class UnknownDeed(NotFound):
    """No app offers this deed any more."""

    code = "unknown_deed"

    def __init__(self) -> None:
        super().__init__(_("系统里已经没有这种操作，请改用普通页面办理。"))


class MadeLongAgo(Conflict):
    """Too long ago by the device's clock for us to know whether it was done before."""

    code = "made_long_ago"

    def __init__(self) -> None:
        super().__init__(_("这是很久以前填写的，或者设备的日期不对。请核对后再提交。"))


class NotDoneYet(Conflict):
    """Something of ours went wrong; nothing of the deed was done."""

    code = "not_done"

    def __init__(self) -> None:
        super().__init__(_("这件事没有办成，问题已记录。请核对内容后再试，或改用普通页面办理。"))


class AlreadySettled(Conflict):
    """The deed isn't waiting any more."""

    code = "already_settled"

    def __init__(self) -> None:
        super().__init__(_("这件事已经处理过了。"))


class NotYours(NotFound):
    """There is none, or it is another person's: the answer is the same."""

    def __init__(self) -> None:
        super().__init__(_("没有找到这件事，或者不是您提交的。"))
