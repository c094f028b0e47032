"""The function list introduces itself."""

from django.utils.translation import gettext_lazy as _

from linli.contracts.duties import DutyAdmitted, DutyEnded
from linli.domains.duties import queries
from linli.domains.duties.deeds import DEEDS
from linli.kernel.manifest import Indicator, Manifest, NavItem, Permission

MANIFEST = Manifest(
    key="duties",
    title=_("社区职能清单"),
    deeds=DEEDS,
    urls="linli.domains.duties.urls",
    public_urls="linli.domains.duties.urls.public",
    public=("function_list:choose", "function_list:community"),
    nav=[
        NavItem(
            title=_("职能清单"), url_name="duties:list", needs="duties.view", icon="list", order=28
        ),
        NavItem(
            title=_("清单变化"), url_name="duties:over_time", needs="duties.view",
            icon="chart", order=29,
        ),
    ],
    permissions=[
        Permission(key="duties.view", title=_("查看职能清单")),
        Permission(key="duties.propose", title=_("申请准入和修改职能事项")),
        Permission(key="duties.import", title=_("导入职能清单")),
        Permission(key="duties.support", title=_("登记职能事项的授权、经费、人员和设备")),
        Permission(key="duties.decide", title=_("准入、复核、退回和合并职能事项")),
        Permission(key="duties.measure", title=_("查看职能清单的指标")),
    ],
    roles={
        "community_worker": ("duties.view",),
        "secretary": ("duties.view", "duties.propose", "duties.import", "duties.measure"),
        "dispatcher": ("duties.view", "duties.propose", "duties.support"),
        "supervisor": (
            "duties.view", "duties.propose", "duties.support", "duties.decide", "duties.measure",
        ),
        "evaluator": ("duties.measure",),
    },
    indicators=[
        Indicator(
            key="duties.count", title=_("社区职能数"), unit="items", measure=queries.count,
            drill_url_name="duties:list", fills="duty_count", tally=queries.tally_count,
            records=queries.records_address,
        ),
        Indicator(
            key="duties.unsupported", title=_("无资源保障的委托事项占比"), unit="share",
            measure=queries.unsupported, drill_url_name="duties:list",
            fills="unfunded_delegated_share", tally=queries.tally_unsupported,
            records=queries.unsupported_address,
        ),
    ],
    imports=["linli.domains.duties.imports.DUTIES"],
    exports=["linli.domains.duties.exports.DUTIES"],
    seeds="linli.domains.duties.seeds.seed",
    events={DutyAdmitted: _("准入了职能事项"), DutyEnded: _("职能事项离开了清单")},
)  # fmt: skip
