import json

import pytest

from linli.platform.imports import source
from linli.platform.imports.errors import FileUnreadable
from linli.platform.imports.tests import tables

ROWS = tables.good(3)


@pytest.fixture
def kept(tmp_path):
    def keep(body):
        path = tmp_path / "table"
        path.write_bytes(body)
        return path

    return keep


READABLE = {
    "xlsx": tables.xlsx(ROWS),
    "ods": tables.ods(ROWS),
    "csv in utf-8": tables.text(ROWS),
    "csv in utf-8 with mark": tables.text(ROWS, "utf-8-sig"),
    "csv in gbk": tables.text(ROWS, "gbk"),
    "csv in gb18030": tables.text([[*ROWS[0][:1], "𠮷野家", "", ""]], "gb18030"),
    "csv in utf-16": tables.text(ROWS, "utf-16"),
    "csv with tabs": tables.text(ROWS, "utf-8", "\t"),
    "csv with semicolons": tables.text(ROWS, "gbk", ";"),
}


@pytest.mark.parametrize("name", READABLE)
def test_a_table_is_read_however_it_was_saved(kept, name):
    table = source.read(kept(READABLE[name]))
    assert list(table.rows[0]) == tables.HEAD
    assert table.rows[1][0] == "110101001001001"
    assert table.rows[1][1] in {"网格1", "𠮷野家"}


def test_rows_keep_the_numbers_they_have_in_the_sheet(kept):
    body = tables.xlsx(ROWS, sheets=[("表", [[], [], ["", "网格编码"], ["", "7"]])])
    rows = source.read(kept(body)).rows
    assert list(rows[2]) == [None, "网格编码"]
    assert list(rows[3]) == [None, "7"]


def test_a_look_at_the_first_rows_reads_no_more_than_those(kept):
    assert len(source.read(kept(tables.xlsx(tables.good(500))), first=5).rows) == 5


UNREADABLE = {
    "nothing": (b"", "empty"),
    "only blanks": (tables.xlsx([], head=[]), "empty"),
    "far corner": (tables.far_corner(), "too_heavy"),
    "ods bomb": (tables.ods_bomb(), "damaged"),
    "zip bomb": (tables.zip_bomb(), "too_heavy"),
    "cut": (tables.xlsx(ROWS)[:-300], "damaged"),
    "damaged xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000, "damaged"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "encoding"),
    "program": (b"MZ\0\0\0\0", "damaged"),
    "no words": (b"\x81\xff\xff\xfe\x80", "encoding"),
    "too wide": (tables.text([["x"] * 300]), "too_wide"),
    "too long": (b"x\n" * 100_200, "too_long"),
    "too large": (b"x" * (20 * 1024 * 1024 + 1), "too_large"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(kept, name):
    body, reason = UNREADABLE[name]
    with pytest.raises(FileUnreadable) as refusal:
        source.read(kept(body))
    assert refusal.value.reason == reason
    assert str(refusal.value) == str(refusal.value.fields["file"])


def feature(properties, geometry):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def test_geojson_is_a_row_for_each_feature_with_where_it_is(kept):
    lamp = feature({"编号": "LD-1", "tags": ["a"]}, {"type": "Point", "coordinates": [116.4, 39.9]})
    road = feature({"编号": "DL-1"}, {"type": "LineString", "coordinates": [[1, 2], [3, 4]]})
    told = {"type": "FeatureCollection", "features": [lamp, road]}
    table = source.read(kept(json.dumps(told, ensure_ascii=False).encode()))
    assert [list(row) for row in table.rows] == [
        ["编号", "tags", "lat", "lon", "geometry"],
        ["LD-1", None, "39.9", "116.4", None],
        ["DL-1", None, None, None, '{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}'],
    ]


HALF = b'{"type": "FeatureCollection"'
NONE = (HALF, HALF + b"}", HALF + b', "features": 3}', b'{"type": "Feature"}', b'{"a":' * 9999)


@pytest.mark.parametrize("body", NONE)
def test_what_is_no_collection_of_features_is_refused(kept, body):
    with pytest.raises(FileUnreadable):
        source.read(kept(body))
