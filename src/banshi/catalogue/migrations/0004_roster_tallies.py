"""Rosters are counted while duties change: at every place of the tree from the root down, by the database itself."""

import django.db.models.deletion
from django.db import migrations, models

# As many shares as tallies of the ledger have. One order of rows, so that two who change duties never wait for each other in a circle.
COUNT = """INSERT INTO catalogue_rostertally AS kept (campaign_id, above, path, state, zero, tier, share, value)
    SELECT campaign_id, left(changed.path, at - 10), left(changed.path, at), state, zero, tier, pg_backend_pid() % 8, sum(by)
    FROM ({changed}) AS changed, generate_series(10, length(changed.path), 10) AS at
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(by) <> 0 ORDER BY 1, 2, 3, 4, 5, 6"""
ADD = (
    "ON CONFLICT (campaign_id, above, path, state, zero, tier, share) DO UPDATE SET value = kept.value + excluded.value"
)
ROW = "SELECT campaign_id, path, state, zero, tier, {by} AS by FROM {rows}"
COME, GONE = ROW.format(by=1, rows="come"), ROW.format(by=-1, rows="gone")
KEPT = """CREATE FUNCTION catalogue_duties_{name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ BEGIN {count}; RETURN NULL; END $$;
CREATE TRIGGER counted_{name} AFTER {event} ON catalogue_duty REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION catalogue_duties_{name}();
"""


def _trigger(name: str, event: str, tables: str, changed: str) -> str:
    return KEPT.format(name=name, event=event, tables=tables, count=f"{COUNT.format(changed=changed)} {ADD}")


TRIGGERS = (
    _trigger("come", "INSERT", "NEW TABLE AS come", COME),
    _trigger("gone", "DELETE", "OLD TABLE AS gone", GONE),
    _trigger("changed", "UPDATE", "OLD TABLE AS gone NEW TABLE AS come", f"{COME} UNION ALL {GONE}"),
)
DROP = "".join(
    f"DROP TRIGGER counted_{name} ON catalogue_duty; DROP FUNCTION catalogue_duties_{name}();"
    for name in ("come", "gone", "changed")
)
FILL = COUNT.format(changed=ROW.format(by=1, rows="catalogue_duty"))
ALONE = """ALTER TABLE catalogue_rostertally SET (fillfactor = 60);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON catalogue_rostertally FROM banshi_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_campaigns"),
    ]

    operations = [
        migrations.CreateModel(
            name="RosterTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("above", models.TextField(db_collation="C")),
                ("path", models.TextField(db_collation="C")),
                ("state", models.CharField(max_length=10)),
                ("zero", models.BooleanField()),
                ("tier", models.PositiveSmallIntegerField(null=True)),
                ("share", models.SmallIntegerField()),
                ("value", models.IntegerField()),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.campaign",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "above", "path", "state", "zero", "tier", "share"),
                        name="one_roster_tally_a_share",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.RunSQL(ALONE, migrations.RunSQL.noop),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL("".join(TRIGGERS), DROP),
    ]
