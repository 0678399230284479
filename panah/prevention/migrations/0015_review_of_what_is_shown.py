import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("prevention", "0014_stories_end"),
    ]

    operations = [
        migrations.AddField(model_name="material", name="changed_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="review", name="entered_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="version", name="worded_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="version",
            name="maker_ids",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
    ]
