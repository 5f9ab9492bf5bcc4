"""For every test: hypothesis judges answers, not seconds."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "thuocdo",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of the code
)
settings.load_profile("thuocdo")
