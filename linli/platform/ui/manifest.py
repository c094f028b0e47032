"""What ui adds to the house: the reader's choices and the gallery of components."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest

MANIFEST = Manifest(
    key="ui",
    title=_("界面"),
    urls="linli.platform.ui.urls",
    public=("ui:reader", "ui:language", "ui:gallery", "ui:gallery_errors", "ui:gallery_public"),
)
