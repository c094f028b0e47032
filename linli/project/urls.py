"""Mounts every open domain; never names one."""

from django.urls import URLPattern, URLResolver, include, path

from linli.kernel.manifest import domains

urlpatterns: list[URLPattern | URLResolver] = [
    *(path(f"{domain.key}/", include(domain.urls)) for domain in domains if domain.urls),
    *(path("", include(domain.public_urls)) for domain in domains if domain.public_urls),
]

handler400 = "linli.platform.ui.refusals.bad_request"
handler403 = "linli.platform.ui.refusals.not_allowed"
handler404 = "linli.platform.ui.refusals.not_found"
handler500 = "linli.platform.ui.refusals.broken"
