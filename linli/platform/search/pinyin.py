"""Pinyin of names: how they sort, and how people type them.

pypinyin reads characters; it doesn't know that 单 as a surname is Shàn. The table below does.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

from pypinyin import lazy_pinyin

from linli.platform.database.secrecy import surname_of

# Surnames whose reading differs from the character's everyday one (现代汉语词典, 中国姓氏大辞典).
SURNAME_READINGS = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "区": "ou", "查": "zha", "朴": "piao",
    "盖": "ge", "卜": "bu", "秘": "bi", "折": "she", "翟": "zhai", "黑": "he", "员": "yun",
    "缪": "miao", "乐": "yue", "召": "shao", "能": "nai", "种": "chong", "繁": "po", "句": "gou",
    "覃": "qin", "郇": "xun", "佴": "nai", "洗": "xian", "么": "yao", "牟": "mu", "隗": "wei",
    "都": "du", "祭": "zhai", "阚": "kan", "任": "ren", "华": "hua", "宁": "ning", "葛": "ge",
    "长": "zhang", "石": "shi", "那": "na", "盛": "sheng", "相": "xiang", "令": "ling", "尉": "wei",
    "尉迟": "yu chi", "万俟": "mo qi", "单于": "chan yu", "长孙": "zhang sun", "澹台": "tan tai",
    "鲜于": "xian yu", "令狐": "ling hu", "欧阳": "ou yang",
}  # fmt: skip
# Characters of given names that parents read in two ways.
SECOND_READINGS = {
    "乐": ("le", "yue"), "晟": ("sheng", "cheng"), "茜": ("qian", "xi"), "莘": ("shen", "xin"),
    "朝": ("chao", "zhao"), "行": ("xing", "hang"), "柏": ("bai", "bo"), "藏": ("cang", "zang"),
    "重": ("zhong", "chong"), "长": ("chang", "zhang"), "曾": ("ceng", "zeng"), "贾": ("jia", "gu"),
    "盛": ("sheng", "cheng"), "宁": ("ning", "zhu"), "大": ("da", "dai"), "传": ("chuan", "zhuan"),
    "沈": ("shen", "chen"), "洗": ("xi", "xian"), "参": ("can", "shen"), "翟": ("di", "zhai"),
}  # fmt: skip
MOST_READINGS = 8
LAST = "~"  # sorts behind every letter: characters without a reading come at the end
_ONE_BY_ONE = re.compile(r"[\x00-\u02ff]+|.", re.DOTALL)
_TONE_MARK = re.compile(r"[\u0300\u0301\u0304\u030c]")


def plain(syllable: str) -> str:
    """A syllable as a keyboard types it: lower case, no tone, u for ü (so that lü, lv and lu meet)."""
    spread = unicodedata.normalize("NFD", syllable.lower())
    bare = _TONE_MARK.sub("", spread).replace("u\u0308", "u").replace("v", "u")
    return unicodedata.normalize("NFC", bare)


def syllables(text: str) -> list[str]:
    """The everyday reading of each Han character; any other run of characters is kept as it is."""
    return [plain(each) for each in lazy_pinyin(text)]


def name_syllables(name: str) -> list[str]:
    """The reading of a person's name, with its surname read as a surname.

    Character by character: a given name is no word of the dictionary, and a register is long.
    """
    name = name.strip()
    surname = surname_of(name)
    if surname not in SURNAME_READINGS:
        return _by_character(name)
    return [*SURNAME_READINGS[surname].split(), *_by_character(name[len(surname) :])]


def _by_character(text: str) -> list[str]:
    return [read for part in _ONE_BY_ONE.findall(text) for read in _everyday(part)]


@lru_cache(maxsize=1 << 15)
def _everyday(part: str) -> tuple[str, ...]:
    return tuple(syllables(part))


def name_readings(name: str) -> list[list[str]]:
    """Every way in which a name may be typed: the right reading first, at most eight."""
    right = name_syllables(name)
    choices = [dict.fromkeys((right[0], *_by_character(name)[:1]))] if right else []
    choices += [dict.fromkeys((read, *_other(read, name))) for read in right[1:]]
    return [list(each) for each in islice(product(*choices), MOST_READINGS)] if right else []


def _other(read: str, name: str) -> list[str]:
    """A second reading of a character of `name` that is read `read`, if it has one."""
    return [
        second
        for character, (first, second) in SECOND_READINGS.items()
        if first == read and character in name[1:]
    ]


def sort_key(text: str) -> str:
    """By this, with collation C, titles and places stand in the order of a Chinese dictionary."""
    return _joined(syllables(text))[:240]


def name_sort_key(name: str) -> str:
    """By this, names stand in the order of a register: surname in full, then the initials.

    It holds no more of the given name than its initials, since it is stored in clear and a
    masked list shows the surname anyway.
    """
    surname = surname_of(name.strip())
    read = name_syllables(name)
    family = len(SURNAME_READINGS.get(surname, "").split()) or len(_by_character(surname))
    return _joined([*read[:family], *(each[:1] for each in read[family:])])[:80]


def _joined(parts: list[str]) -> str:
    return " ".join(part if part.isascii() else LAST + part for part in parts)
