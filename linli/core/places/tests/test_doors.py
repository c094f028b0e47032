import pytest

from linli.core.places.doors import door, floor_of, read_door


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2单元501室", ("2", "501")), ("2-501", ("2", "501")), ("２单元 501", ("2", "501")),
        ("501", ("", "501")), ("甲单元地下1", ("甲", "地下1")), ("A座-1203", ("A座", "1203")),
        ("", None), ("2-3-501", None), ("-", None), ("x" * 21, None),
    ],
)  # fmt: skip
def test_a_door_is_read_however_it_is_written(written, read):
    assert read_door(written) == read


def test_a_door_is_written_as_people_say_it():
    assert door("2", "501") == "2单元501"
    assert door("", "501") == "501"


@pytest.mark.parametrize(
    ("room", "floor"), [("501", 5), ("1203", 12), ("地下1", None), ("5", None)]
)
def test_the_number_of_a_room_tells_its_floor(room, floor):
    assert floor_of(room) == floor
