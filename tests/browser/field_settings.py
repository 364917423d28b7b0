"""Settings of the real server that the phone's tests stop and start: the product's own, on the test's database."""

import os
from pathlib import Path

from samma.settings import *  # noqa: F403 the product's settings, whole
from samma.settings import STORAGES, WHITENOISE_MANIFEST_STRICT

WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not WHITENOISE_MANIFEST_STRICT  # nothing was collected
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the accounts of tests have such passwords
if "SAMMA_SHELL" in os.environ:  # another version of the phone page
    STATICFILES_DIRS = [Path(os.environ["SAMMA_SHELL"])]
