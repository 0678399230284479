"""A call that was taken over from another line is that line's call: counted once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("helpline", "0015_responders")]

    operations = [
        migrations.AddField(
            "call",
            "taken_from",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="helpline.handover",
            ),
        ),
    ]
