"""Texts of 3,000 words in each language, made of the demonstration's, and the time of work on them."""

import json
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
WORDS = 3_000


def set_up():
    """Django as a worker of the server has it, with an empty database in memory."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
        "SECRET_KEY": "benchmark-" * 6,
        "ALLOWED_HOSTS": "testserver",
        "DATABASE_URL": "sqlite:///:memory:",
    }
    sys.path.insert(0, str(ROOT))
    import django

    from carnot_site.startup import keep_what_is_loaded

    django.setup()
    keep_what_is_loaded()


def rounds(usual):
    return int(sys.argv[1]) if len(sys.argv) > 1 else usual


def bodies():
    """{language: HTML}: releases one behind the other."""
    found = {"fr": "", "en": ""}
    for row in json.loads((FIXTURES / "more_releases.json").read_text()):
        if row["model"] == "releases.release" and row["fields"]["body_fr"] and row["fields"]["body_en"]:
            for code in found:
                found[code] += row["fields"][f"body_{code}"]
        if len(found["en"].split()) >= WORDS:
            break
    return found


def one_more_sentence(body, number):
    """In its first block, as while somebody types."""
    return body.replace("</p>", f" It took {number} more days.</p>", 1)


def seconds(work):
    """Of the processor, queries to SQLite included."""
    before = time.process_time()
    work()
    return time.process_time() - before


def report(title, times):
    slow = statistics.quantiles(times, n=20)[-1]
    print(f"{title}: median {statistics.median(times) * 1000:.1f} ms, 19 of 20 within {slow * 1000:.1f} ms")


def report_words(texts):
    print(" and ".join(f"{len(text.split()):,}" for text in texts.values()) + " words")
