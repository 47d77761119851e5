"""A crowd reads one release while it is corrected every second; then somebody tries to fill the memory.

    python benchmarks/crowd.py [--postgres]

200 connections ask the production server's two workers for one page, first directly, then through nginx with
deploy/nginx.conf (but for HTTPS), while another reader looks how old each answer is. Then 200,000 different
addresses and junk parameters, and what the workers hold in memory before and after. Ends with 1 where an
answer failed, was older than allowed, or a worker grew by more than what it may keep.
"""

import argparse
import http.client
import os
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import archive
import wrk
from serving import PORT, server

from tests import nginx

# Seconds that an answer may be behind what is approved: docs/cache.md.
ALLOWED = {"direct": 1.0, "behind nginx": 3.0}
# Kilobytes: the 1,000 pages that a process keeps, and what Python leaves lying about.
MAY_GROW = 40_000
JUNK = Path(__file__).with_name("junk.lua")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    archive.add_options(parser)
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--junk", type=int, default=200_000)
    options = parser.parse_args()
    variables = archive.prepare(options)
    [address, *_others] = archive.release_addresses(variables)
    print(f"load before: {os.getloadavg()[0]:.2f}")
    with ExitStack() as stack:
        workers = stack.enter_context(server("carnot_site.wsgi", variables, 2))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="press-nginx-")))
        proxy = stack.enter_context(nginx.running(folder, PORT, Path(variables["VAR_DIR"])))
        corrections = _corrections(variables, address)
        kept = [
            _crowd(name, port, address, corrections, options)
            for name, port in [("direct", PORT), ("behind nginx", proxy.port)]
        ]
        kept.append(_fill_memory(workers, address, options))
    raise SystemExit(not all(kept))


def _corrections(variables, address):
    os.environ.update(variables)
    # The settings are read from the environment.
    import django

    django.setup()
    # What is imported is there once Django is set up.
    from corrections import Corrections

    return Corrections(address)


class _Reader(threading.Thread):
    """Asks over a new connection each time, so that every worker answers."""

    def __init__(self, port, address):
        super().__init__()
        self.port, self.address = port, address
        self.ended = False
        self.seen = []
        self.failed = 0

    def run(self):
        while not self.ended:
            asked_at = time.monotonic()
            connection = http.client.HTTPConnection(archive.HOST, self.port, timeout=30)
            try:
                connection.request("GET", self.address)
                answer = connection.getresponse()
                self.seen.append((answer.read(), asked_at))
                self.failed += answer.status != 200
            except OSError:
                self.failed += 1
            connection.close()
            time.sleep(0.02)


def _crowd(name, port, address, corrections, options):
    reader = _Reader(port, address)
    before = len(corrections.made_at)
    load = wrk.start(
        f"http://{archive.HOST}:{port}{address}", connections=options.connections, seconds=options.seconds
    )
    reader.start()
    while load.poll() is None:
        next_at = time.monotonic() + 1
        corrections.make()
        time.sleep(max(0, next_at - time.monotonic()))
    reader.ended = True
    reader.join()
    told = wrk.result(load)
    oldest = max(corrections.age(*each) for each in reader.seen)
    failed = told.failed + told.refused + reader.failed
    print(
        f"{name}: {len(corrections.made_at) - before} corrections; {told.requests} answers, "
        f"{told.per_second:.0f} a second, {failed} failed; half within {told.median:.0f} ms, "
        f"99 of 100 within {told.p99:.0f} ms; of {len(reader.seen)} looked at "
        f"the oldest was replaced {max(0, oldest):.2f} s before it was asked for"
    )
    return not failed and oldest <= ALLOWED[name]


def _fill_memory(workers, address, options):
    before = [_memory(worker) for worker in workers]
    requests = runs = failed = 0
    while requests < options.junk:
        script = (JUNK, address, str(runs))
        told = wrk.run(f"http://{archive.HOST}:{PORT}/", connections=8, seconds=20, script=script)
        requests, runs, failed = requests + told.requests, runs + 1, failed + told.failed
    print(f"{requests} different addresses: {failed} without an answer")
    grown = []
    for worker, (rss, pss) in zip(workers, before, strict=True):
        rss_after, pss_after = _memory(worker)
        grown.append(pss_after - pss)
        print(f"  worker: RSS {rss} kB, then {rss_after} kB; PSS {pss} kB, then {pss_after} kB")
    return not failed and max(grown) < MAY_GROW


def _memory(pid):
    """Kilobytes: RSS, and PSS, which shares out what several processes hold together."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {name: int(size) for name, size, _unit in map(str.split, lines)}
    return sizes["Rss:"], sizes["Pss:"]


if __name__ == "__main__":
    main()
