"""Lists in pages that don't shift while one turns them: each begins behind the last row seen."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field as ModelField
from django.db.models import Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import Field
from pydantic_core import from_json, to_json

from linli.kernel.errors import Invalid

M = TypeVar("M", bound=Model)
T = TypeVar("T")
MOST = 100

Cursor = Annotated[str, Query(max_length=400, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="rows in a page")]


class Page(Schema, Generic[T]):
    """One page of a list."""

    items: list[T]
    next: str | None = Field(None, description="cursor of the following page; null on the last")


def page_of(rows: QuerySet[M], *, by: Sequence[str], cursor: str = "", limit: int = 25) -> Any:
    """The page of `rows` behind `cursor`, in the order of `by`.

    `by` are columns without nulls whose last is unique; all begin with "-" (newest first) or none
    does, so that one comparison of rows finds the place in one index. Raises Invalid for a cursor
    that isn't one of ours.
    """
    names = [each.lstrip("-") for each in by]
    downward = by[0].startswith("-")
    if cursor:
        compare = TupleLessThan if downward else TupleGreaterThan
        rows = rows.filter(compare(Tuple(*names), tuple(read(cursor, rows.model, names))))
    found = list(rows.order_by(*by)[: limit + 1])
    is_more = len(found) > limit
    following = write([getattr(found[limit - 1], name) for name in names]) if is_more else None
    return {"items": found[:limit], "next": following}


def write(values: Sequence[Any]) -> str:
    """The cursor of the page behind the row with these values."""
    return urlsafe_b64encode(to_json(values)).decode().rstrip("=")


def read(cursor: str, model: type[Model], names: Sequence[str]) -> list[Any]:
    """The values of the fields called `names` in a cursor. Raises Invalid for one not of ours."""
    try:
        values = from_json(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or "\0" in str(values):
            raise ValueError
        fields: list[ModelField[Any, Any]] = [model._meta.get_field(name) for name in names]  # type: ignore[misc]
        return [field.clean(value, None) for field, value in zip(fields, values, strict=True)]
    except (ValueError, ValidationError):
        words = _("这个翻页位置不能用，请从第一页重新读取。")
        raise Invalid(words, cursor=words) from None
