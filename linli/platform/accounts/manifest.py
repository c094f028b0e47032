"""What accounts adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest

MANIFEST = Manifest(key="accounts", title=_("账号"))
