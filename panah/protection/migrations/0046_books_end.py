"""The words of payments run out: they are proposed like other records, five years after the last one to a person."""

from importlib import import_module

from django.db import migrations

from panah.core.clock import HOME

others = import_module("panah.protection.migrations.0033_other_erasures")

# What is sealed of a payment or of aid that was granted: to whom, by which account and receipt, the note to the
# committee. The clock begins with the last step of the last payment to the person, never while one is under way.
DRAWN = """
        UNION ALL
        SELECT b.id, b.organisation_id, b.wall, b.reference, b.key_id, 'bookkeeping',
               (l.last_on + make_interval(years => bookkeeping_years))::date, NULL::date
          FROM (SELECT id, organisation_id, wall, person_id, COALESCE(NULLIF(number, ''), reference) AS reference, key_id
                  FROM protection_payment
                 WHERE COALESCE(payee_name, payee_account, receipt) IS NOT NULL
                UNION ALL
                SELECT id, organisation_id, wall, person_id, reference, key_id FROM protection_award
                 WHERE note IS NOT NULL) AS b
          JOIN (SELECT organisation_id, wall, person_id, max(last_on) AS last_on, bool_or(is_open) AS is_open
                  FROM (SELECT organisation_id, wall, person_id, state IN ('drafted', 'approved', 'missed') AS is_open,
                               greatest((drafted_at AT TIME ZONE 'HOME')::date, approved_on, missed_on, paid_on,
                                        reversed_on) AS last_on
                          FROM protection_payment
                        UNION ALL
                        SELECT organisation_id, wall, person_id,
                               state = 'prepared' OR (state = 'granted' AND placed < amount),
                               greatest((prepared_at AT TIME ZONE 'HOME')::date, decided_on, ended_on)
                          FROM protection_award) AS step
                 GROUP BY organisation_id, wall, person_id) AS l USING (organisation_id, wall, person_id)
         WHERE NOT l.is_open
    ), added AS (""".replace("HOME", HOME.key)
ARGUMENTS, MORE = "date, integer, integer, integer", "date, integer, integer, integer, integer"
PROPOSE = (
    others.PROPOSE.replace(
        "decision_years integer, child_age", "decision_years integer, bookkeeping_years integer, child_age"
    )
    .replace("\n    ), added AS (", DRAWN)
    .replace(ARGUMENTS, MORE)
)
GONE = others.GONE.replace(ARGUMENTS, MORE)


class Migration(migrations.Migration):
    dependencies = [("protection", "0045_fund_exchange")]

    operations = [migrations.RunSQL(others.GONE, others.PROPOSE), migrations.RunSQL(PROPOSE, GONE)]
