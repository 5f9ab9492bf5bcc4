from django.db import migrations


def give(apps, schema_editor):
    """Give everybody the roles that let them do what they could do before there were roles.

    A province's own people appraised, whoever had `is_staff` read the journal, all others wrote for
    their agency.
    """
    Position = apps.get_model("organisations", "Position")
    Assignment = apps.get_model("organisations", "Assignment")
    people = apps.get_model("organisations", "User").objects.filter(
        agency__isnull=False, assignments__isnull=True
    )
    for user in people.select_related("agency"):
        agency = user.agency
        above = agency.parent_id is None and agency.level == "PROVINCE"
        title = user.job_title or "Cán bộ cải cách hành chính"
        there = Position.objects.filter(
            agency=agency, unit=None, title=title, valid_to=None, withdrawn_at=None
        )
        position = there.order_by("pk").first() or Position.objects.create(
            agency=agency, title=title, valid_from=agency.valid_from
        )
        roles = ["REFORM_OFFICER", "APPRAISER"] if above else ["REFORM_OFFICER"]
        if user.is_staff and not user.is_superuser:
            roles = ["AUDITOR"]
        for role in roles:
            Assignment.objects.create(
                user=user, position=position, role=role, valid_from=agency.valid_from
            )


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0009_roles'),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
