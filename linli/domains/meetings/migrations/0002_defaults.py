from datetime import UTC, datetime

from django.db import migrations

from linli.platform.database.protection import ProtectByCommunity

PROTECTED = (
    "meetings_body", "meetings_seat", "meetings_meeting", "meetings_attendance", "meetings_item",
    "meetings_duty",
)  # fmt: skip
SINCE = datetime(2000, 1, 1, tzinfo=UTC)
KINDS = ("four_party", "party_joint", "residents", "supervision")
BASIS = {
    "quorum": "本平台缺省：应到席位过半数到会",
    "adoption": "本平台缺省：到会席位过半数同意",
}


def fill(apps, schema_editor):
    majorities = apps.get_model("meetings", "Majority").objects.using(schema_editor.connection.alias)
    majorities.bulk_create(
        majorities.model(
            kind=kind, purpose=purpose, numerator=1, denominator=2, is_strict=True, basis=basis,
            effective_from=SINCE,
        )
        for kind in KINDS
        for purpose, basis in BASIS.items()
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [
        *(ProtectByCommunity(table) for table in PROTECTED),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
