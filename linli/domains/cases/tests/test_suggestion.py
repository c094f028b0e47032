"""A suggested category says why, in words that a dispatcher would use."""

import pytest

from linli.domains.cases.rules import suggestion

# Residents write 楼下, 小区, 我们 and 有人 whatever it is about.
PAST = {
    "smoke": [
        "楼下餐馆油烟直排，我们家不敢开窗",
        "小区门口烧烤摊油烟很大，有人咳嗽",
        "楼下饭店的油烟飘进我们卧室",
        "有人在楼下烧烤，油烟味很重",
        "小区边上的餐馆晚上油烟呛人",
    ],
    "noise": [
        "楼下广场舞音响太吵，我们没法休息",
        "小区里装修噪音从早到晚，有人投诉过",
        "有人半夜在楼下唱歌，太吵了",
        "我们楼下工地夜间施工，噪音很大",
        "小区隔壁装修施工，噪音吵得头疼",
    ],
    "fire": [
        "有人在楼下飞线充电，我们很担心",
        "小区消防通道被堵住，救护车进不来",
        "电动车推进楼道充电，有人劝不听",
        "我们单元楼下有人给电动车飞线充电",
        "小区消防通道停满了车",
    ],
}
TEXTS = [f"{text}{end}" for texts in PAST.values() for text in texts for end in ("", "，请处理")]
CODES = [code for code, texts in PAST.items() for _text in texts for _end in range(2)]
STOP_LIKE = ("楼下", "小区", "我们", "有人")


@pytest.fixture(scope="module")
def learned():
    return suggestion.train(TEXTS, CODES)


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("我们小区楼下有人开餐馆，油烟很重", "smoke", "油烟"),
        ("楼下有人装修，我们小区都嫌噪音大", "noise", "噪音"),
        ("我们楼下有人飞线给电动车充电", "fire", "充电"),
    ],
)
def test_a_reason_names_what_tells_this_category_from_others(learned, text, code, word):
    guess = suggestion.suggest(learned, text)
    assert guess.code == code
    assert any(word in piece for piece in guess.because), guess.because
    assert not any(piece in STOP_LIKE for piece in guess.because), guess.because
    assert 1 <= len(guess.because) <= suggestion.SPEAKING
    for piece in guess.because:
        assert piece in text
        assert 2 <= len(piece) <= suggestion.LONGEST_PIECE


def test_the_categorys_own_words_come_before_pieces_of_text(learned):
    keywords = {"smoke": ["油烟", "餐馆", "烧烤", "气味"], "noise": ["噪音"]}
    guess = suggestion.suggest(learned, "楼下餐馆的油烟进了我们家，噪音不大", keywords)
    assert guess.because == ("油烟", "餐馆")


def test_where_nothing_speaks_for_a_category_no_reason_is_made_up(learned):
    assert suggestion.suggest(learned, "我们小区楼下").because == ()


def test_overlapping_pieces_are_told_as_one():
    strength = {
        "消防": 2.0,
        "防通": 1.9,
        "通道": 1.8,
        "道停": 1.7,
        "停车": 1.0,
        "楼": 3.0,
        "，停": 2.5,
    }
    assert suggestion._pieces("消防通道停车", strength) == ("消防通道", "停车")


def test_a_faint_piece_is_no_reason():
    assert suggestion._pieces("油烟很大", {"油烟": 2.0, "很大": 0.2}) == ("油烟",)
