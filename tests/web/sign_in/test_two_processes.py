"""`serve` starts two processes: what one of them counted holds in the other."""

import os
import subprocess
import sys
import time

import pytest
from django.db import connection

from tests.web.installations import a_place

pytestmark = pytest.mark.django_db

PRELUDE = """
import os
import time
now = float(os.environ["NOW"])
time.time = lambda: now  # a code must not run out while a busy machine starts the second process
import django
django.setup()
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from thuocdo.apps.organisations.models import User

def signs_in(password):
    client = Client(headers={"host": "localhost"})
    client.post("/tai-khoan/dang-nhap/", {"login": "thu", "password": password})
    return "_auth_user_id" in client.session

SECRET = "JBSWY3DPEHPK3PXP"
"""
FIRST = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
thu = User.objects.create_user("thu", password="mat-khau-thu")
print(signs_in("mat-khau-thu"))
for _ in range(10):
    assert not signs_in("sai")
counter = max(yield_hotp_counters_from_time())
code = format_hotp_value(hotp_value(SECRET, counter))
print(TOTP.activate(thu, SECRET).validate_code(code), code)
thu.authenticator_set.all().delete()
"""
SECOND = """
import sys
print(signs_in("mat-khau-thu"))
from django.core.cache import cache
thu = User.objects.get()
print(TOTP.activate(thu, SECRET).validate_code(sys.argv[1]))
thu.authenticator_set.all().delete()
cache.clear()
print(signs_in("mat-khau-thu"), end=" ")
print(TOTP.activate(thu, SECRET).validate_code(sys.argv[1]))
"""


def test_a_lockout_and_a_used_code_hold_in_the_other_process(tmp_path):
    now = str(time.time())
    with a_place(tmp_path / "there", connection.vendor) as there:

        def process(code: str, *words: str) -> list[str]:
            place = {"THUOCDO_DATABASE_URL": there.url, "THUOCDO_DATA_DIR": str(there.folder)}
            place |= {"NOW": now}
            command = [sys.executable, "-c", PRELUDE + code, *words]
            done = subprocess.run(
                command, env=os.environ | place, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr
            return done.stdout.split()

        signed_in, accepted, code = process(FIRST)
        assert (signed_in, accepted) == ("True", "True")
        locked_out, used, *afterwards = process(SECOND, code)
    assert (locked_out, used) == ("False", "False")
    assert afterwards == ["True", "True"], "without the shared count both would be let in"
