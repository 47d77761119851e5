"""What pages of the desk cost with few releases and with many: python benchmarks/desk.py [--releases 50 5000]

Each archive is made once, in a folder of its own; one of its releases has 40 versions. A publisher opens each
page over the test client, after two times that are not counted; queries are those of one time, processor time
is the median. Fails where a page takes more than 12 queries, or 1.5 times what it takes in the first archive.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import archive  # noqa: E402

VERSIONS, ROUNDS = 40, 15
MOST_QUERIES, MOST_TIMES = 12, 1.5


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, nargs="+", default=[50, 5000])
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "press-benchmarks"))
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        json.dump(_measured(), sys.stdout)
        return
    figures = [_figures_of(number, options.folder) for number in options.releases]
    sys.exit(_report(options.releases, figures))


def _figures_of(number, folder):
    site = argparse.Namespace(releases=number, folder=folder, postgres=False, not_rendered=True)
    variables = archive.prepare(site)
    command = [sys.executable, __file__, "--measure"]
    done = subprocess.run(command, cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE)  # noqa: S603
    return json.loads(done.stdout)


def _report(numbers, figures) -> int:
    failed = False
    for page, (_, first) in figures[0].items():
        for number, pages in zip(numbers, figures, strict=True):
            queries, seconds = pages[page]
            failed |= queries > MOST_QUERIES or seconds > MOST_TIMES * first
            times = f"{seconds / first:.2f} times"
            print(f"{page:<12}{number:>7,} releases {queries:>4} queries {seconds * 1000:>7.1f} ms  {times}")
    return int(failed)


def _measured():
    # The settings are read from the environment.
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.test import Client

    release = _with_versions()
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username="publisher"))
    form = f"/admin/releases/release/{release.pk}"
    pages = {
        "first page": "/admin/",
        "list": "/admin/releases/release/",
        "by language": "/admin/releases/release/matrix/",
        "stale": "/admin/releases/release/?stale_en=1",
        "form": f"{form}/change/",
        "history": f"{form}/history/",
    }
    return {name: _cost(client, address) for name, address in pages.items()}


def _with_versions():
    from django.contrib.auth.models import User

    from releases import workflow
    from releases.models import Release

    release, writer = Release.objects.latest("pk"), User.objects.get(username="writer")
    for number in range(release.versions.count(), VERSIONS):
        release.standfirst_fr = f"{release.standfirst_fr} {number}"
        release.save()
        workflow.versions.keep(release, writer)
    return release


def _cost(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    seconds = []
    for _each in range(ROUNDS + 2):
        start = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        seconds.append(time.process_time() - start)
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")
    return len(queries), statistics.median(seconds[2:])


if __name__ == "__main__":
    main()
