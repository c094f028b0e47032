"""What divisions adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.contracts.divisions import DivisionsImported, GridDrawn
from linli.core.divisions.deeds import DEEDS
from linli.kernel.manifest import Manifest, NavItem, Permission

VIEW, EDIT, DRAW, DEPARTMENTS = (
    "divisions.view",
    "divisions.edit",
    "divisions.draw",
    "divisions.departments",
)
MANIFEST = Manifest(
    key="divisions",
    title=_("行政区划"),
    deeds=DEEDS,
    urls="linli.core.divisions.urls",
    events={
        DivisionsImported: _("更新了行政区划"),
        GridDrawn: _("划定了网格"),
    },
    nav=(
        NavItem(title=_("区划与网格"), url_name="divisions:tree", needs=VIEW, icon="map", order=50),
    ),
    permissions=(
        Permission(key=VIEW, title=_("查看区划、网格和部门")),
        Permission(key=EDIT, title=_("导入区划、修改社区的联系方式")),
        Permission(key=DRAW, title=_("划分网格、指定网格员")),
        Permission(key=DEPARTMENTS, title=_("登记部门和物业公司")),
    ),
    roles={
        "grid_worker": (VIEW,),
        "community_worker": (VIEW,),
        "secretary": (VIEW, DRAW),
        "dispatcher": (VIEW, DRAW, DEPARTMENTS),
        "supervisor": (VIEW,),
        "system_admin": (VIEW, EDIT, DRAW, DEPARTMENTS),
    },
    seeds="linli.core.divisions.seeds.seed",
)
