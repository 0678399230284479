"""
The ledger balances because the database holds it: who reads this reads the promise.

- The balance of an earmark follows its lines, under the row's lock, and is never less than nothing.
- What payments take of an award never comes to more than it.
- At the end of every transaction each paid payment has its line and each other one has none left.
"""

from typing import Any

import django.db.models.deletion
from django.db import connection, migrations, models

from panah.core.db import AppendOnly, HeldRows, unforced

TABLES = (
    "protection_payment",
    "protection_fundentry",
    "protection_award",
    "protection_earmark",
)
# What was one payment becomes an award with one payment; what was one balance becomes the free part of the fund.
FILL = """
INSERT INTO protection_award (id, organisation_id, wall, key_id, request_id, case_id, person_id, reference, purpose,
    amount, currency, placed, state, prepared_by_id, prepared_at, first_member_id, second_member_id, decided_on,
    refused_by_id, refusal, ended_on)
SELECT id, organisation_id, wall, key_id, request_id, case_id, person_id, reference, purpose, amount, currency,
    CASE WHEN state IN ('approved', 'paid', 'receipted') THEN amount ELSE 0 END,
    CASE WHEN state = 'drafted' THEN 'prepared' WHEN state = 'reversed' THEN 'ended'
        WHEN state IN ('rejected', 'cancelled') THEN 'rejected' ELSE 'granted' END,
    drafted_by_id, drafted_at, approved_by_id, second_approved_by_id, approved_on,
    CASE WHEN state IN ('rejected', 'cancelled') THEN COALESCE(approved_by_id, drafted_by_id) END,
    CASE WHEN state IN ('rejected', 'cancelled') THEN 'not_eligible' ELSE '' END, reversed_on
FROM protection_payment WHERE kind = 'aid';
UPDATE protection_payment SET award_id = id,
    state = CASE WHEN state = 'drafted' THEN 'cancelled' ELSE state END WHERE kind = 'aid';
UPDATE protection_payment SET number =
    'Q-' || extract(year FROM drafted_at) || '-' || upper(substr(md5(random()::text || id::text), 1, 5));
INSERT INTO protection_earmark (id, organisation_id, wall, kind, purposes, currency, balance)
SELECT gen_random_uuid(), organisation_id, wall, 'general', '{}', currency, sum(amount)
FROM protection_fundentry GROUP BY organisation_id, wall, currency;
UPDATE protection_fundentry e SET earmark_id = m.id FROM protection_earmark m
WHERE m.organisation_id = e.organisation_id AND m.wall = e.wall AND m.currency = e.currency;
INSERT INTO protection_earmark (id, organisation_id, wall, kind, purposes, currency, balance)
SELECT gen_random_uuid(), organisation_id, wall, 'allowance', '{}', currency, 0
FROM protection_payment WHERE kind = 'allowance' AND paid_on IS NOT NULL GROUP BY organisation_id, wall, currency;
INSERT INTO protection_fundentry (id, organisation_id, wall, kind, earmark_id, amount, currency, payment_id, entered_on,
    entered_by_id)
SELECT gen_random_uuid(), p.organisation_id, p.wall, line.kind, m.id, line.sign * p.amount, p.currency, p.id,
    CASE WHEN line.is_back THEN p.reversed_on ELSE p.paid_on END, COALESCE(p.paid_by_id, p.drafted_by_id)
FROM protection_payment p
JOIN protection_earmark m ON m.kind = 'allowance' AND m.organisation_id = p.organisation_id AND m.wall = p.wall
    AND m.currency = p.currency
CROSS JOIN (VALUES ('allowance_budget', 1, false), ('payment', -1, false), ('reversal', 1, true),
    ('allowance_budget', -1, true)) AS line (kind, sign, is_back)
WHERE p.kind = 'allowance' AND p.paid_on IS NOT NULL AND (p.reversed_on IS NOT NULL OR NOT line.is_back);
"""

BOOK = """
CREATE FUNCTION protection_book_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE protection_earmark SET balance = balance - OLD.amount WHERE id = OLD.earmark_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE protection_earmark SET balance = balance + NEW.amount
        WHERE id = NEW.earmark_id AND currency = NEW.currency AND organisation_id = NEW.organisation_id
            AND wall = NEW.wall;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'a line of the ledger is in the currency and the fund of its earmark'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'protection_fundentry_earmark';
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER protection_fundentry_booked AFTER INSERT OR UPDATE OR DELETE ON protection_fundentry
    FOR EACH ROW EXECUTE FUNCTION protection_book_entry();

CREATE FUNCTION protection_place_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.award_id IS NOT NULL
        AND OLD.state NOT IN ('rejected', 'cancelled', 'returned', 'reversed') THEN
        UPDATE protection_award SET placed = placed - OLD.amount WHERE id = OLD.award_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.award_id IS NOT NULL
        AND NEW.state NOT IN ('rejected', 'cancelled', 'returned', 'reversed') THEN
        UPDATE protection_award SET placed = placed + NEW.amount
        WHERE id = NEW.award_id AND currency = NEW.currency AND organisation_id = NEW.organisation_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'a payment is in the currency and the fund of its award'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'protection_payment_award';
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER protection_payment_placed AFTER INSERT OR DELETE OR UPDATE OF state, amount, award_id
    ON protection_payment FOR EACH ROW EXECUTE FUNCTION protection_place_payment();
"""
UNBOOK = """
DROP TRIGGER protection_fundentry_booked ON protection_fundentry;
DROP FUNCTION protection_book_entry();
DROP TRIGGER protection_payment_placed ON protection_payment;
DROP FUNCTION protection_place_payment();
"""

# Read as the role that may count everything: what holds must hold for every row, whoever's transaction ends.
BALANCE = """
CREATE FUNCTION protection_check_balance() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM protection_earmark m WHERE m.id = NEW.id
        AND (m.balance < 0
            OR m.balance <> (SELECT COALESCE(sum(e.amount), 0) FROM protection_fundentry e WHERE e.earmark_id = m.id)))
    THEN
        RAISE EXCEPTION 'the balance of an earmark is the sum of its lines, and not less than nothing'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'protection_earmark_balances';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER protection_earmark_balances AFTER INSERT OR UPDATE ON protection_earmark
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION protection_check_balance();
ALTER FUNCTION protection_check_balance() OWNER TO panah_facts;

CREATE FUNCTION protection_check_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    looked_at uuid;
BEGIN
    IF TG_TABLE_NAME = 'protection_payment' THEN
        looked_at := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN
        looked_at := OLD.payment_id;
    ELSE
        looked_at := NEW.payment_id;
    END IF;
    IF EXISTS (SELECT FROM protection_payment p,
        LATERAL (SELECT COALESCE(sum(e.amount) FILTER (WHERE e.kind <> 'allowance_budget'), 0) AS moved,
                COALESCE(sum(e.amount), 0) AS whole,
                bool_or(e.currency <> p.currency OR e.organisation_id <> p.organisation_id) AS is_mixed
            FROM protection_fundentry e WHERE e.payment_id = p.id) AS line
        WHERE p.id = looked_at
            AND (line.moved <> CASE WHEN p.state IN ('paid', 'receipted') THEN -p.amount ELSE 0 END
                OR line.whole <> CASE WHEN p.kind = 'allowance' THEN 0 ELSE line.moved END
                OR line.is_mixed)) THEN
        RAISE EXCEPTION 'the lines of a payment say what its state says'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'protection_payment_lines';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER protection_payment_lines AFTER INSERT OR UPDATE OF state, amount, currency
    ON protection_payment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION protection_check_lines();
CREATE CONSTRAINT TRIGGER protection_fundentry_lines AFTER INSERT OR UPDATE OR DELETE ON protection_fundentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION protection_check_lines();
ALTER FUNCTION protection_check_lines() OWNER TO panah_facts;
"""
UNBALANCE = """
DROP TRIGGER protection_earmark_balances ON protection_earmark;
DROP TRIGGER protection_payment_lines ON protection_payment;
DROP TRIGGER protection_fundentry_lines ON protection_fundentry;
DROP FUNCTION protection_check_balance();
DROP FUNCTION protection_check_lines();
"""


def fill(apps: Any, schema_editor: Any) -> None:
    with unforced(*TABLES), connection.cursor() as cursor:
        cursor.execute(FILL)


class Migration(migrations.Migration):
    dependencies = [("protection", "0015_money_books")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="fundentry",
            name="earmark",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.earmark"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("award", None), ("kind", "allowance")),
                    models.Q(("award__isnull", False), ("kind", "aid")),
                    _connector="OR",
                ),
                name="protection_payment_aid_was_granted",
            ),
        ),
        HeldRows("protection_earmark"),
        HeldRows("protection_award"),
        HeldRows("protection_paymentexport"),
        HeldRows("protection_claim", case_column="case_id", group="case"),
        HeldRows("protection_claimpayment", case_column="case_id", group="case"),
        AppendOnly("protection_fundentry"),
        migrations.RunSQL(BOOK, UNBOOK),
        migrations.RunSQL(BALANCE, UNBALANCE),
    ]
