"""The entrance of the web server; each of its workers imports this once."""

import os

from django.core.wsgi import get_wsgi_application

from linli.project.serving import lifeline

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
lifeline.follow_parent()
application = get_wsgi_application()
