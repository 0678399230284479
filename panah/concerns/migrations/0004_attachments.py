"""Files that come with a report or a message: sealed to the same desk, in the same transaction."""

import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import HeldRows

OWNER = """
CREATE POLICY door_add ON concerns_attachment FOR INSERT TO panah_owner WITH CHECK (true);
CREATE POLICY door_read ON concerns_attachment FOR SELECT TO panah_owner USING (true);
"""
DESK = "REVOKE INSERT, UPDATE ON concerns_attachment FROM panah_desk, panah_worker;"
# `sent` is what only the sender knows: a file goes to the sending that is being received, and to nothing else.
ATTACH = """
CREATE FUNCTION concern_attach(sent bytea, attachment uuid, at_place integer, file_kind text, words_key uuid,
    to_look_at bytea, as_it_came bytea)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    box concerns_report%ROWTYPE;
    said uuid;
BEGIN
    IF length(to_look_at) > 12000000 OR length(as_it_came) > 12000000 OR at_place NOT BETWEEN 1 AND 10 THEN
        RAISE EXCEPTION 'a file has another form';
    END IF;
    SELECT * INTO box FROM concerns_report WHERE sending = sent;
    IF NOT FOUND THEN
        SELECT m.id INTO said FROM concerns_message m WHERE m.sending = sent;
        SELECT r.* INTO STRICT box FROM concerns_report r JOIN concerns_message m ON m.report_id = r.id
         WHERE m.id = said;
    END IF;
    PERFORM FROM crypto_deskkey WHERE id = words_key AND organisation_id = box.organisation_id AND wall = box.wall;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the file is sealed to another desk';
    END IF;
    INSERT INTO concerns_attachment (id, organisation_id, wall, report_id, message_id, place, kind, desk_key_id, sealed,
        original)
    VALUES (attachment, box.organisation_id, box.wall, box.id, said, at_place, file_kind, words_key, to_look_at,
        as_it_came)
    ON CONFLICT DO NOTHING;
END $$;
REVOKE EXECUTE ON FUNCTION concern_attach FROM panah_desk, panah_worker;
GRANT EXECUTE ON FUNCTION concern_attach TO panah_public;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0003_mailbox_key"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=panah.core.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("kind", panah.codes.fields.CodeField("file_kind")),
                ("desk_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("original", models.BinaryField(null=True)),
                (
                    "message",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.message"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.report"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "message", "place"), name="concerns_attachment_place", nulls_distinct=False
                    )
                ],
            },
        ),
        HeldRows("concerns_attachment"),
        migrations.RunSQL(OWNER, migrations.RunSQL.noop),
        migrations.RunSQL(DESK, migrations.RunSQL.noop),
        migrations.RunSQL(ATTACH, migrations.RunSQL.noop),
    ]
