"""Mounts every open domain; never names one."""

from django.urls import URLPattern, URLResolver, include, path

from linli.kernel.manifest import domains

urlpatterns: list[URLPattern | URLResolver] = [
    *(path("", include(domain.public_urls)) for domain in domains if domain.public_urls),
    *(path(f"{domain.key}/", include(domain.urls)) for domain in domains if domain.urls),
]

handler500 = "linli.platform.database.health.server_error"
