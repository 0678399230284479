"""The timeline carries currencies; a receipt can be taken back; the bytes of a list that left go after its day."""

import re
from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

view = import_module("panah.protection.migrations.0024_happening_suspension")
earlier = import_module("panah.protection.migrations.0031_happening_kept")

BODY = "amount, body_id)"


def with_currency(branch: str) -> str:
    """Return a branch of the view that tells in which currency its amount is."""
    (amount,) = re.findall(r"(\S+)::numeric, ", branch)
    currency = "''" if amount == "NULL" else "currency"
    return branch.replace("::numeric, ", f"::numeric, {currency}::text, ", 1)


BRANCHES = tuple(with_currency(branch) for branch in earlier.BRANCHES)
VIEW = view.view_of(BRANCHES).replace(BODY, "amount, currency, body_id)")
# Nobody asks for it, so it has no context; it belongs to the role that may read every row and empties this column only.
EMPTY = """
GRANT UPDATE (file) ON protection_paymentexport TO panah_facts;
CREATE POLICY empty ON protection_paymentexport FOR UPDATE TO panah_facts USING (true) WITH CHECK (true);
SET LOCAL ROLE panah_facts;
CREATE FUNCTION panah_empty_payment_lists(before timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH emptied AS (
        UPDATE protection_paymentexport SET file = NULL WHERE file IS NOT NULL AND ready_at < before RETURNING 1
    )
    SELECT count(*) FROM emptied
$$;
REVOKE ALL ON FUNCTION panah_empty_payment_lists(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_empty_payment_lists(timestamptz) TO panah_worker, panah_owner;
RESET ROLE;
REVOKE ALL ON FUNCTION panah_empty_payment_lists(timestamptz) FROM panah_desk;
"""
KEEP = """
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_empty_payment_lists(timestamptz);
RESET ROLE;
DROP POLICY empty ON protection_paymentexport;
REVOKE UPDATE (file) ON protection_paymentexport FROM panah_facts;
"""


class Migration(migrations.Migration):
    dependencies = [("protection", "0037_family_barred")]

    operations = [
        migrations.RunSQL(VIEW, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="claimpayment", name="protection_claimpayment_amount"),
        migrations.AddField(
            model_name="claimpayment",
            name="reverses",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reversed_by",
                to="protection.claimpayment",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimpayment",
            constraint=models.CheckConstraint(
                condition=Q(("amount__gt", 0), ("reverses__isnull", True))
                | Q(("amount__lt", 0), ("reverses__isnull", False)),
                name="protection_claimpayment_amount",
            ),
        ),
        migrations.RunSQL(EMPTY, KEEP),
    ]
