"""For every test: hypothesis judges answers, not seconds."""

from hypothesis import settings

settings.register_profile("thuocdo", deadline=None, print_blob=True)
settings.load_profile("thuocdo")
