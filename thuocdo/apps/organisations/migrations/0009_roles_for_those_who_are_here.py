from django.db import migrations


def give(apps, schema_editor):
    """Give everybody the roles that let them do what they could do before there were roles.

    A province's own people appraised, all others wrote for their agency.
    """
    Position = apps.get_model("organisations", "Position")
    Assignment = apps.get_model("organisations", "Assignment")
    people = apps.get_model("organisations", "User").objects.filter(
        agency__isnull=False, assignments__isnull=True
    )
    for user in people.select_related("agency"):
        agency = user.agency
        above = agency.parent_id is None and agency.level == "PROVINCE"
        position, _ = Position.objects.get_or_create(
            agency=agency,
            unit=None,
            title=user.job_title or "Cán bộ cải cách hành chính",
            valid_to=None,
            defaults={"valid_from": agency.valid_from},
        )
        for role in ("REFORM_OFFICER", "APPRAISER") if above else ("REFORM_OFFICER",):
            Assignment.objects.create(
                user=user, position=position, role=role, valid_from=agency.valid_from
            )


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0008_roles'),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
