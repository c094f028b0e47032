"""What `linli doctor` looks at besides the domains' own checks: the ground that everything stands on."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.kernel import clock
from linli.kernel.manifest import Check
from linli.platform.database import roles, scope, secrecy
from linli.platform.database.models import Milestone
from linli.platform.database.protection import unprotected_tables
from linli.project import database, keys, migrations, preparation, rotation
from linli.project.config import Config, load

LEAST_FREE = 0.15  # of the disk
LONGEST_WITHOUT_BACKUP = timedelta(days=7)
LARGEST_DIFFERENCE = timedelta(seconds=5)
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
HALF_OPEN = """
SELECT c.relname FROM pg_class AS c
WHERE c.relrowsecurity AND c.relnamespace = 'public'::regnamespace
  AND (NOT c.relforcerowsecurity OR 2 > (
    SELECT count(*) FROM pg_policy AS p WHERE p.polrelid = c.oid
    AND p.polname IN ('own_communities', 'every_community')))
"""
CHANGEABLE = """
SELECT t FROM unnest(%s::text[]) AS t WHERE to_regclass(t) IS NOT NULL
  AND has_table_privilege(current_user, t, 'UPDATE, DELETE, TRUNCATE')
"""
SHUT = """
SELECT 1 FROM {table} WHERE length({column}) > 0
  AND NOT substring({column} FROM 2 FOR 4) = ANY(%s::bytea[]) LIMIT 1
"""
UNFINISHED_INDEXES = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"


def unfit_role() -> Sequence[str]:
    with database.connect(database.dsn(load(), roles.APP)) as app:
        reason = roles.why_unfit(app)
    return [reason] if reason else []


def open_tables() -> Sequence[str]:
    """Tables of communities that row-level security doesn't close, or closes only in part."""
    return sorted({*unprotected_tables(apps), *_column(HALF_OPEN)})


def changeable_trail() -> Sequence[str]:
    return _column(CHANGEABLE, list(roles.APPEND_ONLY))


def waiting_migrations() -> Sequence[str]:
    return [] if migrations.is_current() else [_("数据库的表不是最新的。")]


def unfinished_indexes() -> Sequence[str]:
    return _column(UNFINISHED_INDEXES)


def loose_settings() -> Sequence[str]:
    """Settings of the server by which an acknowledged write could be lost."""
    rows = _rows("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", list(DURABLE))
    return [f"{name} = {value}" for name, value in rows if value != DURABLE[name]]


def clocks_apart() -> Sequence[str]:
    ((there,),) = _rows("SELECT clock_timestamp()")
    apart = abs(there - clock.now())
    return [_("相差 %d 秒。") % apart.total_seconds()] if apart > LARGEST_DIFFERENCE else []


def exposed_keys() -> Sequence[str]:
    """Keys that are missing, or that others on this machine can read."""
    folder = load().keys.folder
    missing = [str(folder / name) for name in keys.NAMES if not (folder / name).exists()]
    present = [folder, *folder.iterdir()] if folder.exists() else []
    return [*missing, *(str(path) for path in present if path.stat().st_mode & 0o077)]


def lost_keys() -> Sequence[str]:
    """Columns with values of a key that isn't here any more."""
    with scope.system("doctor looks for values that no key opens"):
        return [
            f"{field.model._meta.db_table}.{field.column}"
            for field in secrecy.encrypted_fields(apps)
            if _rows(
                SHUT.format(table=field.model._meta.db_table, column=field.column),
                secrecy.key_ids(),
            )
        ]


def old_keys() -> Sequence[str]:
    """Columns with values that still stand under a retired key, and how many."""
    return [
        _("%(place)s 还有 %(number)d 个值用旧密钥。") % {"place": place, "number": number}
        for place, number in rotation.stale_values().items()
    ]


def full_disks() -> Sequence[str]:
    config = load()
    server = database.own_server(config)
    places = {config.home, *((server.place.home,) if server else ())}
    return [words for path in sorted(places) for words in _fullness(path)]


def unprepared_pages() -> Sequence[str]:
    return [str(po) for po in preparation.outdated_translations()]


def missing_backup() -> Sequence[str]:
    """Nothing in a demonstration is worth a backup."""
    if load().demonstration:
        return []
    last = Milestone.objects.filter(key="backup").values_list("at", flat=True).first()
    if last is None:
        return [_("还没有做过备份。")]
    too_old = clock.now() - last > LONGEST_WITHOUT_BACKUP
    return [_("上次备份是 %s。") % f"{last:%Y-%m-%d}"] if too_old else []


def unwise_settings() -> Sequence[str]:
    config = load()
    return [words for condition, words in _unwise(config) if condition]


def _unwise(config: Config) -> Iterator[tuple[bool, str]]:
    in_use = not config.demonstration
    is_public = config.host not in LOOPBACK or bool(config.site_url)
    console = config.sms_sender.endswith("ConsoleSender")
    yield config.debug, _("LINLI_DEBUG 打开着：出错页面会露出内部信息。")
    yield in_use and not config.second_factor, _("LINLI_SECOND_FACTOR 关着：密码一泄露就进得来。")
    yield in_use and is_public and console, _("LINLI_SMS_SENDER 只写日志：居民收不到验证码。")
    yield is_public and in_use and not config.behind_https, _("LINLI_BEHIND_HTTPS 关着：没有加密。")
    yield config.demonstration and is_public, _("LINLI_DEMONSTRATION 打开着：谁都能一键登录。")


def _fullness(path: Path) -> Iterator[str]:
    usage = shutil.disk_usage(path)
    if usage.free < usage.total * LEAST_FREE:
        yield _("%(path)s 只剩 %(free)d %%。") % {
            "path": path,
            "free": 100 * usage.free // usage.total,
        }


def _rows(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _column(query: str, *values: Any) -> Sequence[str]:
    return [str(row[0]) for row in _rows(query, *values)]


CHECKS = (
    Check(
        key="project.role",
        title=gettext_lazy("数据库账号受行级隔离约束"),
        find=unfit_role,
        repair=gettext_lazy("收回 linli_app 的超级用户、BYPASSRLS 和所有者身份。"),
    ),
    Check(
        key="project.tables",
        title=gettext_lazy("每张社区表都有行级隔离"),
        find=open_tables,
        repair=gettext_lazy("运行 linli migrate；若仍不行，为该表补上 ProtectByCommunity 迁移。"),
    ),
    Check(
        key="project.trail",
        title=gettext_lazy("审计记录只能追加"),
        find=changeable_trail,
        repair=gettext_lazy("运行 linli migrate，它会收回改动审计记录的权限。"),
    ),
    Check(
        key="project.migrations",
        title=gettext_lazy("数据库的表是最新的"),
        find=waiting_migrations,
        repair=gettext_lazy("先运行 linli backup，再运行 linli migrate。"),
    ),
    Check(
        key="project.indexes",
        title=gettext_lazy("索引都已建成"),
        find=unfinished_indexes,
        repair=gettext_lazy("对列出的索引执行 REINDEX INDEX CONCURRENTLY。"),
    ),
    Check(
        key="project.durability",
        title=gettext_lazy("提交过的数据断电不丢"),
        find=loose_settings,
        repair=gettext_lazy("在 postgresql.conf 中把这些参数改回 on，然后重启数据库。"),
    ),
    Check(
        key="project.clock",
        title=gettext_lazy("本机与数据库的时间一致"),
        find=clocks_apart,
        repair=gettext_lazy("打开两台机器的时间同步（NTP）。"),
    ),
    Check(
        key="project.keys",
        title=gettext_lazy("密钥齐全且只有本人能读"),
        find=exposed_keys,
        repair=gettext_lazy("从备份取回缺少的密钥；对能被别人读到的执行 chmod go-rwx。"),
    ),
    Check(
        key="project.sealed",
        title=gettext_lazy("加密的内容都有密钥能打开"),
        find=lost_keys,
        repair=gettext_lazy("从备份取回旧密钥文件，并写进 LINLI_RETIRED_FIELD_KEYS。"),
    ),
    Check(
        key="project.old_keys",
        title=gettext_lazy("加密的内容都用现在的密钥"),
        find=old_keys,
        repair=gettext_lazy("运行 linli rotate-keys；做完之前不要拿走旧密钥。"),
    ),
    Check(
        key="project.disk",
        title=gettext_lazy("磁盘空间充足"),
        find=full_disks,
        repair=gettext_lazy("清理或扩容磁盘；旧备份可用 linli backup --keep 7 清理。"),
    ),
    Check(
        key="project.pages",
        title=gettext_lazy("界面译文已编译"),
        find=unprepared_pages,
        repair=gettext_lazy("运行 linli init。"),
    ),
    Check(
        key="project.backup",
        title=gettext_lazy("一周内有备份"),
        find=missing_backup,
        repair=gettext_lazy("运行 linli backup，再用 linli verify 验证它。"),
    ),
    Check(
        key="project.settings",
        title=gettext_lazy("设置适合对外服务"),
        find=unwise_settings,
        repair=gettext_lazy("在环境变量或 linli.toml 中改正该项设置，然后重启。"),
    ),
)
