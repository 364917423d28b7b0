"""Settings of the server that Lighthouse looks at: those of production, with static files collected in the run's folder."""

import os

from samma.settings import *  # noqa: F403

STATIC_ROOT = os.environ["SAMMA_BENCH_STATIC"]
