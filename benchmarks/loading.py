"""What it costs to bring releases to readers through the workflow, beside another commit of this repository.

    python benchmarks/loading.py 1000 --beside 4fbb3ba

Both are loaded in one run, in turns of 100 releases: each release is written in two languages at the desk,
submitted and approved in both. Each commit has a process and a database of its own: SQLite, or with
--postgres one of a server that the tests start. Prints processor time (the database server left out) and
queries for each release, and, by the profile of one turn more, how much of it the words of the search take.
"""

import argparse
import cProfile
import datetime
import io
import json
import os
import pstats
import random
import subprocess
import sys
import tarfile
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TURN = 100
STEPS = ("write", "submit", "approve")
FIXTURES = ("organisations", "contacts", "boilerplates", "topics")
SEARCH = ("common/search", "common/analysis")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", type=int, nargs="?", default=1000)
    parser.add_argument("--beside", metavar="COMMIT")
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="press-benchmark-") as folder:
        trees = {"now": ROOT}
        if options.beside:
            trees = {options.beside: _checked_out(options.beside, Path(folder, "beside")), **trees}
        databases = _databases(trees, folder, options.postgres)
        workers = {name: _start(tree, Path(folder, name), databases[name]) for name, tree in trees.items()}
        turns = {name: [] for name in workers}
        for start in range(0, options.number, TURN):
            for name, worker in workers.items():
                turns[name].append(_ask(worker, {"from": start, "profiled": False}))
        for name, worker in workers.items():
            search = _ask(worker, {"from": options.number, "profiled": True})["search"]
            worker.communicate()
            _print(name, turns[name], search)


def _checked_out(commit, folder):
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S603, S607
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
    return folder


def _databases(trees, folder, on_postgres):
    if not on_postgres:
        return {name: f"sqlite:///{folder}/{name}.sqlite3" for name in trees}
    sys.path.insert(0, str(ROOT))
    # Needs what only developers install.
    import psycopg

    from tests import postgres

    server = postgres.start()
    for name in trees:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
    return {name: server.replace("/postgres?", f"/{name}?") for name in trees}


def _start(tree, folder, database):
    folder.mkdir()
    variables = {
        "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
        "SECRET_KEY": "benchmark-" * 6,
        "ALLOWED_HOSTS": "localhost",
        "VAR_DIR": str(folder),
        "DATABASE_URL": database,
        "PYTHONPATH": str(tree),
    }
    command = [sys.executable, __file__, "--load"]
    return subprocess.Popen(  # noqa: S603
        command,
        cwd=tree,
        env=os.environ | variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _ask(worker, turn):
    worker.stdin.write(json.dumps(turn) + "\n")
    worker.stdin.flush()
    return json.loads(worker.stdout.readline())


def _print(name, turns, search):
    number = len(turns) * TURN
    for step in STEPS:
        seconds, queries = (sum(turn[step][place] for turn in turns) / number for place in (0, 1))
        print(f"{name:10} {step:8}{seconds * 1000:8.1f} ms {queries:7.1f} queries a release")
    seconds, queries = (sum(turn[step][place] for turn in turns for step in STEPS) for place in (0, 1))
    print(f"{name:10} {'all':8}{seconds / number * 1000:8.1f} ms {queries / number:7.1f} queries a release")
    print(
        f"{name:10} {number} releases {seconds:6.1f} s, of which words of the search {search:.0%}", flush=True
    )


class Load:
    """Runs in a process of its own, with the packages of its commit."""

    def __init__(self):
        # Django has to be set up before models are there.
        import django

        django.setup()
        from django.contrib.auth.models import Group, User
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("loaddata", *FIXTURES, verbosity=0)
        groups = {"writer": "writers", "publisher": "publishers"}
        self.users = {name: User.objects.create(username=name, is_staff=True) for name in groups}
        for name, group in groups.items():
            self.users[name].groups.add(Group.objects.get(name=group))
        from institutes.models import Contact, Institute, School
        from releases.models import Boilerplate, Topic

        self.rows = {
            model: list(model.objects.all()) for model in (Institute, School, Topic, Contact, Boilerplate)
        }

    def turn(self, start, profiled):
        profile = cProfile.Profile()
        spent = {step: [0.0, 0] for step in STEPS}
        if profiled:
            profile.enable()
        for number in range(start, start + TURN):
            with _measured(spent["write"]):
                release = self.write(number)
            self.publish(release, spent)
        profile.disable()
        return spent | {"search": _share_of_search(profile) if profiled else None}

    def write(self, number):
        # As above.
        from django.db import transaction

        from releases.models import Release, ReleaseBoilerplate, ReleaseContact

        chance = random.Random(number)  # noqa: S311
        with transaction.atomic():
            day = datetime.date(2010 + number % 10, 3, 1)
            release = Release.objects.create(issued_on=day, **_texts(number, chance))
            some = {model.__name__: chance.sample(rows, 2) for model, rows in self.rows.items()}
            release.institutes.add(*some["Institute"])
            release.schools.add(*some["School"])
            release.topics.add(*some["Topic"])
            ReleaseContact.objects.bulk_create(
                ReleaseContact(release=release, contact=contact) for contact in some["Contact"]
            )
            ReleaseBoilerplate.objects.bulk_create(
                ReleaseBoilerplate(release=release, boilerplate=boilerplate)
                for boilerplate in some["Boilerplate"]
            )
        return release

    def publish(self, release, spent):
        # As above.
        from releases import workflow

        for step, user in (("submit", self.users["writer"]), ("approve", self.users["publisher"])):
            together = getattr(workflow, f"{step}_together", None)
            with _measured(spent[step]):
                if together:
                    together(release, ("fr", "en"), user)
                    continue
                # Earlier commits take one language after the other.
                for language in ("fr", "en"):
                    getattr(workflow, step)(release, language, user)


def _texts(number, chance):
    """Some 3,000 characters in each language, in eight paragraphs, a list and two links."""
    words = [f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiouéè')}{n}tion" for n in range(200)]
    texts = {}
    for language in ("fr", "en"):
        paragraphs = [f"<p>{' '.join(chance.choices(words, k=45))}.</p>" for _ in range(8)]
        link = '<p>See <a href="https://example.org/page" rel="noopener">this page</a>.</p>'
        texts |= {
            f"title_{language}": f"Title {number} {' '.join(chance.choices(words, k=6))}",
            f"slug_{language}": f"title-{number}",
            f"standfirst_{language}": " ".join(chance.choices(words, k=40)),
            f"city_{language}": "Paris",
            f"body_{language}": "".join([*paragraphs, "<ul><li><p>A point</p></li></ul>", link, link]),
        }
    return texts


@contextmanager
def _measured(spent):
    # As above.
    from django.db import connection

    def count(execute, *arguments):
        spent[1] += 1
        return execute(*arguments)

    begun = time.process_time()
    with connection.execute_wrapper(count):
        yield
    spent[0] += time.process_time() - begun


def _share_of_search(profile):
    """Of the time of all, that in functions of the search when others call them."""
    stats = pstats.Stats(profile)
    inside = sum(
        cumulated
        for function, (*_own, callers) in stats.stats.items()
        if _is_search(function)
        for caller, (*_counts, cumulated) in callers.items()
        if not _is_search(caller)
    )
    return inside / stats.total_tt


def _is_search(function):
    # save() goes on to Django's, which writes the rest of the row.
    return any(name in function[0] for name in SEARCH) and not function[2].startswith("save")


if __name__ == "__main__":
    if sys.argv[1:] == ["--load"]:
        load = Load()
        for line in sys.stdin:
            asked = json.loads(line)
            print(json.dumps(load.turn(asked["from"], asked["profiled"])), flush=True)
    else:
        main()
