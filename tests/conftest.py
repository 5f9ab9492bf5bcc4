"""For every test: hypothesis judges answers, not seconds."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "thuocdo",
    deadline=None,
    print_blob=True,
    # What decides whether a change lands asks the same questions each time; new ones are asked
    # wherever people run the tests.
    derandomize=os.environ.get("THUOCDO_REQUIRE_ALL") == "1",
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of the code
)
settings.load_profile("thuocdo")
