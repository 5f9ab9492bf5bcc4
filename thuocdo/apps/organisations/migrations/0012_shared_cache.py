from django.core.management import call_command
from django.db import migrations

TABLE = "thuocdo_cache"


def make(apps, schema_editor):
    """Make the table that all server processes count tries in; it has no model, so no backup holds it."""
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0011_api_tokens'),
    ]

    operations = [
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
