"""Who has to be told that something waits: added by the desk, sent and forgotten by the worker."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.core.ids

RIGHTS = """
REVOKE SELECT, UPDATE ON accounts_notification FROM panah_desk;
GRANT DELETE ON accounts_notification TO panah_worker;
GRANT INSERT ON accounts_notification TO panah_facts;
"""
RIGHTS_BACK = "GRANT SELECT, UPDATE ON accounts_notification TO panah_desk;"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_proposal"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=panah.core.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("wanted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("sent_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.account"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("sent_at", None)),
                        fields=("account",),
                        name="accounts_notification_waits_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(RIGHTS, RIGHTS_BACK),
    ]
