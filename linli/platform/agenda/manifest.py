"""What agenda adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest, Panel
from linli.platform.agenda import queries
from linli.platform.agenda.deeds import DEEDS

MANIFEST = Manifest(
    key="agenda",
    title=_("日历订阅"),
    urls="linli.platform.agenda.urls",
    public=("agenda:feed",),
    deeds=DEEDS,
    panels=[
        Panel(
            slot="account.links", template="agenda/parts/own.html", context=queries.link, order=60
        )
    ],
)
