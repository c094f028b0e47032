"""GeoReport v2 in XML: what its JSON says, spelled the other way round of the Spark convention."""

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET  # writes only; nothing from outside is parsed here

# A list's element is named in the singular; the JSON leaves that name out.
SINGULAR = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
    "service_request_updates": "request_update",
    "photos": "photo",
}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'


def spelled(root: str, content: Any) -> bytes:
    """A document of UTF-8 whose root element is `root`; what XML can't hold becomes U+FFFD."""
    body: bytes = ET.tostring(_element(root, content), encoding="utf-8", xml_declaration=False)
    return DECLARATION + body


def _element(name: str, content: Any) -> ET.Element:
    element = ET.Element(name)
    match content:
        case None:
            pass
        case bool():
            element.text = str(content).lower()
        case Mapping():
            element.extend(_element(key, value) for key, value in content.items())
        case list():
            element.extend(_element(SINGULAR[name], each) for each in content)
        case _:
            element.text = _NOT_XML.sub("\ufffd", str(content))
    return element
