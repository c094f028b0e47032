"""The entrance of the web server. Refuses to open where row-level security would not hold."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from linli.project import config, database

YOUNG = 20_000  # objects that a page may make before any is looked at

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
database.require_fit(config.load())
application = get_wsgi_application()


def warm_up() -> None:
    """Load what else the first request would wait for, and let the garbage collector leave it alone.

    What is loaded stays: walking it again and again took a tenth of the time of a page, and would
    part the memory that the web processes share.
    """
    from django.urls import get_resolver

    len(get_resolver().url_patterns)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
