"""What pages cost with 1,000, 10,000 and 100,000 releases: milliseconds and queries of each.

    python benchmarks/scale.py [--sizes 1000 10000 100000] [--postgres]

Makes an archive of each size (once for SQLite; 100,000 take ten minutes and 2 GB), asks for each page in one
process without keeping pages, and prints the least of the times taken, which other programs disturb least.
"""

import argparse
import json
import logging
import subprocess
import sys
import time
from pathlib import Path

import archive

TURNS = 15
READER = {
    "home": "/fr/",
    "list": "/fr/communiques/",
    "page 20 of the list": "/fr/communiques/?page=20",
    "last page of the list": "/fr/communiques/?page={last}",
    "list of a year": "/fr/communiques/?annee=2021",
    "list of an institute": "/fr/communiques/?organisation=telecom-societe-numerique",
    "list of both": "/fr/communiques/?annee=2021&organisation=telecom-societe-numerique",
    "results of a search": "/fr/communiques/?q=laboratoire+hydrogene",
    "release": "{release}",
    "institute": "/fr/instituts/telecom-societe-numerique/",
    "missing release": "/fr/communiques/2020/nothing/",
    "sitemap of all": "/sitemap.xml",
    "sitemap of pages": "/sitemap-fr.xml",
    "sitemap of releases": "/sitemap-fr-1.xml",
    "feed": "/fr/flux/atom.xml",
}
DESK = {
    "desk: list": "/admin/releases/release/",
    "desk: page 20": "/admin/releases/release/?p=20",
    "desk: a year": "/admin/releases/release/?issued_on__year=2021",
    "desk: scheduled": "/admin/releases/release/?public_fr=scheduled",
    "desk: live": "/admin/releases/release/?public_fr=live",
    "desk: search": "/admin/releases/release/?q=laboratoire+hydrogene",
    "desk: form": "/admin/releases/release/{key}/change/",
    "desk: editions": "/admin/releases/edition/",
    "desk: events": "/admin/releases/event/",
}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    archive.add_options(parser)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measured()))
        return
    found = {}
    for size in options.sizes:
        options.releases = size
        found[size] = _in_a_process(archive.prepare(options))
    print("".join([f"{'':24}", *(f"{size:>22,}" for size in found)]))
    for name in (*READER, *DESK):
        cells = (f"{ms:10.1f} ms {queries:3} q" for ms, queries in (found[size][name] for size in found))
        print("".join([f"{name:24}", *(f"{cell:>22}" for cell in cells)]))


def _in_a_process(variables):
    command = [sys.executable, Path(__file__), "--here"]
    variables = variables | {"KEEP_PUBLIC_PAGES": "0"}
    done = subprocess.run(command, env=variables, cwd=archive.ROOT, check=True, stdout=subprocess.PIPE)  # noqa: S603
    return json.loads(done.stdout)


def measured() -> dict[str, tuple[float, int]]:
    import django

    django.setup()
    logging.disable(logging.ERROR)
    from django.contrib.auth import get_user_model
    from django.test import Client

    from releases.models import Edition

    reader, desk = Client(HTTP_HOST="127.0.0.1"), Client(HTTP_HOST="127.0.0.1")
    desk.force_login(get_user_model().objects.get(username="writer"))
    live = Edition.objects.live(language="fr")
    newest = live.select_related("address").first()
    names = {
        "release": newest.get_absolute_url(),
        "key": newest.release_id,
        "last": -(-live.count() // 20),
    }
    pages = [(reader, name, path) for name, path in READER.items()]
    pages += [(desk, name, path) for name, path in DESK.items()]
    return {name: _least(client, path.format(**names)) for client, name, path in pages}


def _least(client, path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    queries = len(captured)
    times = []
    for _turn in range(TURNS):
        started = time.perf_counter()
        client.get(path)
        times.append(time.perf_counter() - started)
    return min(times) * 1000, queries


if __name__ == "__main__":
    main()
