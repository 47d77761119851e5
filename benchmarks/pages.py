"""Processor time of public pages, as a multiple of a bare Django view in the same run.

    python benchmarks/pages.py --releases 1000 [--postgres]

Makes a demonstration with an archive of that many releases (once for each number, under --folder), starts the
production server with one worker on one core, asks for each page one after another over one connection, and
reads how much processor time the worker has used. Hot pages are kept under the record's clock; cold ones are
made at each request (KEEP_PUBLIC_PAGES=0). The three servers, the bare one among them, take turns.
"""

import argparse
import http.client
import os
from contextlib import ExitStack
from typing import NamedTuple

import archive
from serving import PORT, processor_time, server

ROUNDS = 5


class Server(NamedTuple):
    worker: int
    connection: http.client.HTTPConnection
    # Addresses by name: the number of the request says which.
    pages: dict


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    archive.add_options(parser)
    parser.add_argument("--requests", type=int, default=300, help="for each page and round")
    options = parser.parse_args()
    variables = archive.prepare(options)
    pages = _pages(archive.release_addresses(variables), options.releases)
    print(f"load before: {os.getloadavg()[0]:.2f}")
    with ExitStack() as stack:
        servers = [
            _started(stack, "benchmarks.bare", variables, PORT, {"bare view": lambda _number: "/"}),
            *(
                _started(
                    stack,
                    "carnot_site.wsgi",
                    variables | {"KEEP_PUBLIC_PAGES": kept},
                    PORT + number,
                    {f"{title} {name}": address for name, address in pages.items()},
                )
                for number, (title, kept) in enumerate([("hot", "1"), ("cold", "0")], start=1)
            ),
        ]
        measured = _measured(servers, options.requests)
    for name, seconds in measured.items():
        print(f"{name:34}{seconds * 1e6:8.0f} µs{seconds / measured['bare view']:8.2f} ×")


def _pages(releases, count):
    """Of releases and missing pages another one at each request."""
    return {
        "home": lambda _number: "/fr/",
        "list": lambda _number: "/fr/communiques/",
        "page of the list": lambda number: f"/fr/communiques/?page={number % (count // 25) + 1}",
        "release": lambda number: releases[number % len(releases)],
        "feed": lambda _number: "/fr/flux/atom.xml",
        "sitemap of all": lambda _number: "/sitemap.xml",
        "sitemap of releases": lambda _number: "/sitemap-fr-0.xml",
        "list as JSON": lambda _number: "/api/v1/releases/?language=fr",
        "list as ninjs": lambda _number: "/fr/communiques/ninjs.json",
        "institute": lambda _number: "/fr/instituts/telecom-societe-numerique/",
        "missing release": lambda number: f"/fr/communiques/2020/nothing-{number}/",
        "missing page": lambda number: f"/fr/nothing-{number}/",
    }


def _started(stack, application, variables, port, pages):
    [worker] = stack.enter_context(server(application, variables, port=port))
    os.sched_setaffinity(worker, {max(os.sched_getaffinity(0))})
    return Server(worker, http.client.HTTPConnection(archive.HOST, port, timeout=60), pages)


def _measured(servers, requests):
    """Seconds of processor time by request: of each page the least of several rounds, all pages in turn.

    What a busy machine adds is not the page's.
    """
    rounds = {}
    for number in range(ROUNDS + 1):
        for asked in servers:
            for name, address in asked.pages.items():
                used = _used(asked, address, range(number * requests, (number + 1) * requests))
                # The first round warms up.
                if number:
                    rounds.setdefault(name, []).append(used)
    return {name: min(seconds) for name, seconds in rounds.items()}


def _used(asked, address, numbers):
    # The server closes a connection that waited for its turn for long.
    asked.connection.close()
    asked.connection.connect()
    before = processor_time(asked.worker)
    for number in numbers:
        asked.connection.request("GET", address(number))
        asked.connection.getresponse().read()
    return (processor_time(asked.worker) - before) / len(numbers)


if __name__ == "__main__":
    main()
