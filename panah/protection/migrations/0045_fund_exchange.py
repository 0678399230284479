"""Money of the fund in another currency: both sides of an exchange, and a check that its lines say its state."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
import panah.crypto.fields
from panah.core.db import HeldRows

# Read as the role that may count everything, as the checks of payments are.
CHECK = """
CREATE FUNCTION protection_check_exchange() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    looked_at uuid;
BEGIN
    IF TG_TABLE_NAME = 'protection_fundexchange' THEN
        looked_at := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN
        looked_at := OLD.exchange_id;
    ELSE
        looked_at := NEW.exchange_id;
    END IF;
    IF EXISTS (SELECT FROM protection_fundexchange x
        JOIN protection_earmark s ON s.id = x.source_id
        JOIN protection_earmark t ON t.id = x.target_id,
        LATERAL (SELECT COALESCE(sum(e.amount) FILTER (WHERE e.earmark_id = s.id), 0) AS gone,
                COALESCE(sum(e.amount) FILTER (WHERE e.earmark_id = t.id), 0) AS come,
                COALESCE(bool_or(e.earmark_id NOT IN (s.id, t.id)), false) AS is_mixed
            FROM protection_fundentry e WHERE e.exchange_id = x.id) AS line
        WHERE x.id = looked_at
            AND (line.gone <> CASE WHEN x.state = 'booked' THEN -x.amount ELSE 0 END
                OR line.come <> CASE WHEN x.state = 'booked' THEN x.gained ELSE 0 END
                OR line.is_mixed OR s.currency = t.currency OR s.organisation_id <> x.organisation_id
                OR (t.organisation_id, t.wall, t.kind, t.purposes) <> (s.organisation_id, s.wall, s.kind, s.purposes)
                OR t.donor_id IS DISTINCT FROM s.donor_id)) THEN
        RAISE EXCEPTION 'the lines of an exchange say what its state says, and keep what the money is for'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'protection_fundexchange_lines';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER protection_fundexchange_lines AFTER INSERT OR UPDATE
    ON protection_fundexchange DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION protection_check_exchange();
CREATE CONSTRAINT TRIGGER protection_fundentry_exchanged AFTER INSERT OR UPDATE OR DELETE ON protection_fundentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION protection_check_exchange();
ALTER FUNCTION protection_check_exchange() OWNER TO panah_facts;
"""
UNCHECK = """
DROP TRIGGER protection_fundexchange_lines ON protection_fundexchange;
DROP TRIGGER protection_fundentry_exchanged ON protection_fundentry;
DROP FUNCTION protection_check_exchange();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("protection", "0044_list_export"),
    ]

    operations = [
        migrations.CreateModel(
            name="FundExchange",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("number", models.CharField(max_length=20)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("gained", models.DecimalField(decimal_places=2, max_digits=12)),
                ("rate", models.DecimalField(decimal_places=6, max_digits=14)),
                ("exchanged_on", models.DateField()),
                ("document", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("state", panah.codes.fields.CodeField("exchange_state")),
                ("prepared_by_id", models.UUIDField()),
                ("prepared_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("decided_by_id", models.UUIDField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("reversed_by_id", models.UUIDField(null=True)),
                ("reversed_on", models.DateField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="fundentry",
            name="protection_fundentry_payment",
        ),
        migrations.AddField(
            model_name="fundexchange",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="fundexchange",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.earmark"
            ),
        ),
        migrations.AddField(
            model_name="fundexchange",
            name="target",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.earmark"
            ),
        ),
        migrations.AddField(
            model_name="fundentry",
            name="exchange",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.fundexchange"
            ),
        ),
        migrations.AddConstraint(
            model_name="fundentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["donation", "budget", "correction", "exchange"]), ("payment", None)),
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
                condition=models.Q(
                    models.Q(("exchange__isnull", False), ("kind", "exchange")),
                    models.Q(models.Q(("kind", "exchange"), _negated=True), ("exchange", None)),
                    _connector="OR",
                ),
                name="protection_fundentry_exchange",
            ),
        ),
        migrations.AddIndex(
            model_name="fundexchange",
            index=models.Index(fields=["organisation", "-prepared_at"], name="protection_fundexchange_new"),
        ),
        migrations.AddConstraint(
            model_name="fundexchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), ("gained__gt", 0), ("rate__gt", 0)),
                name="protection_fundexchange_amounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundexchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by_id", None),
                    models.Q(("decided_by_id", models.F("prepared_by_id")), _negated=True),
                    _connector="OR",
                ),
                name="protection_fundexchange_two_persons",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundexchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["booked", "reversed"]), _negated=True),
                    models.Q(("decided_by_id__isnull", False), ("decided_on__isnull", False)),
                    _connector="OR",
                ),
                name="protection_fundexchange_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundexchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "reversed"), _negated=True),
                    models.Q(
                        ("reversed_by_id__isnull", False),
                        ("reversed_on__isnull", False),
                        models.Q(("reversed_by_id", models.F("decided_by_id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="protection_fundexchange_taken_back",
            ),
        ),
        HeldRows("protection_fundexchange"),
        migrations.RunSQL(CHECK, UNCHECK),
    ]
