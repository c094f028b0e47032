"""What happens to a vote on its way, and what a place on the roll tells of its owner in figures."""

import django.db.models.deletion
from django.db import migrations, models

import linli.domains.council.rules.course
import linli.kernel.ids
import linli.platform.database.secrecy
from linli.platform.database.protection import ProtectByCommunity

TABLES = (
    "council_succession", "council_mandate", "council_voided", "council_posting", "council_refusal",
)  # fmt: skip
SEALED = {  # encrypted columns, which a new key writes anew while all else stays
    "council_succession": ("name", "proof"),
    "council_mandate": ("name",),
    "council_ballot": ("witness",),
}
KEEP = """
CREATE TRIGGER {table}_is_kept AFTER UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION council_refuse();
"""
KEEP_BUT_SEALED = """
CREATE TRIGGER {table}_is_kept AFTER UPDATE ON {table} FOR EACH ROW
    WHEN ({same} OR (to_jsonb(OLD) - {names}) IS DISTINCT FROM (to_jsonb(NEW) - {names}))
    EXECUTE FUNCTION council_refuse();
CREATE TRIGGER {table}_stays AFTER DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION council_refuse();
"""
NEVER_EMPTIED = """
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION council_refuse();
"""
RELEASE = """
DROP TRIGGER {table}_is_kept ON {table};
DROP TRIGGER IF EXISTS {table}_stays ON {table};
"""
# Digests don't get shorter: pressing a certificate of 30 MB took a second and saved little.
UNPRESSED = "ALTER TABLE council_vote ALTER COLUMN certificate SET STORAGE EXTERNAL"
KEEP_TERMS = """
CREATE TRIGGER the_terms_are_kept AFTER UPDATE ON council_vote FOR EACH ROW
    WHEN (OLD.terms_digest IS DISTINCT FROM NEW.terms_digest) EXECUTE FUNCTION council_refuse();
"""


def kept(table: str) -> str:
    """What keeps the rows of `table` as they are."""
    if table not in SEALED:
        return KEEP.format(table=table)
    names = "ARRAY[{}]".format(", ".join(f"'{each}'" for each in SEALED[table]))
    same = " AND ".join(f"OLD.{each} IS NOT DISTINCT FROM NEW.{each}" for each in SEALED[table])
    return KEEP_BUT_SEALED.format(table=table, names=names, same=f"({same})")


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0003_deliberation"),
        ("divisions", "0004_grids_version"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=linli.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", linli.platform.database.secrecy.EncryptedTextField()),
                ("proxy_index", models.CharField(db_collation="C", max_length=32)),
                ("stand", models.CharField(max_length=10)),
                (
                    "items",
                    models.JSONField(default=list, help_text="their numbers; none: all of them"),
                ),
                ("kept_at", models.DateTimeField()),
                ("kept_by", models.UUIDField(null=True)),
            ],
            options={
                "ordering": ["kept_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=linli.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("what", models.CharField(max_length=12)),
                ("location", models.CharField(max_length=80)),
                ("posted_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "ordering": ["posted_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Refusal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=linli.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("channel", models.CharField(max_length=8)),
                ("code", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=linli.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("ground", models.CharField(max_length=8)),
                ("name", linli.platform.database.secrecy.EncryptedTextField()),
                ("phone_index", models.CharField(blank=True, db_collation="C", max_length=32)),
                ("proof", linli.platform.database.secrecy.EncryptedTextField()),
                ("named_at", models.DateTimeField()),
                ("named_by", models.UUIDField(null=True)),
            ],
            options={
                "ordering": ["named_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Voided",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=linli.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="ballot",
            name="a_voter_has_one_ballot",
        ),
        migrations.AddField(
            model_name="ballot",
            name="turn",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="ownedunit",
            name="register_index",
            field=models.CharField(
                blank=True,
                db_collation="C",
                help_text="the phone, as the register finds it",
                max_length=32,
            ),
        ),
        migrations.AddField(
            model_name="rollvoter",
            name="age_band",
            field=models.CharField(
                blank=True, help_text="on the day the roll was fixed", max_length=8
            ),
        ),
        migrations.AddField(
            model_name="rollvoter",
            name="building",
            field=models.CharField(blank=True, help_text="as the door tells it", max_length=60),
        ),
        migrations.AddField(
            model_name="rollvoter",
            name="grid",
            field=models.CharField(blank=True, db_collation="C", max_length=15),
        ),
        migrations.AddField(
            model_name="vote",
            name="result",
            field=models.JSONField(help_text="what the certificate says in the end", null=True),
        ),
        migrations.AddField(
            model_name="vote",
            name="figures",
            field=models.JSONField(help_text="participation by traits, small groups hidden", null=True),
        ),
        migrations.AddField(
            model_name="vote",
            name="terms_digest",
            field=models.CharField(
                blank=True, help_text="of rule and times; blank before there was one", max_length=64
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.UniqueConstraint(
                fields=("vote", "voter", "turn"), name="a_voter_has_one_ballot"
            ),
        ),
        migrations.AddField(
            model_name="mandate",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="divisions.division",
            ),
        ),
        migrations.AddField(
            model_name="mandate",
            name="vote",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mandates",
                to="council.vote",
            ),
        ),
        migrations.AddField(
            model_name="mandate",
            name="voter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mandates",
                to="council.rollvoter",
            ),
        ),
        migrations.AddField(
            model_name="posting",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="divisions.division",
            ),
        ),
        migrations.AddField(
            model_name="posting",
            name="vote",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="postings",
                to="council.vote",
            ),
        ),
        migrations.AddField(
            model_name="refusal",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="divisions.division",
            ),
        ),
        migrations.AddField(
            model_name="refusal",
            name="vote",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="refusals",
                to="council.vote",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="divisions.division",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="vote",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="successions",
                to="council.vote",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="voter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="successions",
                to="council.rollvoter",
            ),
        ),
        migrations.AddField(
            model_name="voided",
            name="ballot",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="voided",
                to="council.ballot",
            ),
        ),
        migrations.AddField(
            model_name="voided",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="divisions.division",
            ),
        ),
        migrations.AddField(
            model_name="voided",
            name="objection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="council.objection",
            ),
        ),
        migrations.AddField(
            model_name="voided",
            name="vote",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="voided",
                to="council.vote",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.UniqueConstraint(
                fields=("vote", "voter", "proxy_index"),
                name="a_proxy_is_authorised_once_by_an_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stand__in",
                        [
                            linli.domains.council.rules.course.Stand["OTHER"],
                            linli.domains.council.rules.course.Stand["STAFF"],
                            linli.domains.council.rules.course.Stand["FOR_MEMBER"],
                        ],
                    )
                ),
                name="stand_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "what__in",
                        [
                            linli.domains.council.rules.course.Posted["NOTICE"],
                            linli.domains.council.rules.course.Posted["UNDELIVERED"],
                            linli.domains.council.rules.course.Posted["RESULT"],
                        ],
                    )
                ),
                name="what_was_posted_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="succession",
            index=models.Index(fields=["vote", "phone_index"], name="council_successor_by_phone"),
        ),
        migrations.RunSQL(UNPRESSED, migrations.RunSQL.noop),
        *(ProtectByCommunity(table) for table in TABLES),
        *(
            migrations.RunSQL(
                kept(table) + NEVER_EMPTIED.format(table=table), RELEASE.format(table=table)
            )
            for table in TABLES
        ),
        migrations.RunSQL(
            RELEASE.format(table="council_ballot") + kept("council_ballot"),
            RELEASE.format(table="council_ballot") + KEEP.format(table="council_ballot"),
        ),
        migrations.RunSQL(KEEP_TERMS, "DROP TRIGGER the_terms_are_kept ON council_vote;"),
    ]
