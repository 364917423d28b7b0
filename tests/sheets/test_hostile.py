"""What is made to hurt is refused in Thai within a second of CPU and 50 MB of memory; the kernel keeps the time.

One process loads the reader, and from it each file gets a child of its own with limits that the kernel enforces: a
child that takes too long is killed, one that takes too much fails.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.sheets.hostile import FILES, READ, write_all

SECONDS = 1
MEGABYTES = 50
READER = f"""
import json, os, resource, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "samma.settings"
import django
django.setup()
from samma.resources.limits import UploadRefusedError
from samma.resources.table import read_table

def fate(path):
    pages = int(open("/proc/self/statm").read().split()[0])
    room = pages * resource.getpagesize() + {MEGABYTES} * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        with open(path, "rb") as file:
            table = read_table(file, os.path.basename(path))
        told = ["read", str(len(table.rows))]
    except UploadRefusedError as refusal:
        told = ["refused", str(refusal)]
    except BaseException as error:
        told = ["broken", repr(error)]
    used = resource.getrusage(resource.RUSAGE_SELF)
    return told + [(used.ru_maxrss - before) // 1024, round(used.ru_utime + used.ru_stime, 2)]

for name in sorted(os.listdir(sys.argv[1])):
    back, there = os.pipe()
    child = os.fork()
    if not child:
        os.write(there, json.dumps(fate(os.path.join(sys.argv[1], name))).encode())
        os._exit(0)
    os.close(there)
    with os.fdopen(back, "rb") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    print(json.dumps([name, json.loads(said) if said else ["killed", "", 0, 0]]))
"""


def fates(folder: Path) -> dict[str, list]:
    """What becomes of each file: its fate, what is told, the memory and the CPU that it took."""
    write_all(folder)
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", READER, str(folder)], cwd=root, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return dict(map(json.loads, done.stdout.splitlines()))


def test_a_hostile_file_costs_little_and_is_told_in_thai(tmp_path):
    found = fates(tmp_path)
    assert {name: fate for name, (fate, *_cost) in found.items()} == {
        name: fate for name, (fate, _make) in FILES.items()
    }
    assert {name: cost for name, cost in found.items() if cost[2] >= MEGABYTES} == {}
    assert {name: told for name, (fate, told, *_cost) in found.items() if fate == READ} == {
        "lying_dimension.xlsx": "1",
        "last_row_blank.xlsx": "1",
    }
    for name, (fate, told, *_cost) in found.items():
        sentence = re.sub(r"\.xls[mxb]?|\.csv|CSV|Excel|Workbook|UTF-8|[A-Z]{1,3}[0-9]+", "", told)
        assert fate == READ or (re.search("[ก-ฮ]", sentence) and not re.search("[a-zA-Z]", sentence)), (name, told)
