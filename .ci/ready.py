"""Waits until the site answers: `ready.py URL PID`. Ends with 1 if the process dies or half a minute passes first."""

import os
import sys
import time
import urllib.error
import urllib.request

url, pid = sys.argv[1], int(sys.argv[2])
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # an office proxy does not know this machine
deadline = time.monotonic() + 30
while time.monotonic() < deadline:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        sys.exit(1)
    try:
        with direct.open(url, timeout=5) as answer:
            sys.exit(answer.status != 200)
    except urllib.error.HTTPError as error:
        print(f"{url}: {error}", file=sys.stderr)
        sys.exit(1)
    except OSError:
        time.sleep(0.1)
sys.exit(1)
