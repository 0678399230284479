import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
import panah.crypto.fields
from panah.core.db import ExchangedRows


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("protection", "0020_family_asked"),
    ]

    operations = [
        migrations.CreateModel(
            name="TransferWish",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("from_wall", panah.codes.fields.CodeField("wall")),
                ("to_wall", panah.codes.fields.CodeField("wall")),
                ("sent_by_id", models.UUIDField()),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("case_id", models.UUIDField()),
                ("person_id", models.UUIDField()),
                ("case_reference", models.CharField(max_length=20)),
                ("reason", panah.codes.fields.CodeField("transfer_reason")),
                ("due_at", models.DateTimeField()),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("words", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "from_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("from_wall", panah.codes.fields.CodeField("wall")),
                ("to_wall", panah.codes.fields.CodeField("wall")),
                ("sent_by_id", models.UUIDField()),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("reference", models.CharField(max_length=20)),
                ("case_id", models.UUIDField()),
                ("case_reference", models.CharField(max_length=20)),
                ("person_id", models.UUIDField()),
                ("reason", panah.codes.fields.CodeField("transfer_reason")),
                (
                    "groups",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("basis", panah.codes.fields.CodeField("legal_basis")),
                ("consent_id", models.UUIDField(null=True)),
                ("grant_id", models.UUIDField()),
                ("sex", panah.codes.fields.CodeField("sex_gender")),
                ("age_band", panah.codes.fields.CodeField("age_band", blank=True)),
                ("language", panah.codes.fields.CodeField("language", blank=True)),
                ("keeps_open", models.BooleanField(default=False)),
                ("due_at", models.DateTimeField()),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("words", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", panah.codes.fields.CodeField("referral_stop", blank=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "from_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "wish",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="protection.transferwish",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WishRefusal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("from_wall", panah.codes.fields.CodeField("wall")),
                ("to_wall", panah.codes.fields.CodeField("wall")),
                ("sent_by_id", models.UUIDField()),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("case_id", models.UUIDField()),
                ("reason", panah.codes.fields.CodeField("decline_reason")),
                ("refused_on", models.DateField()),
                (
                    "from_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "wish",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusal",
                        to="protection.transferwish",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TransferAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("from_wall", panah.codes.fields.CodeField("wall")),
                ("to_wall", panah.codes.fields.CodeField("wall")),
                ("sent_by_id", models.UUIDField()),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("case_id", models.UUIDField()),
                ("answer", panah.codes.fields.CodeField("transfer_state")),
                ("decline_reason", panah.codes.fields.CodeField("decline_reason", blank=True)),
                ("answered_at", models.DateTimeField()),
                ("new_case_id", models.UUIDField(null=True)),
                ("new_reference", models.CharField(blank=True, max_length=20)),
                (
                    "from_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "transfer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="protection.transfer"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "accepted"), ("decline_reason", ""), ("new_case_id__isnull", False)),
                            models.Q(
                                ("answer", "declined"),
                                ("new_case_id", None),
                                models.Q(("decline_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="protection_transferanswer_stands",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="transferwish",
            index=models.Index(fields=["to_organisation", "to_wall", "case_id"], name="protection_wish_for"),
        ),
        migrations.AddIndex(
            model_name="transferwish",
            index=models.Index(fields=["from_organisation", "from_wall", "case_id"], name="protection_wish_by"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                fields=["to_organisation", "to_wall", "-sent_at", "-id"], name="protection_transfer_for"
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["from_organisation", "from_wall", "case_id"], name="protection_transfer_case"),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(
                fields=("from_organisation", "reference"), name="protection_transfer_reference"
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "consent"), _negated=True), ("consent_id__isnull", False), _connector="OR"
                ),
                name="protection_transfer_has_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn_at", None), ("settled_at", None), _connector="OR"),
                name="protection_transfer_one_end",
            ),
        ),
        *(
            ExchangedRows(f"protection_{name}")
            for name in ("transferwish", "wishrefusal", "transfer", "transferanswer")
        ),
    ]
