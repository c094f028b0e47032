"""How alike two Chinese sentences are worded, without a dictionary. Pure."""

import re
import unicodedata
from hashlib import blake2b

BITS = 64
_SIGNS = re.compile(r"[^\w]|_")
_HOUSES = re.compile(r"\d+(号楼|栋|幢|单元|楼|室|号|层)")
NUMERALS = str.maketrans("零〇一二三四五六七八九两", "001234567892")
_FILLERS = frozenset(
    "的了着过在是有也都很太就又还把被和与及跟给让请来去上下里外前后旁边这那个我们你您他她它不没"
    "一些什么怎样啊吧呢吗呀麻烦希望赶紧快点处理解决反映情况问题小区号楼单元附近门口已经现在今天昨天"
)


def likeness_of_words(one: str, other: str) -> float:
    """Dice's coefficient of the characters and pairs of characters that carry meaning."""
    mine, theirs = pieces(one), pieces(other)
    if not mine or not theirs:
        return 0.0
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def pieces(said: str) -> frozenset[str]:
    """Characters and neighbouring pairs, without signs, house numbers and words that say nothing."""
    plain = unicodedata.normalize("NFKC", said).lower().translate(NUMERALS)
    bare = _SIGNS.sub(" ", _HOUSES.sub(" ", plain))
    kept = "".join(" " if sign in _FILLERS or sign.isdigit() else sign for sign in bare)
    words = kept.split()
    pairs = {word[n : n + 2] for word in words for n in range(len(word) - 1)}
    return frozenset(pairs | {sign for word in words for sign in word})


def wording(said: str) -> int:
    """64 bits of what was said, in which alike words differ little (Charikar 2002), as a signed
    number, so that PostgreSQL can sort by `bit_count(a # b)` without reading the words."""
    counts = [0] * BITS
    for piece in pieces(said):
        digest = int.from_bytes(blake2b(piece.encode(), digest_size=8).digest())
        for bit in range(BITS):
            counts[bit] += 1 if digest >> bit & 1 else -1
    return signed(sum(1 << bit for bit in range(BITS) if counts[bit] > 0))


def signed(bits: int) -> int:
    """64 bits as PostgreSQL keeps them in a bigint."""
    return bits - (1 << BITS) if bits >> (BITS - 1) else bits


def bits_apart(one: int, other: int) -> int:
    """In how many of 64 bits two numbers differ."""
    return ((one ^ other) & ((1 << BITS) - 1)).bit_count()
