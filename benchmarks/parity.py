"""What comparing two languages of a text costs: python benchmarks/parity.py [rounds]

Releases of the demonstration, one behind the other, until there are 3,000 words in each language; once with
nothing kept of either text, once with one sentence changed in one block, as while somebody types.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
WORDS = 3_000


def main():
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
        "SECRET_KEY": "benchmark-" * 6,
        "ALLOWED_HOSTS": "testserver",
        # No query is made.
        "DATABASE_URL": "sqlite:///:memory:",
    }
    sys.path.insert(0, str(ROOT))
    # The settings are read from the environment above.
    import django

    django.setup()
    _measure(int(sys.argv[1]) if len(sys.argv) > 1 else 40)


def _measure(rounds):
    from releases.texts.parity import blocks, differences

    french, english, names = *_texts(), _names()
    whole, changed = [], []
    for number in range(rounds):
        blocks._facts.cache_clear()
        whole.append(_seconds(lambda: differences(french, "fr", english, "en", names)))
        text = {**english, "body": english["body"].replace("</p>", f" It took {number} more days.</p>", 1)}
        changed.append(_seconds(lambda text=text: differences(french, "fr", text, "en", names)))
    print(f"{len(french['body'].split()):,} and {len(english['body'].split()):,} words")
    print(f"whole: {_ms(whole)}")
    print(f"one block changed: {_ms(changed)}")


def _texts():
    bodies: dict[str, str] = {"fr": "", "en": ""}
    for row in json.loads((FIXTURES / "more_releases.json").read_text()):
        if row["model"] == "releases.release" and row["fields"]["body_fr"] and row["fields"]["body_en"]:
            for code in bodies:
                bodies[code] += row["fields"][f"body_{code}"]
        if len(bodies["en"].split()) >= WORDS:
            break
    return tuple({"title": "", "body": body} for body in bodies.values())


def _names():
    from releases.texts.parity import Names, name

    rows = json.loads((FIXTURES / "organisations.json").read_text())
    fields = [row["fields"] for row in rows if row["model"] == "institutes.organisation"]
    return Names(
        tuple(name(each["name_fr"], {"fr": each["name_fr"], "en": each["name_en"]}) for each in fields)
    )


def _seconds(act):
    start = time.process_time()
    act()
    return time.process_time() - start


def _ms(seconds):
    middle, of_twenty = statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=20)[-1] * 1000
    return f"median {middle:.1f} ms, 19 of 20 within {of_twenty:.1f} ms"


if __name__ == "__main__":
    main()
