import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("prevention", "0018_stops")]

    operations = [
        migrations.AddField(
            "planentry",
            "film",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="screenings",
                to="prevention.material",
            ),
        ),
        migrations.AddField("planentry", "viewer_count", models.PositiveIntegerField(null=True)),
    ]
