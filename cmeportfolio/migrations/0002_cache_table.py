from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    """The cache that rate limits and sessions of several processes share; `migrate` would not make it."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("cmeportfolio", "0001_jobs")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
