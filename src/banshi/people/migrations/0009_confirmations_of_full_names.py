from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0008_full_names_and_registrations")]

    operations = [
        migrations.AlterField(model_name="confirmation", name="name", field=models.CharField(max_length=100)),
    ]
