import pytest

from linli.platform.search.tokens import Form, Text, pieces, question


def share(text, words):
    """How much of the question `words` the text answers, 1 or more for a complete answer."""
    asked, found = question(words), pieces(text)
    return sum(ask.weight for ask in asked.asks if ask.piece in found) / asked.full


ALMOST = 0.8  # initials and numbers typed with dashes tell a little less
SHAN = Text(Form.NAME, "单雄信")
GARDEN = Text(Form.TITLE, "滨河花园3号楼")
LAMP = Text(Form.PROSE, "中山路12号门口的路灯不亮了 LED")
PHONE = Text(Form.PHONE, "+86 138 0000 0913")
DOOR = Text(Form.DOOR, "3号楼2单元501")
CASE = Text(Form.CODE, "261122-0042-7")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SHAN, "单"), (SHAN, "单雄"), (SHAN, "雄信"), (SHAN, "单雄信"), (SHAN, "单 雄信"),
        (SHAN, "shan"), (SHAN, "Shanxiongxin"), (SHAN, "shan xiong xin"), (SHAN, "danxiongxin"),
        (SHAN, "xiongxin"), (SHAN, "sxx"), (SHAN, "dxx"), (SHAN, "xx"), (SHAN, "shān xióng"),
        (SHAN, "shan1 xiong2"), (SHAN, "ＳＸＸ"),
        (Text(Form.NAME, "吕布"), "lv bu"), (Text(Form.NAME, "吕布"), "lü"),
        (Text(Form.NAME, "吕布"), "lubu"),
        (Text(Form.NAME, "𠮷田"), "𠮷田"), (Text(Form.NAME, "𠮷田"), "𠮷"),
        (Text(Form.NAME, "欧阳修"), "oyx"),
        (Text(Form.NAME, "阿依古丽·买买提"), "买买提"),
        (Text(Form.NAME, "阿依古丽·买买提"), "阿依古丽买买提"),
        (Text(Form.NAME, "Mary Smith"), "smith"),
        (GARDEN, "滨河"), (GARDEN, "滨河花园3号楼"), (GARDEN, "binhe"), (GARDEN, "bhhy"), (GARDEN, "花园 3"),
        (LAMP, "路灯"), (LAMP, "中山路12号"), (LAMP, "led"),
        (PHONE, "0913"), (PHONE, "00000913"), (PHONE, "13800000913"), (PHONE, "138-0000-0913"),
        (DOOR, "501"),
        (CASE, "261122-0042-7"), (CASE, "26112200427"), (CASE, "261122"), (CASE, "0042"), (CASE, "261122-00"),
    ],
)  # fmt: skip
def test_what_people_type_finds_what_they_mean(text, words):
    assert share(text, words) >= ALMOST


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SHAN, "张"), (SHAN, "zhang"), (SHAN, "信雄"), (SHAN, "an"), (GARDEN, "滨江"), (PHONE, "0914"),
        (LAMP, "中"), (CASE, "99"),
    ],
)  # fmt: skip
def test_what_they_do_not_mean_is_not_found(text, words):
    assert share(text, words) == 0


def test_the_whole_name_answers_better_than_a_longer_one():
    assert share(Text(Form.NAME, "张伟"), "张伟") > share(Text(Form.NAME, "张伟民"), "张伟") >= 1


def test_a_whole_door_is_enough_though_the_words_for_building_and_entrance_are_on_every_door():
    assert share(DOOR, "3号楼2单元501") >= 0.5 > share(DOOR, "4号楼2单元502")
    assert "号楼" not in pieces(DOOR)


def test_five_digits_still_find_the_phone_by_its_last_four():
    assert 0.5 <= share(PHONE, "00913") < 1


def test_a_name_has_few_enough_pieces_for_a_million_residents():
    assert len(pieces(SHAN)) <= 25
    assert len(pieces(Text(Form.NAME, "张伟"))) <= 10


def test_a_question_of_signs_alone_asks_for_nothing_that_is_there():
    assert question("  ").asks == ()
    assert share_of_nothing("？！") == 0


def share_of_nothing(words):
    asked = question(words)
    return sum(ask.weight for ask in asked.asks if ask.piece in pieces(SHAN))
