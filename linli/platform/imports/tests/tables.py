"""Files as people send them, made here."""

import csv
import io
import zipfile

import xlsxwriter

HEAD = ["网格编码*", "网格名称", "划定日期", "类别"]
ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="表">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def code(number, community="110101001001"):
    return f"{community}{number:03}"


def good(count):
    """So many rows that are right."""
    return [[code(number), f"网格{number}", "2026-05-01", "普通"] for number in range(1, count + 1)]


def xlsx(rows, head=HEAD, before=(), sheets=(("数据", None),)):
    """A workbook; `before` are rows above the head, and a sheet with rows of its own may go first."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, own in sheets:
            sheet = book.add_worksheet(name)
            for line, row in enumerate(own if own is not None else [*before, head, *rows]):
                for index, value in enumerate(row):
                    sheet.write(line, index, value)
    return out.getvalue()


def text(rows, encoding="utf-8", separator=",", head=HEAD):
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([head, *rows])
    return out.getvalue().encode(encoding)


def ods(rows, head=HEAD):
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in [head, *rows]
    )
    return _open_document(lines)


def ods_bomb():
    """One row of sixteen thousand cells, a million times."""
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>'  # noqa: E501
    return _open_document(
        f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    )


def far_corner():
    """A small workbook whose only other cell is the very last one."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "网格编码")
        sheet.write(1_048_575, 16_383, "x")
    return out.getvalue()


def zip_bomb():
    plain = io.BytesIO(xlsx(good(1)))
    out = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/worksheets/sheet2.xml", b" " * 12_000_000)
    return out.getvalue()


def _open_document(rows):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", ODS_TYPE)
        archive.writestr("content.xml", ODS.format(rows=rows))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
            "</manifest:manifest>",
        )
    return out.getvalue()
