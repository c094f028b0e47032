"""What search adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest

MANIFEST = Manifest(key="search", title=_("搜索"), urls="linli.platform.search.urls")
