"""Why a file is not taken: each says what is wrong and how to mend it."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import DomainError, Invalid, NotFound


class FileRefused(Invalid):
    """The file can't be kept as it is; `fields["file"]` repeats the words for a form."""

    code = "file_refused"
    words: ClassVar = _("这个文件不能接收，请换一个文件。")

    def __init__(self) -> None:
        super().__init__(self.words, file=self.words)


class EmptyFile(FileRefused):
    code = "file_empty"
    words = _("这个文件是空的，请重新选择一个文件。")


class FileTooLarge(FileRefused):
    code = "file_too_large"
    words = _("文件超过 10 MB，请压缩后再上传。")


class NotAPicture(FileRefused):
    code = "not_a_picture"
    words = _("这不是可用的照片，请上传 JPG、PNG 或 WebP 格式的照片。")


class HeicPicture(FileRefused):
    code = "heic_picture"
    words = _(
        "暂不支持 HEIC 照片。请在手机“设置 → 相机 → 格式”中选“兼容性最佳”后重拍，或发送照片的截图。"
    )


class TooManyPixels(FileRefused):
    code = "picture_too_large"
    words = _("照片超过 4000 万像素，请缩小后再上传。")


class BrokenPicture(FileRefused):
    code = "picture_broken"
    words = _("照片内容不完整或已损坏，请重新拍摄或重新选择。")


class NotADocument(FileRefused):
    code = "not_a_document"
    words = _("这不是可用的文档，请上传 PDF、Word（docx）或 Excel（xlsx）文件。")


class UnsafeDocument(FileRefused):
    code = "document_unsafe"
    words = _("文档带有宏、加密或异常的压缩内容，请另存为普通的 docx、xlsx 或 PDF 后再上传。")


class StorageFull(DomainError):
    """The disk took no more; nothing was kept, neither a file nor a row."""

    code = "storage_full"
    status = 507

    def __init__(self) -> None:
        super().__init__(_("服务器的存储空间不足，文件没有保存。请稍后再试，或联系系统管理员。"))


class Expired(NotFound):
    """A signed link that is too old, not ours, or whose file is gone: the answer is the same for all."""

    def __init__(self) -> None:
        super().__init__(_("链接已失效，请回到原页面刷新后再看。"))
