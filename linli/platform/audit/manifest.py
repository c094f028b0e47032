"""What audit adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Check, Manifest, NavItem, Permission, Round
from linli.platform.audit import queries, sealer
from linli.platform.audit.deeds import DEEDS

MANIFEST = Manifest(
    key="audit",
    title=_("审计"),
    deeds=DEEDS,
    urls="linli.platform.audit.urls",
    permissions=(Permission(key=queries.READ, title=_("查看审计记录")),),
    roles={"audit_admin": (queries.READ,)},
    nav=(
        NavItem(
            title=_("审计记录"), url_name="audit:trail", needs=queries.READ, icon="eye", order=95
        ),
    ),
    rounds=(Round(key="audit.seal", seconds=5, work=sealer.seal),),
    checks=(
        Check(
            key="audit.sealed",
            title=_("审计记录都已封印"),
            find=queries.what_is_unsealed,
            repair=_("请确认任务进程（linli worker）在运行，它每五秒封印一次。"),
        ),
        Check(
            key="audit.witnessed",
            title=_("封印都已写到库外文件"),
            find=queries.what_is_unwitnessed,
            repair=_("请确认任务进程能写 audit/heads.jsonl，磁盘没有满。"),
        ),
    ),
)
