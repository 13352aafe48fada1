"""补正项. What was sent to the filer stays as it was sent, and is never taken away; only what is answered to it changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import banshi.ledger.clock

FROZEN = """
CREATE FUNCTION cases_correction_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.submission_id IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.case_id, NEW.organisation_id, NEW.account_id, NEW.cell, NEW.place, NEW.kind, NEW.words, NEW.again_id,
        NEW.submission_id, NEW.at) IS NOT DISTINCT FROM (OLD.case_id, OLD.organisation_id, OLD.account_id, OLD.cell, OLD.place, OLD.kind,
        OLD.words, OLD.again_id, OLD.submission_id, OLD.at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what was sent to the filer is never changed or deleted' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON cases_correction FOR EACH ROW EXECUTE FUNCTION cases_correction_stays();
REVOKE TRUNCATE ON cases_correction FROM banshi_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_room"),
        ("people", "0007_organisations_by_spelling"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="begins_at",
            field=models.PositiveSmallIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="submission",
            name="corrected",
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cell", models.CharField(max_length=120)),
                ("place", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=10)),
                ("words", models.CharField(max_length=500)),
                ("reply", models.CharField(default="", max_length=10)),
                ("reply_words", models.CharField(default="", max_length=500)),
                ("verdict", models.CharField(default="", max_length=10)),
                ("at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "again",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.correction"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="cases.case"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.submission"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "id"], name="corrections_of_a_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["missing", "wrong", "outdated", "replace", "explain"])),
                        name="a_correction_is_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reply__in", ["", "mended", "explained"]), ("verdict__in", ["", "corrected", "remaining"])
                        ),
                        name="a_correction_is_answered_in_these_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submission__isnull", False), models.Q(("reply", ""), ("verdict", "")), _connector="OR"
                        ),
                        name="nobody_answers_what_was_not_sent",
                    ),
                    models.UniqueConstraint(fields=("again",), name="one_correction_goes_on_with_another"),
                ],
            },
        ),
        migrations.RunSQL(FROZEN, "DROP TRIGGER stays ON cases_correction; DROP FUNCTION cases_correction_stays"),
    ]
