"""What a new deployment starts with: the sequence of numbers, kinds of dispute, three terms."""

from datetime import UTC, datetime

from django.db import migrations

from linli.platform.database.protection import ProtectByCommunity

PROTECTED = (
    "mediation_mediator", "mediation_dispute", "mediation_party", "mediation_seat",
    "mediation_acceptance", "mediation_challenge", "mediation_sitting", "mediation_alarm",
    "mediation_agreement", "mediation_signature", "mediation_duty", "mediation_visit",
    "mediation_confirmation", "mediation_step",
)
SINCE = datetime(2000, 1, 1, tzinfo=UTC)
LIMITS = [
    ("talks", 30, "days", "人民调解工作若干规定（司法部令第 75 号）第三十三条：一般在一个月内调结"),
    ("extension", 30, "days", "本平台缺省：各方同意，可以延长一次"),
    ("alarm", 24, "hours", "本平台缺省：报警后 24 小时内登记处置情况"),
]
KINDS = [
    ("neighbours", "邻里纠纷", "Neighbours"),
    ("family", "婚姻家庭纠纷", "Marriage and family"),
    ("property_fee", "物业服务纠纷", "Property management"),
    ("housing", "房屋和宅基地纠纷", "Housing and house sites"),
    ("damage", "损害赔偿纠纷", "Damages"),
    ("renovation", "装修和噪声纠纷", "Renovation and noise"),
    ("lease", "房屋租赁纠纷", "Tenancy"),
    ("contract", "合同和债务纠纷", "Contracts and debts"),
    ("consumer", "消费纠纷", "Consumers"),
    ("labour", "劳动争议", "Labour"),
    ("traffic", "道路交通事故纠纷", "Traffic accidents"),
    ("other", "其他纠纷", "Other"),
]


def fill(apps, schema_editor):
    owner = schema_editor.connection.alias
    kinds = apps.get_model("mediation", "Kind").objects.using(owner)
    limits = apps.get_model("mediation", "TimeLimit").objects.using(owner)
    kinds.bulk_create(
        kinds.model(code=code, name=name, name_en=name_en, place=place)
        for place, (code, name, name_en) in enumerate(KINDS, start=1)
    )
    limits.bulk_create(
        limits.model(kind=kind, amount=amount, unit=unit, basis=basis, effective_from=SINCE)
        for kind, amount, unit, basis in LIMITS
    )


class Migration(migrations.Migration):
    dependencies = [("mediation", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE mediation_serial MAXVALUE 999999 CYCLE",
            "DROP SEQUENCE mediation_serial",
        ),
        *(ProtectByCommunity(table) for table in PROTECTED),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
