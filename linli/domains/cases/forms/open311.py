"""The parameters of Open311 GeoReport v2. An empty optional one is the same as none."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.core.places.datum import Point
from linli.domains.cases.rules import OPEN311_STATUSES, asking

LONGEST = 4000
SPAN = timedelta(days=90)
PAGE, MOST_ON_A_PAGE = 50, 200


class _Repeated(forms.TextInput):
    """A parameter that may be there several times."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return ",".join(data.getlist(name))


class ListField(forms.CharField):
    """Values with commas between them, or the parameter several times."""

    widget = _Repeated

    def clean(self, value: Any) -> list[str]:
        text: str = super().clean(value)
        return [each for part in text.split(",") if (each := part.strip())]


class MomentField(forms.CharField):
    """A time in W3C's form, its offset included: without one it means another moment elsewhere."""

    default_error_messages = {
        "wrong": _("请写成带时区的时间，例如 2026-11-01T00:00:00+08:00 或 2026-11-01T00:00:00Z。")
    }

    def clean(self, value: Any) -> datetime | None:
        text: str = super().clean(value).replace(" ", "+")  # as a + arrives that nobody escaped
        if not text:
            return None
        moment = asking.moment(text)
        if moment is None:
            raise forms.ValidationError(self.error_messages["wrong"], "wrong")
        return moment


class WantedForm(forms.Form):
    """Which requests somebody asks for."""

    service_code = ListField(required=False)
    status = ListField(required=False)
    start_date = MomentField(required=False)
    end_date = MomentField(required=False)

    def clean_status(self) -> list[str]:
        """The statuses of cases that the spec's two words stand for."""
        chosen = self.cleaned_data["status"]
        if not set(chosen) <= OPEN311_STATUSES.keys():
            raise forms.ValidationError(_("只能是 open 或 closed，可以用逗号连写。"))
        return [status for each in chosen for status in OPEN311_STATUSES[each]]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        start, end = typed.get("start_date"), typed.get("end_date")
        if start and end and not timedelta() <= end - start <= SPAN:
            self.add_error("end_date", _("要在 start_date 之后，并且相隔不超过 90 天。"))
        return typed

    def period(self, now: datetime) -> tuple[datetime, datetime]:
        """From when until when; what wasn't said is 90 days from the other end, or the last 90."""
        start, end = self.cleaned_data["start_date"], self.cleaned_data["end_date"]
        end = end or (start + SPAN if start else now)
        return start or end - SPAN, end


class NumbersForm(forms.Form):
    """Requests asked for by their numbers, which override whatever else is asked."""

    service_request_id = ListField(required=False)


class PageForm(WantedForm):
    """Which part of a longer list, in the extension beside the standard."""

    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)
    page_size = forms.IntegerField(required=False, min_value=1, max_value=MOST_ON_A_PAGE)

    def window(self) -> tuple[int, int]:
        """The number of the page, from 1, and how many requests are on one."""
        return self.cleaned_data["page"] or 1, self.cleaned_data["page_size"] or PAGE


class RequestForm(forms.Form):
    """A new request. What linli has no use for (email, device_id, account_id) isn't even read."""

    service_code = forms.CharField(error_messages={"required": _("请写明服务编码。")})
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    long = forms.FloatField(required=False, min_value=-180, max_value=180)
    address_string = forms.CharField(required=False, max_length=200)
    address_id = forms.CharField(required=False, max_length=20)
    first_name = forms.CharField(required=False, max_length=20)
    last_name = forms.CharField(required=False, max_length=20)
    phone = forms.CharField(required=False, max_length=20)
    description = forms.CharField(required=False, max_length=LONGEST)
    media_url = forms.URLField(required=False, max_length=500, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        north, east = typed.get("lat"), typed.get("long")
        if (north is None) != (east is None) and not {"lat", "long"} & self.errors.keys():
            self.add_error("lat" if north is None else "long", _("lat 和 long 要一起写。"))
        places = (north, typed.get("address_string"), typed.get("address_id"))
        if not self.errors and not any(each not in {None, ""} for each in places):
            words = _("请写明地点：lat 和 long、address_string、address_id 三者之一。")
            self.add_error("address_string", words)
        return typed

    @property
    def point(self) -> Point | None:
        """What `lat` and `long` say; GeoReport v2 measures in WGS-84."""
        north, east = self.cleaned_data["lat"], self.cleaned_data["long"]
        return None if north is None else Point(north, east)

    @property
    def name(self) -> str:
        """The reporter's name: a Chinese one begins with the family."""
        given, family = self.cleaned_data["first_name"], self.cleaned_data["last_name"]
        return f"{given} {family}".strip() if (given + family).isascii() else family + given
