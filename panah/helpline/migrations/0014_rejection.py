"""Why a signal is not confirmed: asked from now on; of what was closed before, that nobody was asked."""

from typing import Any

from django.db import migrations, models

import panah.codes.fields
from panah.core.db import unforced

REASON = models.Q(state="rejected") & ~models.Q(rejected_because="")
NONE = ~models.Q(state="rejected") & models.Q(rejected_because="")


def say_unstated(apps: Any, schema_editor: Any) -> None:
    """Mark what was closed while no reason was asked for."""
    with unforced("helpline_signal"):
        apps.get_model("helpline", "Signal").objects.filter(state="rejected").update(rejected_because="unstated")


class Migration(migrations.Migration):
    dependencies = [("helpline", "0013_alarm_again")]

    operations = [
        migrations.AddField(
            model_name="signal",
            name="rejected_because",
            field=panah.codes.fields.CodeField("signal_rejection", blank=True, db_default=""),
        ),
        migrations.RunPython(say_unstated, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(condition=REASON | NONE, name="helpline_signal_rejected_with_reason"),
        ),
    ]
