"""What people adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.contracts.people import ResidentLeft, ResidentsRegistered
from linli.contracts.places import BuildingRegistered
from linli.core.people import listeners, panels, queries
from linli.core.people.deeds import DEEDS
from linli.kernel.manifest import Manifest, NavItem, Panel, Permission, SearchKind

VIEW, EDIT, REVEAL = queries.VIEW, "people.edit", "people.reveal"
MANIFEST = Manifest(
    key="people",
    title=_("居民"),
    deeds=DEEDS,
    urls="linli.core.people.urls",
    events={
        ResidentsRegistered: _("登记了居民"),
        ResidentLeft: _("居民迁出或离世"),
    },
    nav=(NavItem(title=_("居民"), url_name="people:list", needs=VIEW, icon="people", order=30),),
    permissions=(
        Permission(key=VIEW, title=_("查看居民名册（遮盖姓名和电话）")),
        Permission(key=EDIT, title=_("登记和修改居民")),
        Permission(key=REVEAL, title=_("说明理由后查看居民的完整信息")),
    ),
    roles={
        "grid_worker": (VIEW, EDIT, REVEAL),
        "community_worker": (VIEW, EDIT, REVEAL),
        "secretary": (VIEW, EDIT, REVEAL),
        "dispatcher": (VIEW,),
    },
    panels=(
        Panel(
            slot="place.building", template="people/parts/building.html", context=panels.building
        ),
        Panel(slot="account.links", template="people/parts/own.html", context=panels.own),
    ),
    searches=(
        SearchKind(
            kind=queries.RESIDENT,
            title=_("居民"),
            needs=VIEW,
            present=queries.present,
            reindex=queries.reindex,
        ),
    ),
    imports=("linli.core.people.importing.RESIDENTS",),
    own_persons=(queries.own_persons,),
    listeners={BuildingRegistered: (listeners.follow_building,)},
    seeds="linli.core.people.seeds.seed",
    benches={"search": "linli.core.people.bench.run"},
)
