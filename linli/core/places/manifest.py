"""What places adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.contracts.places import BuildingRegistered
from linli.core.places import queries
from linli.core.places.deeds import DEEDS
from linli.kernel.manifest import Manifest, NavItem, Permission, SearchKind

LOOKING_AFTER = (
    "places.view", "places.edit", "places.furnish", "places.print", "places.import_assets",
)  # fmt: skip
MANIFEST = Manifest(
    key="places",
    title=_("地点"),
    deeds=DEEDS,
    urls="linli.core.places.urls",
    events={
        BuildingRegistered: _("登记了楼栋"),
    },
    public_urls="linli.core.places.urls.public",
    public=("place:place",),
    nav=[
        NavItem(
            title=_("楼栋"), url_name="places:list", needs="places.view", icon="building", order=55
        ),
        NavItem(
            title=_("公共设施"), url_name="places:assets", needs="places.view", icon="pin", order=57
        ),
        NavItem(
            title=_("二维码"), url_name="places:codes", needs="places.print", icon="print", order=60
        ),
    ],
    permissions=[
        Permission(key="places.view", title=_("查看楼栋")),
        Permission(key="places.edit", title=_("登记楼栋和二维码")),
        Permission(key="places.furnish", title=_("登记楼里的房屋")),
        Permission(key="places.import_assets", title=_("导入公共设施")),
        Permission(key="places.print", title=_("打印二维码")),
    ],
    roles={
        "grid_worker": ("places.view", "places.furnish"),
        "community_worker": LOOKING_AFTER,
        "secretary": LOOKING_AFTER,
        "dispatcher": ("places.view",),
    },
    searches=[
        SearchKind(
            kind=queries.BUILDING,
            title=_("楼栋"),
            needs="places.view",
            present=queries.present,
            reindex=queries.reindex,
        )
    ],
    imports=["linli.core.places.importing.ASSETS"],
    seeds="linli.core.places.seeds.seed",
)
