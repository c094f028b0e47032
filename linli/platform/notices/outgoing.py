"""The one guarded client for calls to addresses that somebody typed in.

What it keeps off: calls into our own network (SSRF). It resolves a name once, refuses every address
that isn't public, and connects to the very address it checked, so that a second answer of the name
server can't lead elsewhere. A deployer may name hosts of the own network (`calls_allowed_to`).
"""

import asyncio
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx
from django.conf import settings
from django.utils.translation import gettext as _

from linli.kernel.errors import DomainError

SECONDS = 5.0
MOST_BYTES = 64 * 1024
PORTS = {"https": 443}
GLOBAL_UNICAST = IPv6Network("2000::/3")  # all of IPv6 that the internet routes
# Special by IANA's registries, but not yet to every Python 3.11: protocol assignments (clouds keep
# their metadata there), 6to4 relays, the younger documentation prefix.
SPECIAL = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv6Network("2001::/23"),
    IPv6Network("3fff::/20"),
)
NAT64 = IPv6Network("64:ff9b::/96")  # carries an IPv4 address in its last 32 bits

Address = IPv4Address | IPv6Address


class NotCalled(DomainError):
    """The address was refused before anything was sent; the words say which rule and how to mend it."""

    code = "address_refused"
    status = 422


class CameToNothing(Exception):
    """The call failed. `sent` tells whether the other side may have got it."""

    def __init__(self, words: str, *, sent: bool) -> None:
        super().__init__(words)
        self.sent = sent


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the beginning of the body, undecoded."""

    status: int
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was checked: the URL as typed, and the only address it will be called at."""

    url: httpx.URL
    address: Address

    @property
    def host(self) -> str:
        return self.url.raw_host.decode("ascii")

    @property
    def url_by_address(self) -> httpx.URL:
        return self.url.copy_with(host=str(self.address))


@dataclass(frozen=True, slots=True)
class _Call:
    """What is sent, and how much of an answer is waited for and taken."""

    method: str
    content: bytes
    headers: Mapping[str, str]
    seconds: float
    most_bytes: int


def post(url: str, content: bytes, headers: Mapping[str, str]) -> Answer:
    """POST `content`; raises NotCalled or CameToNothing. Follows no redirect and uses no proxy.

    The whole call takes at most 5 s: limits on single reads would let a slow server hold us for
    hours, a byte at a time.
    """
    return _called(url, _Call("POST", content, headers, SECONDS, MOST_BYTES))


def get(url: str, *, most_bytes: int, seconds: float) -> Answer:
    """GET a file in the same guarded way; a body that is longer is cut at `most_bytes`."""
    return _called(url, _Call("GET", b"", {"User-Agent": "linli"}, seconds, most_bytes))


def _called(url: str, call: _Call) -> Answer:
    target = check(url)
    try:
        return asyncio.run(asyncio.wait_for(_send(target, call), call.seconds))
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise CameToNothing(type(error).__name__, sent=False) from None
    except (httpx.HTTPError, TimeoutError) as error:
        raise CameToNothing(type(error).__name__, sent=True) from None


async def _send(target: Target, call: _Call) -> Answer:
    given = {
        **call.headers,
        "Host": target.url.netloc.decode("ascii"),
        "Accept-Encoding": "identity",
    }
    async with (
        httpx.AsyncClient(
            verify=_certificates(), trust_env=False, follow_redirects=False, timeout=call.seconds
        ) as client,
        client.stream(
            call.method,
            target.url_by_address,
            content=call.content or None,
            headers=given,
            extensions={"sni_hostname": target.host},
        ) as response,
    ):
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) >= call.most_bytes:
                break
        answered = bytes(body[: call.most_bytes])
        return Answer(response.status_code, answered, dict(response.headers))


@cache
def _certificates() -> ssl.SSLContext:
    """The authorities we trust, read once: reading them takes longer than a call."""
    return httpx.create_ssl_context(trust_env=False)


def check(url: str) -> Target:
    """The address to call, or NotCalled with the rule that it breaks."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise NotCalled(_("这不是一个网址，请从 https:// 开始完整填写。")) from None
    if _is_allowed(parsed):
        return Target(parsed, _resolve(parsed)[0])
    _require_plain_https(parsed)
    addresses = _resolve(parsed)
    if not all(is_public(each) for each in addresses):
        raise NotCalled(
            _("这个地址指向内部网络。确需调用时，请由部署人员把主机名加入 calls_allowed_to。")
        )
    return Target(parsed, addresses[0])


def _is_allowed(url: httpx.URL) -> bool:
    """Whether the deployer named this host (and port, when not the usual one) for calls inside."""
    names = {url.host, f"{url.host}:{url.port}"} if url.port else {url.host}
    return url.scheme in {"http", "https"} and bool(names & set(settings.CALLS_ALLOWED_TO))


def _require_plain_https(url: httpx.URL) -> None:
    if url.scheme != "https":
        raise NotCalled(_("地址必须以 https:// 开头，否则内容会在途中被人看到。"))
    if url.port not in {None, PORTS["https"]}:
        raise NotCalled(_("只能调用 443 端口，请去掉地址里的端口号。"))
    if url.userinfo:
        raise NotCalled(_("地址里不要写用户名和密码，请改用密钥签名。"))


def _resolve(url: httpx.URL) -> list[Address]:
    """Every address of the host, asked once."""
    try:
        found = socket.getaddrinfo(url.raw_host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotCalled(_("找不到这个主机名，请检查是否拼写正确。")) from None
    return [ip_address(str(each[4][0]).partition("%")[0]) for each in found]


def is_public(address: Address) -> bool:
    """Whether `address` lies in the open internet, also when it hides in an IPv6 wrapping."""
    if any(address in network for network in SPECIAL):
        return False
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast
    inner = address.ipv4_mapped or address.sixtofour or _nat64(address)
    if inner is not None:
        return is_public(inner)
    return address in GLOBAL_UNICAST and address.is_global


def _nat64(address: IPv6Address) -> IPv4Address | None:
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None
