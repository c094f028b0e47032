"""What a new deployment starts with: sequences, protection, a category tree, promises and the ladder."""

from datetime import UTC, datetime

from django.db import migrations

from linli.kernel.ids import new_id
from linli.platform.database.protection import ProtectByCommunity

PROTECTED = (
    "cases_case",
    "cases_contact",
    "cases_assignment",
    "cases_step",
    "cases_callback",
    "cases_ruling",
    "cases_whistle",
    "cases_escalation",
    "cases_counted",
    "cases_exclusion",
    "cases_governancetopic",
    "cases_topicevidence",
    "cases_evidencecase",
    "cases_topicbaseline",
    "cases_topicmeasure",
    "cases_topicstep",
    "cases_reply",
    "cases_medialink",
    "cases_merging",
    "cases_follower",
)
SINCE = datetime(2000, 1, 1, tzinfo=UTC)
LADDER = [
    # rung, urgency, before the deadline?, amount, unit, basis
    ("remind", "", True, 4, "work_hours", "到期前 4 个工作小时提醒"),
    ("remind", "urgent", True, 1, "hours", "紧急事件到期前 1 小时提醒"),
    ("supervise", "", False, 1, "work_days", "超时 1 个工作日由街道督办"),
    ("supervise", "urgent", False, 2, "hours", "紧急事件超时 2 小时由街道督办"),
    ("publish", "", False, 5, "work_days", "超时 5 个工作日公开挂牌"),
    ("publish", "urgent", False, 2, "days", "紧急事件超时 2 天公开挂牌"),
]
LIMITS = [
    ("feedback", 24, "hours", "接到反映后 24 小时内反馈"),
    ("solution", 7, "work_days", "接到反映后 7 个工作日内办结"),
    ("share", 5, "work_days", "收到派单后 5 个工作日内办完本方事项"),
]
TREE = {
    ("property", "物业管理", "Property management"): [
        ("lift", "电梯故障", "Lift out of order", "电梯 困人 按键 轿厢"),
        ("leak", "漏水渗水", "Leaks", "漏水 渗水 水管 爆管 下水 堵"),
        ("door", "门禁与照明", "Entrance doors and lighting", "门禁 单元门 楼道灯 感应灯 对讲"),
        ("facade", "外墙屋面", "Facade and roof", "外墙 脱落 屋顶 墙皮 瓷砖"),
        ("fee", "物业收费与服务", "Fees and service", "物业费 收费 保安 保洁"),
    ],
    ("municipal", "市政设施", "Municipal works"): [
        ("road", "道路破损", "Damaged roads", "路面 坑 人行道 地砖 塌陷"),
        ("streetlight", "路灯", "Street lights", "路灯 不亮 灯杆"),
        ("manhole", "井盖", "Manhole covers", "井盖 窨井 下水道盖"),
        ("drain", "排水内涝", "Drainage", "积水 内涝 排水 雨水"),
        ("heating", "水电气暖", "Water, power, gas and heating", "停水 停电 燃气 暖气 不热 水压"),
    ],
    ("sanitation", "环境卫生", "Sanitation"): [
        ("rubbish", "垃圾清运", "Rubbish", "垃圾 清运 异味 垃圾桶 分类"),
        ("clutter", "乱堆乱放", "Clutter", "堆放 杂物 楼道 占用 纸箱"),
        ("greenery", "绿化养护", "Greenery", "树枝 绿化 草坪 修剪 倒伏 虫"),
        ("smoke", "油烟异味", "Kitchen fumes", "油烟 餐馆 烧烤 气味"),
    ],
    ("order", "秩序安全", "Order and safety"): [
        ("parking", "停车秩序", "Parking", "停车 车位 占道 乱停 堵住"),
        ("fire", "消防隐患", "Fire hazards", "消防 通道 灭火器 飞线 充电 电动车"),
        ("building", "违法建设", "Illegal building", "违建 搭建 加盖 阳光房"),
        ("stall", "占道经营", "Street stalls", "摊贩 占道经营 摆摊"),
    ],
    ("neighbours", "邻里生活", "Neighbours"): [
        ("noise", "噪声扰民", "Noise", "噪音 噪声 吵 广场舞 装修 夜间 施工"),
        ("pets", "宠物管理", "Pets", "狗 犬 宠物 粪便 拴绳"),
        ("dispute", "邻里纠纷", "Disputes", "纠纷 邻居 吵架 调解"),
    ],
    ("care", "民生服务", "Care"): [
        ("elders", "养老助老", "Elders", "老人 助餐 独居 养老 照护"),
        ("aid", "救助帮扶", "Aid", "低保 困难 救助 残疾 补贴"),
        ("other", "其他", "Other", ""),
    ],
}


def fill(apps, schema_editor):
    owner = schema_editor.connection.alias
    categories = apps.get_model("cases", "Category").objects.using(owner)
    limits = apps.get_model("cases", "TimeLimit").objects.using(owner)
    Category, TimeLimit = categories.model, limits.model
    for (code, name, name_en), leaves in TREE.items():
        parent = categories.create(id=new_id(), code=code, name=name, name_en=name_en)
        categories.bulk_create(
            Category(
                id=new_id(), code=leaf, name=title, name_en=english, parent=parent,
                keywords=keywords.split(),
            )
            for leaf, title, english, keywords in leaves
        )
    limits.bulk_create(
        TimeLimit(kind=kind, amount=amount, unit=unit, basis=basis, effective_from=SINCE)
        for kind, amount, unit, basis in LIMITS
    )


def fill_ladder(apps, schema_editor):
    rules = apps.get_model("cases", "EscalationRule").objects.using(schema_editor.connection.alias)
    rules.bulk_create(
        rules.model(
            rung=rung, urgency=urgency, is_before=is_before, amount=amount, unit=unit,
            basis=basis, effective_from=SINCE,
        )
        for rung, urgency, is_before, amount, unit, basis in LADDER
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_judged_and_counted")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE cases_serial MAXVALUE 999999 CYCLE", "DROP SEQUENCE cases_serial"
        ),
        migrations.RunSQL(
            "CREATE SEQUENCE cases_topic_serial MAXVALUE 9999 CYCLE",
            "DROP SEQUENCE cases_topic_serial",
        ),
        *(ProtectByCommunity(table) for table in PROTECTED),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(fill_ladder, migrations.RunPython.noop),
    ]
