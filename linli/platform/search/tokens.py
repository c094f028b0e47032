"""The pieces by which a text is found, and the pieces that a question asks for. Pure.

Both sides are cut in the same way, so that finding needs equality alone: LIKE, trigrams and array
operators aren't leakproof and could use no index under row-level security.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from linli.platform.database.secrecy import normalise_phone
from linli.platform.search import pinyin

LONGEST_RUN = 4  # syllables; whole names are shorter, and longer titles are kept whole besides
SHORTEST_PREFIX = 4  # digits of a number before it is worth completing
TAILS = (4, 8)  # the ends of a phone number that people remember

_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]"
_RUN = re.compile(rf"(?P<han>{_HAN}+)|(?P<latin>[a-z]+)|(?P<digits>\d+)")
_HAN_BLANK = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")  # 张 三 is padded to three widths
_MARK = re.compile(r"[\u0300-\u036f]")
_TONE_DIGIT = re.compile(r"(?<=[a-z])[1-5](?![0-9])")
_SEPARATOR = re.compile(r"[-_/·.#\s]+")


class Form(StrEnum):
    """How a text is read, which says what pieces it has."""

    NAME = "name"  # a person's: each character, pairs, pinyin and initials in every reading
    TITLE = "title"  # a place's or a heading: the same in one reading, with numbers and words
    PROSE = "prose"  # what somebody wrote: pairs of characters, numbers and words
    PHONE = "phone"  # whole, and the tails people remember
    DOOR = "door"  # where somebody lives: the whole of it, and the room
    CODE = "code"  # a case number or a document's: whole, its parts, and its beginnings


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be found by, and how it is read."""

    form: Form
    value: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One piece that a question asks for, and how much its presence tells."""

    piece: str
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody typed, as pieces; `full` is the weight of a complete answer."""

    asks: tuple[Ask, ...]
    full: float


def pieces(text: Text) -> set[str]:
    """Every piece by which `text` is found."""
    return set(_CUTS[text.form](text.value)) - {""}


def question(words: str) -> Question:
    """What to look for when somebody types `words`; no asks when nothing in them can be found."""
    asks: dict[str, float] = {}
    full = 0.0
    for word in _typed(words).split():
        for piece, weight, counts in _asks_of(word):
            asks[piece] = max(weight, asks.get(piece, 0.0))
            full += weight if counts else 0.0
    return Question(tuple(Ask(*each) for each in asks.items()), full)


def _folded(text: str) -> str:
    """Width and case made one."""
    return unicodedata.normalize("NFKC", text).casefold()


def _typed(words: str) -> str:
    """Tones taken off: zhāng and Zhang1 are zhang."""
    bare = _MARK.sub("", unicodedata.normalize("NFD", _folded(words)))
    return _TONE_DIGIT.sub("", unicodedata.normalize("NFC", bare))


def _asks_of(word: str) -> Iterator[tuple[str, float, bool]]:
    """Pieces of one typed word: (piece, weight, whether a complete answer must have it)."""
    compact = _SEPARATOR.sub("", word)
    yield f"={compact}", 2.0, False
    if compact != word or compact.isdigit():
        yield f"#{compact}", 1.5, False
    runs = list(_RUN.finditer(word))
    for run in runs:
        for piece, weight, counts in _ASKS[run.lastgroup or ""](run.group()):
            # Prose isn't found by single characters: 号 of 12号 may help and mustn't be missed.
            yield piece, weight, counts and (len(runs) == 1 or len(piece) > 1)


def _ask_han(run: str) -> Iterator[tuple[str, float, bool]]:
    if len(run) == 1:
        yield run, 1.0, True
    for pair in _pairs(run):
        yield pair, 1.0, True


def _ask_latin(run: str) -> Iterator[tuple[str, float, bool]]:
    yield f"p{pinyin.plain(run)}", 1.0, True
    yield f"i{run}", 0.9, False
    yield f"w{run}", 1.0, False


def _ask_digits(run: str) -> Iterator[tuple[str, float, bool]]:
    yield f"#{run}", 1.0, True
    if len(run) > max(TAILS):
        yield f"#{run[-max(TAILS) :]}", 0.4, False
    elif len(run) > min(TAILS):
        yield f"#{run[-min(TAILS) :]}", 0.6, False


_ASKS = {"han": _ask_han, "latin": _ask_latin, "digits": _ask_digits}


def _cut_name(value: str) -> Iterator[str]:
    yield from _cut_whole(value, pinyin.name_readings)


def _cut_title(value: str) -> Iterator[str]:
    yield from _cut_whole(value, lambda text: [pinyin.syllables(text)])


def _cut_whole(value: str, read: Callable[[str], list[list[str]]]) -> Iterator[str]:
    folded = _HAN_BLANK.sub("", _folded(value))
    yield f"={_SEPARATOR.sub('', folded)}"
    for run in _RUN.finditer(folded):
        yield from _cut_run(run, read)


def _cut_run(run: "re.Match[str]", read: Callable[[str], list[list[str]]]) -> Iterator[str]:
    text = run.group()
    if run.lastgroup != "han":
        yield from _word_or_number(run)
        return
    yield from text
    yield from _pairs(text)
    for syllables in read(text):
        yield from _spoken(syllables)


def _cut_prose(value: str) -> Iterator[str]:
    for run in _RUN.finditer(_folded(value)):
        yield from _pairs(run.group()) if run.lastgroup == "han" else _word_or_number(run)


def _cut_phone(value: str) -> Iterator[str]:
    digits = normalise_phone(value)
    if len(digits) >= min(TAILS):
        yield from {f"#{digits}", *(f"#{digits[-size:]}" for size in TAILS)}


def _cut_door(value: str) -> Iterator[str]:
    """Without the words that every door has: 号楼 and 单元 would find the whole town."""
    folded = _folded(value)
    yield f"={_SEPARATOR.sub('', folded)}"
    yield from (f"#{number}" for number in re.findall(r"\d{3,}", folded))


def _cut_code(value: str) -> Iterator[str]:
    parts = [part for part in _SEPARATOR.split(_folded(value)) if part]
    whole = "".join(parts)
    yield from {f"={whole}", f"#{whole}", *(f"#{part}" for part in parts)}
    yield from (f"#{whole[:size]}" for size in range(SHORTEST_PREFIX, len(whole)))


def _word_or_number(run: "re.Match[str]") -> Iterator[str]:
    yield f"{'#' if run.lastgroup == 'digits' else 'w'}{run.group()}"


def _pairs(run: str) -> Iterable[str]:
    return map("".join, pairwise(run))


def _spoken(syllables: Sequence[str]) -> Iterator[str]:
    """Neighbouring syllables run together, and their initials: shan, shanxiong, xiongxin, sxx ..."""
    count = len(syllables)
    for start in range(count):
        for stop in range(start + 1, min(start + LONGEST_RUN, count) + 1):
            yield f"p{''.join(syllables[start:stop])}"
            if stop > start + 1:
                yield f"i{''.join(each[0] for each in syllables[start:stop])}"
    if count > LONGEST_RUN:
        yield f"p{''.join(syllables)}"
        yield f"i{''.join(each[0] for each in syllables)}"


_CUTS = {
    Form.NAME: _cut_name,
    Form.TITLE: _cut_title,
    Form.PROSE: _cut_prose,
    Form.PHONE: _cut_phone,
    Form.DOOR: _cut_door,
    Form.CODE: _cut_code,
}
