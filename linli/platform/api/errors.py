"""What the API refuses before any domain is asked."""

from django.utils.translation import gettext as _

from linli.kernel.errors import DomainError


class Malformed(DomainError):
    """The bytes can't be read as what they claim to be."""

    code = "malformed"
    status = 400


class SignInNeeded(DomainError):
    """Nobody is signed in, and this entrance asks who is calling."""

    code = "sign_in_needed"
    status = 401


class KeyRefused(DomainError):
    """The API key is unknown, ended, expired, or its account is closed: the answer is the same."""

    code = "key_refused"
    status = 401

    def __init__(self) -> None:
        super().__init__(_("这个接口密钥不能用：请核对是否完整，或请管理员另发一个。"))


class KeyOnPage(DomainError):
    """A program asked for a page that is made for people."""

    code = "key_on_page"
    status = 403

    def __init__(self) -> None:
        super().__init__(_("接口密钥只能用来调用接口，不能打开页面。"))


class Stale(DomainError):
    """Somebody changed the thing since it was read; `current` is its ETag now."""

    code = "stale"
    status = 412

    def __init__(self, current: str) -> None:
        super().__init__(_("这条记录在您读取之后有人改过，请重新读取后再改。"), current=current)


class VersionNeeded(DomainError):
    """An edit has to say which version it is made on."""

    code = "version_needed"
    status = 428

    def __init__(self) -> None:
        super().__init__(_("请在 If-Match 里写上读取时得到的 ETag，以免盖掉别人的修改。"))


class TooLarge(DomainError):
    """The body is longer than the API takes; `most` is in bytes."""

    code = "too_large"
    status = 413

    def __init__(self, most: int) -> None:
        super().__init__(_("内容太大，最多 %d 字节，请分几次提交。") % most, most=most)


class WrongMediaType(DomainError):
    """The body isn't JSON in UTF-8."""

    code = "wrong_media_type"
    status = 415

    def __init__(self) -> None:
        super().__init__(_("请用 UTF-8 编码的 JSON 提交，Content-Type 写 application/json。"))


class OnceKeyNeeded(DomainError):
    """An unsafe call came without an Idempotency-Key."""

    code = "idempotency_key_needed"
    status = 400

    def __init__(self) -> None:
        super().__init__(
            _("请在 Idempotency-Key 里写一个 1 到 255 个可见 ASCII 字符的编号，重试时不变。")
        )


class OnceKeyReused(DomainError):
    """The same Idempotency-Key came with another request."""

    code = "idempotency_key_reused"
    status = 422

    def __init__(self) -> None:
        super().__init__(_("这个 Idempotency-Key 已用于另一个请求，新的请求请换一个编号。"))


class InFlight(DomainError):
    """The first request with this Idempotency-Key hasn't been answered yet."""

    code = "in_flight"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("同一个请求正在处理，请稍后用同样的编号再取结果。"), retry_after=1)
