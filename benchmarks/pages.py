"""Processor time of public pages, as a multiple of a bare Django view in the same run.

    python benchmarks/pages.py --releases 1000

Makes a demonstration with an archive of that many releases (once for each number, under --folder), starts the
production server with one worker on one core, asks for each page one after another over one connection, and
reads how much processor time the server has used. Hot pages are kept under the record's clock; cold ones are
made at each request (KEEP_PUBLIC_PAGES=0). DATABASE_URL names another database than SQLite, filled already.
"""

import argparse
import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
PORT = 8911
ROUNDS = 5


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--releases", type=int, default=1000)
    parser.add_argument("--requests", type=int, default=300, help="for each page and round")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "press-benchmarks"))
    options = parser.parse_args()
    variables = _variables(options.folder / f"archive-{options.releases}")
    pages = _prepare(variables, options.releases)
    with _server("benchmarks.bare", variables) as bare_pid:
        bare = _measure(bare_pid, {"bare view": lambda _n: "/"}, options.requests)["bare view"]
    print(f"{'bare view':34}{bare * 1e6:8.0f} µs")
    for title, kept in [("hot", "1"), ("cold", "0")]:
        with _server("carnot_site.wsgi", variables | {"KEEP_PUBLIC_PAGES": kept}) as pid:
            for name, seconds in _measure(pid, pages, options.requests).items():
                print(f"{title + ' ' + name:34}{seconds * 1e6:8.0f} µs{seconds / bare:8.2f} ×")


def _variables(folder):
    return os.environ | {
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
        "PYTHONPATH": str(ROOT),
        "VAR_DIR": str(folder),
        "PORT": str(PORT),
    }


def _manage(variables, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def _prepare(variables, releases):
    """Addresses by name; of releases and missing pages another one at each request."""
    folder = Path(variables["VAR_DIR"])
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "secret_key").write_text("for-a-benchmark-only-" * 4)
        _manage(variables, "migrate", "--verbosity=0")
        _manage(variables, "collectstatic", "--no-input", "--verbosity=0")
        _manage(variables, "demo")
        _manage(variables, "make_archive", str(releases))
        _manage(variables, "render_editions")
        (folder / "ready").touch()
    query = (
        "from releases.models import Edition; "
        "live = Edition.objects.live(language='fr').select_related('address').order_by('-id')[:200]; "
        "print('\\n'.join(edition.get_absolute_url() for edition in live))"
    )
    addresses = _manage(variables, "shell", "--no-imports", "--command", query).split()
    return {
        "home": lambda _number: "/fr/",
        "list": lambda _number: "/fr/communiques/",
        "page of the list": lambda number: f"/fr/communiques/?page={number % (releases // 25) + 1}",
        "release": lambda number: addresses[number % len(addresses)],
        "institute": lambda _number: "/fr/instituts/telecom-societe-numerique/",
        "missing release": lambda number: f"/fr/communiques/2020/nothing-{number}/",
        "missing page": lambda number: f"/fr/nothing-{number}/",
    }


@contextmanager
def _server(application, variables):
    """The process id of its one worker, which has one core to itself."""
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:benchmarks.server", application]
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(  # noqa: S603
            [*gunicorn, "--bind", f"127.0.0.1:{PORT}"], cwd=ROOT, env=variables, stdout=log, stderr=log
        )
        try:
            yield _worker(process)
        finally:
            process.terminate()
            process.wait()


def _worker(process):
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _attempt in range(300):
        time.sleep(0.1)
        try:
            http.client.HTTPConnection("127.0.0.1", PORT, timeout=5).request("GET", "/")
            [worker] = children.read_text().split()
        except (OSError, ValueError):
            continue
        os.sched_setaffinity(int(worker), {max(os.sched_getaffinity(0))})
        return int(worker)
    raise SystemExit("The server did not start.")


def _measure(pid, pages, requests):
    """Seconds of processor time by request: of each page the median of several rounds, all pages in turn."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    rounds = {name: [] for name in pages}
    for number in range(ROUNDS + 1):
        for name, address in pages.items():
            before = _used(pid)
            for place in range(requests):
                connection.request("GET", address(number * requests + place))
                connection.getresponse().read()
            # The first round warms up.
            if number:
                rounds[name].append((_used(pid) - before) / requests)
    return {name: statistics.median(seconds) for name, seconds in rounds.items()}


def _used(pid):
    """Processor time of all threads; to the nanosecond where the kernel counts so, else by ticks."""
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
    except OSError:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


if __name__ == "__main__":
    main()
