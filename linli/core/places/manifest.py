"""What places adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest

MANIFEST = Manifest(key="places", title=_("地点"))
