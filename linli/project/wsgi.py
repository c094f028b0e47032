"""The entrance of the web server. Refuses to open where row-level security would not hold."""

import os

from django.core.wsgi import get_wsgi_application

from linli.project import config, database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
database.require_fit(config.load())
application = get_wsgi_application()


def warm_up() -> None:
    """Load what else the first request would wait for."""
    from django.urls import get_resolver

    len(get_resolver().url_patterns)
