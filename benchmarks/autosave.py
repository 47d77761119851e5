"""What a save by itself costs: python benchmarks/autosave.py [saves]

A release of 3,000 words in each language, in an SQLite database of its own; each save sends the body of one
language, in which one sentence more was written, as the form does: compressed, over the test client with the
middleware of the site. A beat of the form that writes nothing is measured beside it.
"""

import gzip
import json
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS, PARAGRAPH = 3_000, 60


def main():
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory(prefix="press-benchmark-") as folder:
        _start(folder)
        _measure(saves)


def _start(folder):
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
        "SECRET_KEY": "benchmark-" * 6,
        "ALLOWED_HOSTS": "testserver",
        "SECURE_SSL_REDIRECT": "0",
        "VAR_DIR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/benchmark.sqlite3",
    }
    sys.path.insert(0, str(ROOT))
    # The settings are read from the environment above.
    import django
    from django.core.management import call_command

    from carnot_site.startup import keep_what_is_loaded

    django.setup()
    keep_what_is_loaded()
    call_command("migrate", verbosity=0)


def _body(chance):
    """Words of many lengths and letters: less alike than those of a language, so compressed less."""
    words = ["".join(chance.choices("aàbcdeéèfghilmnopqrstuv", k=chance.randint(2, 9))) for _ in range(WORDS)]
    paragraphs = [words[place : place + PARAGRAPH] for place in range(0, WORDS, PARAGRAPH)]
    return "".join(f"<p>{' '.join(paragraph)}.</p>" for paragraph in paragraphs)


def _measure(saves):
    # Models are there once Django is set up.
    from django.test import Client

    from tests.builders import make_release, make_user

    chance = random.Random(3)  # noqa: S311 - the same words at each run
    body = _body(chance)
    release = make_release(body_fr=body, body_en=_body(chance))
    client = Client()
    client.force_login(make_user("writer"))
    address = f"/admin/releases/release/{release.pk}"
    answer = _post(client, f"{address}/presence/", 1, {}, {})[0]
    saved, beats, sizes = [], [], []
    for number in range(saves):
        body += f"<p>Encore une phrase, la {number}e.</p>"
        answer, seconds, size = _post(
            client, f"{address}/autosave/", answer["revision"], answer["digests"], {"body_fr": body}
        )
        saved.append(seconds)
        sizes.append(size)
        beats.append(_post(client, f"{address}/presence/", answer["revision"], answer["digests"], {})[1])
    print(f"save: {_ms(saved)} of processor time, {max(sizes):,} bytes sent at most")
    print(f"beat: {_ms(beats)} of processor time")


def _post(client, url, revision, opened, texts):
    sent = {"page": "a", "language": "fr", "revision": revision, "opened": opened, "texts": texts}
    body = gzip.compress(json.dumps(sent, ensure_ascii=False).encode(), compresslevel=6)
    start = time.process_time()
    response = client.post(url, body, content_type="application/json", headers={"Content-Encoding": "gzip"})
    seconds = time.process_time() - start
    answer = response.json()
    if texts and not answer["saved"]:
        raise RuntimeError("Nothing was saved")
    return answer, seconds, len(body)


def _ms(seconds):
    middle, of_twenty = statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=20)[-1] * 1000
    return f"median {middle:.1f} ms, 19 of 20 within {of_twenty:.1f} ms"


if __name__ == "__main__":
    main()
