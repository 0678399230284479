"""The desk writes its own organisation's pages; the public's role reads what is not withdrawn."""

from django.db import migrations

from panah.core.db import RowSecurity

PUBLIC = """
GRANT SELECT ON published_page TO panah_public;
CREATE POLICY open ON published_page FOR SELECT TO panah_public USING (withdrawn_on IS NULL);
"""
NOT_PUBLIC = """
DROP POLICY open ON published_page;
REVOKE SELECT ON published_page FROM panah_public;
"""


class Migration(migrations.Migration):
    dependencies = [("published", "0001_initial"), ("access", "0002_row_security")]

    operations = [
        RowSecurity("published_page", select="true", write="organisation_id = (SELECT panah_organisation())"),
        migrations.RunSQL(PUBLIC, NOT_PUBLIC),
    ]
