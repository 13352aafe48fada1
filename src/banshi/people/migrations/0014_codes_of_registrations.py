from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0013_single_sign_on_and_keys")]

    operations = [
        migrations.AddField(model_name="registration", name="code", field=models.CharField(default="", max_length=18)),
    ]
