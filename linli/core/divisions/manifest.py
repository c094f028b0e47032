"""What divisions adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest

MANIFEST = Manifest(key="divisions", title=_("行政区划"), seeds="linli.core.divisions.seeds.seed")
