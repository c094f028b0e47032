"""Documents are kept as they came, so only plain ones are taken: no macros, no hidden second format."""

import io
import zipfile

from linli.platform.files import archives, errors, rules

_MAIN_PART = {"word/document.xml": rules.DOCX, "xl/workbook.xml": rules.XLSX}
_MARKUP = (".xml", ".rels", ".vml")
_PROLOGUE = 1024


def content_type(data: bytes) -> str:
    """PDF, DOCX or XLSX as the content says. Raises NotADocument or UnsafeDocument."""
    if data.startswith(b"%PDF-"):
        if zipfile.is_zipfile(io.BytesIO(data)) or b"<html" in data[:_PROLOGUE].lower():
            raise errors.UnsafeDocument
        return rules.PDF
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    raise errors.NotADocument


def _office(data: bytes) -> str:
    with archives.weighed(io.BytesIO(data)) as archive:
        names = archive.namelist()
        found = [kind for part, kind in _MAIN_PART.items() if part in names]
        if "[Content_Types].xml" not in names or len(found) != 1:
            raise errors.NotADocument
        if any("vbaproject" in name.lower() for name in names) or _has_doctype(archive):
            raise errors.UnsafeDocument
        return found[0]


def _has_doctype(archive: zipfile.ZipFile) -> bool:
    """Whether a part declares entities, as no office program writes and XXE attacks do."""
    try:
        return any(
            b"<!doctype" in archive.open(name).read(_PROLOGUE).lower()
            for name in archive.namelist()
            if name.lower().endswith(_MARKUP)
        )
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError):
        raise errors.UnsafeDocument from None
