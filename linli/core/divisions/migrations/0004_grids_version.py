from django.db import migrations, models


class Migration(migrations.Migration):
    """A version that a rolled-back change can't lend to the next one."""

    dependencies = [("divisions", "0003_contacts_and_workers")]

    operations = [
        migrations.RemoveField(model_name="division", name="grids_version"),
        migrations.AddField(
            model_name="division",
            name="grids_version",
            field=models.UUIDField(editable=False, null=True),
        ),
    ]
