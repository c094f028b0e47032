"""What calendar adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest

MANIFEST = Manifest(key="calendar", title=_("工作日历"))
