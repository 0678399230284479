"""An address that works once: the database makes one signal with it, and gives nothing back."""

import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import HeldRows

OWNER = """
CREATE POLICY link_read ON helpline_reportlink FOR SELECT TO panah_owner USING (true);
CREATE POLICY link_use ON helpline_reportlink FOR UPDATE TO panah_owner USING (true) WITH CHECK (used_at IS NOT NULL);
REVOKE UPDATE ON helpline_reportlink FROM panah_desk, panah_worker;
GRANT UPDATE (withdrawn_at) ON helpline_reportlink TO panah_desk;
CREATE POLICY link_add ON helpline_signal FOR INSERT TO panah_owner WITH CHECK (true);
"""
# Attack: whoever finds a link later. It works once, until its hour, and shows no more than the institution's name.
FUNCTIONS = """
CREATE FUNCTION helpline_link_find(hash bytea)
RETURNS TABLE (organisation uuid, wall text, name_az text, name_en text, duty text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.organisation_id, l.wall::text, o.name_az::text, o.name_en::text, l.duty::text
      FROM helpline_reportlink l JOIN organisations_organisation o ON o.id = l.organisation_id
     WHERE l.token_hash = hash AND l.used_at IS NULL AND l.withdrawn_at IS NULL AND l.expires_at > clock_timestamp()
$$;
CREATE FUNCTION helpline_link_use(hash bytea, made uuid, called text, came_from text, how_near text, child text,
    form text, district text, spoken text, answers jsonb, words bytea, words_key uuid, seen_at timestamptz,
    until timestamptz)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    link helpline_reportlink%ROWTYPE;
BEGIN
    SELECT * INTO link FROM helpline_reportlink l
     WHERE l.token_hash = hash AND l.used_at IS NULL AND l.withdrawn_at IS NULL AND l.expires_at > clock_timestamp()
       FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO helpline_signal (id, organisation_id, wall, key_id, reference, source, state, danger, is_child,
        exploitation_form, division, language, indicators, summary, made_by_id, detected_at, due_at)
    VALUES (made, link.organisation_id, link.wall, words_key, called, came_from, 'open', how_near, child,
        form, district, spoken, answers, words, link.id, seen_at, until);
    UPDATE helpline_reportlink SET used_at = seen_at, signal_id = made WHERE id = link.id;
    PERFORM panah_log_public('helpline.link.used', 'helpline.reportlink', link.id, link.organisation_id, link.wall);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION helpline_link_find, helpline_link_use FROM PUBLIC, panah_worker;
GRANT EXECUTE ON FUNCTION helpline_link_find, helpline_link_use TO panah_desk;
"""
GONE = """
DROP FUNCTION helpline_link_find, helpline_link_use;
DROP POLICY link_add ON helpline_signal;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("helpline", "0005_shiftnote"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportLink",
            fields=[
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=panah.core.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("duty", panah.codes.fields.CodeField("link_duty")),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("made_by_id", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "signal",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="link",
                        to="helpline.signal",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "wall", "-made_at", "-id"], name="helpline_reportlink_made")
                ],
            },
        ),
        HeldRows("helpline_reportlink"),
        migrations.RunSQL(OWNER, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, GONE),
    ]
