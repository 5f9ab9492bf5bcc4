import secrets

from django.db import migrations


def copy(apps, schema_editor):
    """Give every agency the name and the parent that it has, for as long as it is."""
    Agency = apps.get_model("organisations", "Agency")
    names, parents = [], []
    AgencyName = apps.get_model("organisations", "AgencyName")
    AgencyParent = apps.get_model("organisations", "AgencyParent")
    for agency in Agency.objects.filter(names__isnull=True):
        period = {"valid_from": agency.valid_from, "valid_to": agency.valid_to}
        names.append(
            AgencyName(agency=agency, name=agency.name, short_name=agency.short_name, **period)
        )
        parents.append(AgencyParent(agency=agency, parent_id=agency.parent_id, **period))
    AgencyName.objects.bulk_create(names, batch_size=500)
    AgencyParent.objects.bulk_create(parents, batch_size=500)
    apps.get_model("organisations", "DirectoryVersion").objects.get_or_create(
        pk=1, defaults={"edition": secrets.token_hex(16)}
    )


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_agencies_through_time'),
    ]

    operations = [
        migrations.RunPython(copy, migrations.RunPython.noop),
    ]
