"""What it costs that SQLite waits for the disk: python benchmarks/sqlite_writes.py [turns]

Each turn is a process with a database of its own in a temporary folder (TMPDIR chooses the disk), first with
synchronous=NORMAL, then with FULL as the site has it: 200 saves of a release, an import of 5,000 new people.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODES, SAVES, PEOPLE = ("NORMAL", "FULL"), 200, 5_000


def measure(mode: str, folder: str) -> dict[str, float]:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
        "SECRET_KEY": "benchmark-" * 6,
        "ALLOWED_HOSTS": "localhost",
        "VAR_DIR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/benchmark.sqlite3",
    }
    sys.path.insert(0, str(ROOT))
    # The settings are read from the environment above.
    import django
    from django.conf import settings

    options = settings.DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", f"synchronous={mode}")
    django.setup()
    # What is imported is there once Django is set up.
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return {"save": saves(), "import": imported()}


def saves() -> float:
    """Milliseconds of one save of a release, its transaction included; the median."""
    # Models are there once Django is set up.
    from django.db import transaction

    from releases.models import Release

    release = Release.objects.create(title_fr="Un titre", body_fr="<p>Un texte.</p>" * 200)
    taken = []
    for number in range(SAVES):
        start = time.perf_counter()
        with transaction.atomic():
            release.title_fr = f"Un titre {number}"
            release.save()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def imported() -> float:
    """Seconds to apply an import of new people that was looked through before."""
    # Models are there once Django is set up.
    from django.contrib.auth.models import User
    from django.core.files.base import ContentFile

    from exchange.importing import jobs, running, source_file

    lines = [f"Zoé;Durand {number};zoe{number}@example.org" for number in range(PEOPLE)]
    text = "\n".join(["Prénom;Nom;E-mail", *lines])
    actor = User.objects.create(username="benchmark")
    job = source_file.upload(ContentFile(text.encode(), "people.csv"), "contact", actor)
    for step in ("check", "apply"):
        start = time.perf_counter()
        jobs.claim(job, step)
        running.run(job, step)
        job.refresh_from_db()
    if job.state != "applied":
        sys.exit(f"The import did not go through: {job.state} {job.counts} {job.problem}")
    return time.perf_counter() - start


def main(turns: int) -> None:
    results = {mode: [] for mode in MODES}
    for _turn in range(turns):
        for mode in MODES:
            with tempfile.TemporaryDirectory(prefix="press-benchmark-") as folder:
                command = [sys.executable, __file__, mode, folder]
                done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
            results[mode].append(json.loads(done.stdout.splitlines()[-1]))
    for mode, turns_of_mode in results.items():
        save, whole = (statistics.median(turn[what] for turn in turns_of_mode) for what in ("save", "import"))
        print(f"{mode:7} one save {save:6.2f} ms   import of {PEOPLE} {whole:5.1f} s")


if sys.argv[1:] and sys.argv[1] in MODES:
    print(json.dumps(measure(*sys.argv[1:])))
else:
    main(int(sys.argv[1]) if sys.argv[1:] else 3)
