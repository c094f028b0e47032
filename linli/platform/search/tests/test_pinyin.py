import pytest

from linli.platform.search import pinyin


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("单雄信", "shan xiong xin"),
        ("曾国藩", "zeng guo fan"),
        ("仇英", "qiu ying"),
        ("解缙", "xie jin"),
        ("区大相", "ou da xiang"),
        ("查良镛", "zha liang yong"),
        ("朴正", "piao zheng"),
        ("尉迟恭", "yu chi gong"),
        ("万俟卨", "mo qi xie"),
        ("欧阳修", "ou yang xiu"),
        ("吕布", "lu bu"),
        ("重明", "zhong ming"),
    ],
)
def test_a_surname_is_read_as_a_surname(name, read):
    assert " ".join(pinyin.name_syllables(name)) == read


def test_names_stand_in_the_order_of_a_register():
    names = ["赵六", "单雄信", "张三", "欧阳修", "李四", "曾国藩", "𠮷田", "阿明"]
    ordered = sorted(names, key=pinyin.name_sort_key)
    assert ordered == ["阿明", "李四", "欧阳修", "单雄信", "曾国藩", "张三", "赵六", "𠮷田"]


def test_the_sort_key_of_a_person_tells_no_given_name():
    assert pinyin.name_sort_key("单雄信") == "shan x x"
    assert pinyin.name_sort_key("欧阳修") == "ou yang x"
    assert pinyin.name_sort_key("") == ""


def test_places_stand_in_the_order_of_a_dictionary():
    names = ["文华社区", "古荡东区社区", "莲花社区", "嘉荷社区"]
    assert sorted(names, key=pinyin.sort_key) == [
        "古荡东区社区",
        "嘉荷社区",
        "莲花社区",
        "文华社区",
    ]


def test_a_name_that_may_be_read_in_two_ways_gives_both_and_the_right_one_first():
    read = [" ".join(each) for each in pinyin.name_readings("单乐")]
    assert read[0] == "shan le"
    assert {"shan le", "shan yue", "dan le", "dan yue"} == set(read)
    assert pinyin.name_readings("") == []
