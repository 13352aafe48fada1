"""A number kept while things happen may be of any size: amounts that people file add up past what eight bytes hold."""

from django.db import migrations, models

from banshi.ledger import sql


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0006_appending_alone"),
    ]

    operations = [
        migrations.AlterField(
            model_name="tallyrow",
            name="value",
            field=models.DecimalField(max_digits=60, decimal_places=0),
        ),
        migrations.RunSQL(sql.APPEND, migrations.RunSQL.noop),
    ]
