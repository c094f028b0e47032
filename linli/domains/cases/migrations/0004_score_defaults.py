"""What closed months are kept by, the first score rules, and the usual grounds to leave out."""

from datetime import UTC, date, datetime

from django.db import migrations

KEPT = (
    "cases_closing", "cases_counted", "cases_figure", "cases_partycount", "cases_scoresheet",
    "cases_publication",
)  # fmt: skip
SINCE = datetime(2000, 1, 1, tzinfo=UTC)
# Row by row and afterwards, so that row-level security still answers first for foreign rows.
REFUSE = """
CREATE FUNCTION cases_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was counted and published stays: % of % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
"""
KEEP = """
CREATE TRIGGER {table}_is_kept AFTER UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION cases_refuse();
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse();
"""
RELEASE = """
DROP TRIGGER {table}_is_kept ON {table};
DROP TRIGGER {table}_is_never_emptied ON {table};
"""
KEEP_RULES = """
CREATE TRIGGER announced_rules_are_kept AFTER UPDATE OR DELETE ON cases_scorerules
    FOR EACH ROW WHEN (OLD.announced_at IS NOT NULL) EXECUTE FUNCTION cases_refuse();
"""
RELEASE_RULES = "DROP TRIGGER announced_rules_are_kept ON cases_scorerules;"
# role, measure, full, target, slope, floor, minimum, weight: the pieces of a published score sheet
# (satisfaction 25 - 0.5 a percent under 98, never under 12.5; on time 25 - 1 a percent), others alike.
PIECES = (
    ("lead", "response", "10", "100", "0.5", "0", 5, "1"),
    ("lead", "solved", "25", "95", "0.5", "12.5", 5, "1"),
    ("lead", "satisfied", "25", "98", "0.5", "12.5", 5, "1"),
    ("lead", "accepted", "10", "100", "0.5", "0", 5, "1"),
    ("lead", "done", "25", "100", "1", "0", 5, "1"),
    ("lead", "held", "5", "100", "0.25", "0", 5, "1"),
    ("helper", "accepted", "25", "100", "1.25", "0", 5, "1"),
    ("helper", "done", "75", "100", "3", "0", 5, "1"),
    ("whistler", "called_rightly", "50", "95", "1", "0", 5, "1"),
    ("whistler", "carried", "50", "100", "1", "0", 5, "1"),
)
NAMES = ("role", "measure", "full", "target", "slope", "floor", "minimum", "weight")
GROUNDS = (
    ("no_duty", "不属于被考核单位职责，已按职责转交", "Outside the party's duties, and passed on"),
    ("duplicate", "同一人就同一事项重复反映，没有新的情况", "The same matter again without new facts"),
    ("unlawful_demand", "诉求违反法律法规或者政策", "What is demanded is against law or policy"),
    ("statutory_channel", "已进入诉讼、仲裁、复议、信访等法定程序", "Already before a court or another lawful procedure"),
    ("force_majeure", "自然灾害等不可抗力", "Natural disaster or other force majeure"),
    ("waits_for_plan", "已列入政府计划、需要分期实施的历史遗留问题", "A legacy problem that a public plan deals with in stages"),
    ("wrong_rating", "评价与事实明显不符，有证据", "The rating is plainly against the facts, with evidence"),
)  # fmt: skip
GROUND_BASIS = "诉求剔除规则（初始）"


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    apps.get_model("cases", "ScoreRules").objects.using(alias).create(
        pieces=[dict(zip(NAMES, piece, strict=True)) for piece in PIECES],
        basis="评分规则（初始）",
        effective_from=date(2000, 1, 1),
        written_at=SINCE,
        announced_at=SINCE,
    )
    grounds = apps.get_model("cases", "ExclusionGround").objects.using(alias)
    grounds.bulk_create(
        grounds.model(code=code, name=name, name_en=english, basis=GROUND_BASIS)
        for code, name, english in GROUNDS
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_defaults")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(REFUSE, "DROP FUNCTION cases_refuse();"),
        *(
            migrations.RunSQL(KEEP.format(table=table), RELEASE.format(table=table))
            for table in KEPT
        ),
        migrations.RunSQL(KEEP_RULES, RELEASE_RULES),
    ]
