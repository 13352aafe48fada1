import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Whoever signed up after a dispute was brought was never told of it.
HOLDERS = """UPDATE people_dispute SET holder_id = person.account_id
FROM people_person person JOIN people_account account ON account.id = person.account_id
WHERE person.number_index = people_dispute.number_index AND people_dispute.closed_at IS NULL
  AND account.created_at <= people_dispute.brought_at"""


class Migration(migrations.Migration):
    dependencies = [("people", "0015_tries")]

    operations = [
        migrations.AddField(
            model_name="dispute",
            name="holder",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.RunSQL(HOLDERS, migrations.RunSQL.noop),
    ]
