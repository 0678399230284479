import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("prevention", "0011_pictures"),
    ]

    operations = [
        migrations.AddField(
            model_name="material",
            name="is_kept",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="material",
            name="published_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="storycopy",
            name="batch",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="prevention.batch"
            ),
        ),
    ]
