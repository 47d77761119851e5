"""What pages of results cost that are not kept, with 1,000, 10,000 and 100,000 releases.

    python benchmarks/search.py [--sizes 1000 10000 100000] [--postgres]

Makes an archive of each size (see scale.py) and asks the production server, with one worker, for each search:
milliseconds until the page is there, and the worker's processor time as a multiple of a bare Django view in
the same run; of each the least of all rounds. Each search is typed with other signs behind it: none is kept,
but for the last.
"""

import argparse
import http.client
import os
import time
from contextlib import ExitStack
from urllib.parse import quote

import archive
from serving import PORT, processor_time, server

ROUNDS, REQUESTS = 4, 10
SEARCHES = {
    "a word of one release": "Cévennes",
    "a reference": "CP-2020-001",
    "a word of many titles": "capteur",
    "a word of all texts": "le",
    "a word of boilerplates": "carnot",
    "the beginning of a word": "numér",
    "the beginning of many": "con",
    "two common words": "picory donne",
    "three words": "capteur imprimante territoires",
    "a word left out": "le -capteur",
    "a phrase": '"capteur de qualité"',
    "a phrase that nothing has": '"le donne"',
    "a word of the other language": "the",
    "nothing": "zzzqq",
}
AGAIN = "a word of many titles, again"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    archive.add_options(parser)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options = parser.parse_args()
    found = {}
    for size in options.sizes:
        options.releases = size
        found[size] = _measured(archive.prepare(options))
    print("".join([f"{'':32}", *(f"{size:>24,}" for size in found)]))
    for name in ("bare view", "list", *SEARCHES, AGAIN):
        cells = (f"{ms:10.1f} ms {times:7.1f} ×" for ms, times in (found[size][name] for size in found))
        print("".join([f"{name:32}", *(f"{cell:>24}" for cell in cells)]))


def _measured(variables):
    """{name: milliseconds, multiple of the bare view}"""
    with ExitStack() as stack:
        bare = _started(stack, "benchmarks.bare", variables, PORT)
        site = _started(stack, "carnot_site.wsgi", variables | {"KEEP_PUBLIC_PAGES": "0"}, PORT + 1)
        asked = {"bare view": (bare, lambda _number: "/"), "list": (site, lambda _number: "/fr/communiques/")}
        asked |= {name: (site, _address_of(typed)) for name, typed in SEARCHES.items()}
        asked[AGAIN] = site, lambda _number: "/fr/communiques/?q=capteur"
        rounds = {name: [] for name in asked}
        for number in range(ROUNDS + 1):
            for name, (worker, address) in asked.items():
                cost = _cost(*worker, map(address, range(number * REQUESTS, (number + 1) * REQUESTS)))
                # The first round warms up.
                if number:
                    rounds[name].append(cost)
    least = {name: [min(costs) for costs in zip(*each, strict=True)] for name, each in rounds.items()}
    [_ms, unit] = least["bare view"]
    return {name: (ms, used / unit) for name, (ms, used) in least.items()}


def _address_of(typed):
    def address(number):
        signs = f"{number:b}".replace("0", "!").replace("1", "?")
        return f"/fr/communiques/?q={quote(f'{typed} {signs}')}"

    return address


def _started(stack, application, variables, port):
    [worker] = stack.enter_context(server(application, variables, port=port))
    os.sched_setaffinity(worker, {max(os.sched_getaffinity(0))})
    return worker, http.client.HTTPConnection(archive.HOST, port, timeout=60)


def _cost(worker, connection, addresses):
    """Milliseconds of the quickest; processor time of one, on average."""
    before, times = processor_time(worker), []
    for address in addresses:
        started = time.perf_counter()
        connection.request("GET", address)
        connection.getresponse().read()
        times.append(time.perf_counter() - started)
    return min(times) * 1000, (processor_time(worker) - before) / len(times)


if __name__ == "__main__":
    main()
