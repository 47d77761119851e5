"""A release page from nginx's cache, beside the same bytes that nginx sends from a file.

    python benchmarks/behind_nginx.py [--postgres]

nginx runs with deploy/nginx.conf, but for HTTPS; the file is sent by another server of the same nginx, which
writes the same line into its log. wrk asks for each in turn, plain and compressed.
"""

import argparse
import http.client
import statistics
import tempfile
from pathlib import Path

import archive
import wrk
from serving import PORT, processor_time, server

from tests import nginx
from tests.processes import free_port

ROUNDS = 5
FILES = """
server {{
    listen 127.0.0.1:{port};
    access_log {folder}/files.log press;
    root {folder};
    types {{ }}
    default_type "text/html; charset=utf-8";
}}
"""


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    archive.add_options(parser)
    parser.add_argument("--seconds", type=int, default=5, help="of each round")
    parser.add_argument("--connections", type=int, default=50)
    options = parser.parse_args()
    variables = archive.prepare(options)
    [address, *_others] = archive.release_addresses(variables)
    with tempfile.TemporaryDirectory(prefix="press-nginx-") as name, server("carnot_site.wsgi", variables, 2):
        folder, files = Path(name), free_port()
        beside = FILES.format(port=files, folder=folder)
        with nginx.running(folder, PORT, Path(variables["VAR_DIR"]), beside) as proxy:
            cached, file = f"http://127.0.0.1:{proxy.port}{address}", f"http://127.0.0.1:{files}/page"
            for encoding in ("identity", "br"):
                size = _keep(folder, address, encoding)
                headers = [f"Accept-Encoding: {encoding}"]
                rounds = [
                    [_asked(url, proxy.workers, headers, options) for url in (cached, file)]
                    for _round in range(ROUNDS)
                ]
                _compare(f"{encoding}, {size} bytes", rounds)


def _keep(folder, address, encoding):
    connection = http.client.HTTPConnection(archive.HOST, PORT)
    connection.request("GET", address, headers={"Accept-Encoding": encoding})
    return (folder / "page").write_bytes(connection.getresponse().read())


def _asked(url, workers, headers, options):
    """(answers a second, answers in a second of nginx's own processor time)"""
    before = sum(map(processor_time, workers))
    load = wrk.run(url, connections=options.connections, seconds=options.seconds, headers=headers)
    if load.failed or load.refused:
        raise SystemExit(f"{url}: {load.failed} without an answer, {load.refused} refused")
    return load.per_second, load.requests / (sum(map(processor_time, workers)) - before)


def _compare(title, rounds):
    """The median of the rounds: both were asked right after each other in each."""
    print(title)
    for place, what in enumerate(["a second", "a second of nginx's processor time"]):
        cached, file = (statistics.median(pair[which][place] for pair in rounds) for which in (0, 1))
        ratio = statistics.median(pair[0][place] / pair[1][place] for pair in rounds)
        print(f"  {cached:7.0f} {what} from the cache, {file:7.0f} from a file: {ratio:.2f}")


if __name__ == "__main__":
    main()
