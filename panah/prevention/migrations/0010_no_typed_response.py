"""Nobody types how many reports named a material any more: the database tells it, above the floor."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("prevention", "0009_designs")]

    operations = [migrations.DeleteModel("Response")]
