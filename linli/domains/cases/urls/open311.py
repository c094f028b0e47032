"""Open311 GeoReport v2 under /open311/v2/: each resource in JSON and in XML."""

from django.urls import URLPattern, path

from linli.domains.cases.api import open311

app_name = "open311"


def _resources(form: str) -> list[URLPattern]:
    spoken = {"form": form}
    return [
        path(f"discovery.{form}", open311.discovery, spoken, f"discovery_{form}"),
        path(f"services.{form}", open311.services, spoken, f"services_{form}"),
        path(f"services/<slug:code>.{form}", open311.service, spoken, f"service_{form}"),
        path(f"requests.{form}", open311.requests, spoken, f"requests_{form}"),
        path(f"requests/<slug:number>.{form}", open311.request_, spoken, f"request_{form}"),
    ]


urlpatterns = [
    *_resources("json"),
    *_resources("xml"),
    path("<path:rest>", open311.nowhere, name="nowhere"),
]
