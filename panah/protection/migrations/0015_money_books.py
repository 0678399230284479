"""Earmarks, awards, lists and claims; payments in parts, with who receives them and why they came back."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
import panah.crypto.fields


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("protection", "0014_rights_request"),
    ]

    operations = [
        migrations.CreateModel(
            name="Award",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("case_id", models.UUIDField()),
                ("person_id", models.UUIDField()),
                ("reference", models.CharField(max_length=20)),
                ("purpose", panah.codes.fields.CodeField("aid_purpose", blank=True)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("currency", models.CharField(default="AZN", max_length=3)),
                ("placed", models.DecimalField(decimal_places=2, default=0, max_digits=12)),
                ("state", panah.codes.fields.CodeField("award_state")),
                ("note", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("prepared_by_id", models.UUIDField()),
                ("prepared_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("first_member_id", models.UUIDField(null=True)),
                ("second_member_id", models.UUIDField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("refused_by_id", models.UUIDField(null=True)),
                ("refusal", panah.codes.fields.CodeField("aid_refusal", blank=True)),
                ("ended_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("source", panah.codes.fields.CodeField("compensation_source")),
                ("state", panah.codes.fields.CodeField("compensation_state")),
                ("currency", models.CharField(default="AZN", max_length=3)),
                ("informed_on", models.DateField()),
                ("legal_aid_on", models.DateField(null=True)),
                ("claimed_on", models.DateField(null=True)),
                ("claimed_amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("awarded_on", models.DateField(null=True)),
                ("awarded_amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("received_amount", models.DecimalField(decimal_places=2, default=0, max_digits=12)),
                ("refused_on", models.DateField(null=True)),
                ("note", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("opened_by_id", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="ClaimPayment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("currency", models.CharField(default="AZN", max_length=3)),
                ("received_on", models.DateField()),
                ("recorded_by_id", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="Earmark",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("kind", panah.codes.fields.CodeField("earmark_kind")),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("currency", models.CharField(default="AZN", max_length=3)),
                ("balance", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
            ],
        ),
        migrations.CreateModel(
            name="PaymentExport",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("number", models.CharField(max_length=20)),
                ("purpose", panah.codes.fields.CodeField("export_purpose")),
                ("basis", panah.codes.fields.CodeField("legal_basis")),
                ("with_names", models.BooleanField(default=False)),
                ("payment_ids", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("row_count", models.IntegerField()),
                ("language", models.CharField(max_length=5)),
                ("state", panah.codes.fields.CodeField("export_state")),
                ("asked_by_id", models.UUIDField()),
                ("asked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("decided_by_id", models.UUIDField(null=True)),
                ("ready_at", models.DateTimeField(null=True)),
                ("file", panah.crypto.fields.SealedTextField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="payment",
            name="protection_payment_allowance_once",
        ),
        migrations.AddField(
            model_name="fundentry",
            name="corrects",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="protection.fundentry",
            ),
        ),
        migrations.AddField(
            model_name="fundentry",
            name="document",
            field=panah.crypto.fields.SealedTextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="moneyanswer",
            name="currency",
            field=models.CharField(default="AZN", max_length=3),
        ),
        migrations.AddField(
            model_name="moneyanswer",
            name="payment_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="payment",
            name="missed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="payment",
            name="number",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="payment",
            name="payee",
            field=panah.codes.fields.CodeField("payee_kind", default="self"),
        ),
        migrations.AddField(
            model_name="payment",
            name="payee_account",
            field=panah.crypto.fields.SealedTextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="payment",
            name="payee_name",
            field=panah.crypto.fields.SealedTextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="payment",
            name="reversal_reason",
            field=panah.codes.fields.CodeField("reversal_reason", blank=True),
        ),
        migrations.AddField(
            model_name="payment",
            name="reversed_by_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="payment",
            name="request",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.moneyrequest"
            ),
        ),
        migrations.AddField(
            model_name="award",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="award",
            name="request",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.moneyrequest"
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="award",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="protection.award"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paid_by_id", None),
                    models.Q(
                        models.Q(("paid_by_id", models.F("approved_by_id")), _negated=True),
                        models.Q(
                            ("second_approved_by_id", None),
                            models.Q(("paid_by_id", models.F("second_approved_by_id")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="protection_payment_payer_is_other",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "reversed"), _negated=True),
                    ("reversed_by_id", None),
                    models.Q(("reversed_by_id", models.F("paid_by_id")), _negated=True),
                    _connector="OR",
                ),
                name="protection_payment_reverser_is_other",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["paid", "receipted"]), _negated=True),
                    models.Q(("paid_on__isnull", False), ("reversed_on", None)),
                    _connector="OR",
                ),
                name="protection_payment_paid_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["returned", "reversed"]), _negated=True),
                    models.Q(("paid_on__isnull", False), ("reversed_on__isnull", False)),
                    _connector="OR",
                ),
                name="protection_payment_back_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("kind", "allowance"),
                    models.Q(("state__in", ["rejected", "cancelled", "returned", "reversed"]), _negated=True),
                ),
                fields=("organisation", "decision_id"),
                name="protection_payment_allowance_once",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.case"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="lawyer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="claimpayment",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.case"
            ),
        ),
        migrations.AddField(
            model_name="claimpayment",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.claim"
            ),
        ),
        migrations.AddField(
            model_name="claimpayment",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="earmark",
            name="donor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="earmark",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="fundentry",
            name="earmark",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.earmark"
            ),
        ),
        migrations.AddConstraint(
            model_name="fundentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True), name="protection_fundentry_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="fundentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["donation", "budget", "correction"]), ("payment", None)),
                    models.Q(
                        ("kind__in", ["payment", "reversal", "return", "allowance_budget"]), ("payment__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="protection_fundentry_payment",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundentry",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("kind", "payment"), _negated=True), ("amount__lt", 0), _connector="OR"),
                name="protection_fundentry_payment_goes_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["donation", "budget", "reversal", "return"]), _negated=True),
                    ("amount__gt", 0),
                    _connector="OR",
                ),
                name="protection_fundentry_gift_comes_in",
            ),
        ),
        migrations.AddField(
            model_name="paymentexport",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(fields=["organisation", "state", "-prepared_at"], name="protection_award_state"),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="protection_award_amount"),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("placed__gte", 0), ("placed__lte", models.F("amount"))),
                name="protection_award_not_exceeded",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["granted", "ended"]), ("placed", 0), _connector="OR"),
                name="protection_award_paid_if_granted",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["granted", "ended"]), _negated=True),
                    models.Q(
                        ("decided_on__isnull", False),
                        ("first_member_id__isnull", False),
                        ("second_member_id__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="protection_award_two_members",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("first_member_id", None),
                        models.Q(("first_member_id", models.F("prepared_by_id")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("second_member_id", None),
                        models.Q(("second_member_id", models.F("prepared_by_id")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("second_member_id", None),
                        models.Q(("second_member_id", models.F("first_member_id")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="protection_award_three_persons",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "rejected"), _negated=True),
                    models.Q(("refused_by_id__isnull", False), models.Q(("refusal", ""), _negated=True)),
                    _connector="OR",
                ),
                name="protection_award_refusal",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["organisation", "case"], name="protection_claim_case"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("received_amount__gte", 0)), name="protection_claim_received"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received_amount", 0),
                    models.Q(("awarded_on__isnull", False), ("received_amount__lte", models.F("awarded_amount"))),
                    _connector="OR",
                ),
                name="protection_claim_not_exceeded",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("awarded_on", None),
                    models.Q(
                        ("awarded_amount__gt", 0),
                        ("awarded_amount__isnull", False),
                        ("awarded_on__gte", models.F("claimed_on")),
                        ("claimed_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="protection_claim_awarded",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("claimed_on", None), ("claimed_on__gte", models.F("informed_on")), _connector="OR"),
                name="protection_claim_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("claimed_amount", None), ("claimed_amount__gt", 0), _connector="OR"),
                name="protection_claim_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "paid_full"), _negated=True),
                    ("received_amount", models.F("awarded_amount")),
                    _connector="OR",
                ),
                name="protection_claim_paid_full",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["paid_full", "refused", "declined"]), _negated=True),
                fields=("case", "source"),
                name="protection_claim_once",
            ),
        ),
        migrations.AddIndex(
            model_name="claimpayment",
            index=models.Index(fields=["organisation", "claim"], name="protection_claimpayment_claim"),
        ),
        migrations.AddConstraint(
            model_name="claimpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="protection_claimpayment_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="earmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("balance__gte", 0), ("kind", "allowance"), _connector="OR"),
                name="protection_earmark_balance",
            ),
        ),
        migrations.AddConstraint(
            model_name="earmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "earmarked"), models.Q(("donor", None), ("purposes", [])), _connector="OR"),
                name="protection_earmark_free",
            ),
        ),
        migrations.AddConstraint(
            model_name="earmark",
            constraint=models.UniqueConstraint(
                fields=("organisation", "kind", "donor", "purposes", "currency"),
                name="protection_earmark_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="paymentexport",
            index=models.Index(fields=["organisation", "-asked_at"], name="protection_export_asked"),
        ),
        migrations.AddConstraint(
            model_name="paymentexport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by_id", None),
                    models.Q(("decided_by_id", models.F("asked_by_id")), _negated=True),
                    _connector="OR",
                ),
                name="protection_export_two_persons",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentexport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ready"), _negated=True),
                    models.Q(("row_count__lte", 50), ("with_names", False)),
                    ("decided_by_id__isnull", False),
                    _connector="OR",
                ),
                name="protection_export_needs_second",
            ),
        ),
    ]
