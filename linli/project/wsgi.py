"""The entrance of the web server. Refuses to open where row-level security would not hold."""

import gc
import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from linli.project import config, database

OURS = Path(__file__).parents[1]
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
    _compile_templates()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def _compile_templates() -> None:
    """Once for all web processes, instead of at each one's first pages."""
    from django.template.loader import get_template
    from django.template.utils import get_app_template_dirs

    folders = [Path(each) for each in get_app_template_dirs("templates")]
    for folder in (each for each in folders if each.is_relative_to(OURS)):
        for file in folder.rglob("*.html"):
            get_template(str(file.relative_to(folder)))
