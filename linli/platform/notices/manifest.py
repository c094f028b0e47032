"""What notices adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest

MANIFEST = Manifest(key="notices", title=_("通知"))
