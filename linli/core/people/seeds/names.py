"""Invented names: the commonest surnames with their weights, and characters of given names."""

import random

from linli.core.people.rules import Gender

# Weights after the shares published by 公安部 for 2020 (permille, rounded); rare ones to be met too.
SURNAMES = {
    "王": 72, "李": 71, "张": 68, "刘": 52, "陈": 46, "杨": 31, "黄": 22, "赵": 21, "周": 20, "吴": 19,
    "徐": 17, "孙": 16, "朱": 13, "马": 13, "胡": 13, "郭": 12, "林": 12, "何": 11, "高": 10, "梁": 9,
    "郑": 9, "罗": 9, "宋": 8, "谢": 8, "唐": 7, "韩": 7, "曹": 6, "许": 6, "邓": 6, "萧": 5,
    "冯": 5, "曾": 5, "程": 5, "蔡": 5, "彭": 5, "潘": 5, "袁": 5, "于": 5, "董": 5, "余": 4,
    "苏": 4, "叶": 4, "吕": 4, "魏": 4, "蒋": 4, "田": 4, "杜": 4, "丁": 4, "沈": 4, "姜": 3,
    "单": 1, "仇": 1, "解": 1, "区": 1, "查": 1, "朴": 1, "翟": 1, "缪": 1, "欧阳": 1, "尉迟": 1,
}  # fmt: skip
BOTH = "文华平明晓春永志国建立新海天宁安乐宇晨阳佳思嘉子一泽涵雨"
GIVEN = {
    Gender.MALE: BOTH + "伟强军勇杰涛超鹏飞辉刚毅俊峰磊龙波斌凯浩然博轩铭睿豪旭",
    Gender.FEMALE: BOTH + "芳娟敏静丽艳霞燕玲娜莉秀英红梅兰萍琴云莹雪婷倩怡欣妍诗琪",
}


def surname(chance: random.Random) -> str:
    return chance.choices([*SURNAMES], weights=[*SURNAMES.values()])[0]


def given_name(chance: random.Random, gender: Gender) -> str:
    """Two characters for four people of five, as today's names have."""
    count = 2 if chance.random() < 0.8 else 1
    return "".join(chance.choices(GIVEN[gender], k=count))
