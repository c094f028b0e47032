"""What ui adds to the house: the reader's choices and the gallery of components."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest, NavItem, Permission
from linli.platform.access.roles import AT_WORK

MANIFEST = Manifest(
    key="ui",
    title=_("界面"),
    urls="linli.platform.ui.urls",
    public_urls="linli.platform.ui.urls.front",
    nav=[NavItem(title=_("工作台"), url_name="front:home", needs="ui.bench", icon="home", order=0)],
    permissions=[Permission(key="ui.bench", title=_("打开工作台"))],
    roles=dict.fromkeys(AT_WORK, ("ui.bench",)),
    public=(
        "front:home",
        "ui:reader",
        "ui:language",
        "ui:gallery",
        "ui:gallery_errors",
        "ui:gallery_public",
    ),
)
