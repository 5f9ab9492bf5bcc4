"""The WSGI application that granian serves."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.web.settings")
# Whoever holds the write queue gives way at each statement; others must not keep it waiting for 5 ms.
sys.setswitchinterval(0.0002)
application = get_wsgi_application()
