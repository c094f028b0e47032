"""Open311 GeoReport v2 under /open311/v2/: each resource in JSON and in XML."""

from django.urls import URLPattern, path, re_path

from linli.domains.cases.api import open311, open311_ext

app_name = "open311"


def _resources(form: str) -> list[URLPattern]:
    spoken = {"form": form}
    return [
        path(f"discovery.{form}", open311.discovery, spoken, f"discovery_{form}"),
        path(f"services.{form}", open311.services, spoken, f"services_{form}"),
        path(f"services/<slug:code>.{form}", open311.service, spoken, f"service_{form}"),
        path(f"requests.{form}", open311.requests, spoken, f"requests_{form}"),
        path(f"requests/<slug:number>.{form}", open311.request_, spoken, f"request_{form}"),
        path(f"tokens/<slug:token>.{form}", open311.token, spoken, f"token_{form}"),
        *_extension(form, spoken),
    ]


def _extension(form: str, spoken: dict[str, str]) -> list[URLPattern]:
    """What there is beside the standard, under a prefix of its own."""
    one = "ext/requests/<slug:number>"
    return [
        path(f"ext/requests.{form}", open311_ext.requests, spoken, f"ext_requests_{form}"),
        path(f"{one}/updates.{form}", open311_ext.updates, spoken, f"ext_updates_{form}"),
        path(f"{one}/attributes.{form}", open311_ext.attributes, spoken, f"ext_attributes_{form}"),
        path(f"{one}/photos.{form}", open311_ext.photos, spoken, f"ext_photos_{form}"),
    ]


urlpatterns = [
    *_resources("json"),
    *_resources("xml"),
    path("ext/openapi.json", open311_ext.description, name="ext_openapi"),
    re_path(r"^(?P<rest>[\s\S]*)$", open311.nowhere, name="nowhere"),
]
