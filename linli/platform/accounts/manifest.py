"""What accounts adds to the house: signing in, one's own page, and the desk of the administrators."""

from django.utils.translation import gettext_lazy as _

from linli.contracts.accounts import (
    AccountDeactivated,
    AccountReactivated,
    GrantEnded,
    RoleGranted,
)
from linli.kernel.manifest import Manifest, NavItem, Permission, Schedule
from linli.platform.accounts import actions
from linli.platform.accounts.deeds import DEEDS

MANIFEST = Manifest(
    key="accounts",
    title=_("账号"),
    deeds=DEEDS,
    urls="linli.platform.accounts.urls.desk",
    events={
        RoleGranted: _("授予了角色"),
        GrantEnded: _("收回了角色"),
        AccountDeactivated: _("账号已停用"),
        AccountReactivated: _("账号已恢复"),
    },
    public_urls="linli.platform.accounts.urls.own",
    public=(
        "account_login",
        "account_inactive",
        "mfa_authenticate",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "account:phone",
        "account:phone_code",
        "account:slip",
        "account:set_up",
        "account:demo",
    ),
    nav=(
        NavItem(
            title=_("账号"), url_name="accounts:list", needs="accounts.see", icon="person", order=90
        ),
        NavItem(
            title=_("角色"), url_name="accounts:roles", needs="access.see", icon="key", order=91
        ),
        NavItem(
            title=_("服务台登录码"),
            url_name="accounts:counter",
            needs="accounts.issue_code",
            icon="print",
            order=60,
        ),
    ),
    permissions=(
        Permission(key="accounts.see", title=_("查看账号")),
        Permission(key="accounts.open", title=_("开通工作人员账号和重设密码")),
        Permission(key="accounts.close", title=_("停用和恢复账号")),
        Permission(key="accounts.reset_factor", title=_("重置第二重验证")),
        Permission(key="accounts.issue_code", title=_("在服务台为居民打印登录码")),
    ),
    roles={
        "system_admin": ("accounts.see", "accounts.open"),
        "security_admin": ("accounts.see", "accounts.close", "accounts.reset_factor"),
        "audit_admin": ("accounts.see",),
        "community_worker": ("accounts.issue_code",),
        "secretary": ("accounts.issue_code",),
    },
    seeds="linli.platform.accounts.seeds.seed",
    schedules=(
        Schedule(key="accounts.sweep", cron="50 3 * * *", work=actions.sweep_expired),
        Schedule(key="accounts.retire_idle", cron="10 4 * * *", work=actions.retire_idle_staff),
    ),
)
