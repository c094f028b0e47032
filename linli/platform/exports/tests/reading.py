"""Reading exports back, with other eyes than the writer's."""

import io
import re
import zipfile

from python_calamine import load_workbook


def cells(body):
    """Rows of the first sheet without its head."""
    sheet = load_workbook(io.BytesIO(body)).get_sheet_by_index(0)
    return sheet.to_python(skip_empty_area=False)[1:]


def watermark(body):
    return dict(load_workbook(io.BytesIO(body)).get_sheet_by_index(1).to_python())


def runs_or_links(body):
    """Whatever in the workbook could run or lead out of it."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    pattern = re.compile(r"<f[ >/]|<hyperlink|TargetMode=\"External\"|<ddeLink|<externalBook|vba")
    return [name for name, text in parts.items() if pattern.search(text)]
