"""What the checks of a release cost: python benchmarks/checks.py [rounds]

A release of 3,000 words in each language, made of those of the demonstration: once with nothing kept of it,
parity included, then one block of it, as while somebody types. Processor time, queries to SQLite included.
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
        "DATABASE_URL": "sqlite:///:memory:",
    }
    sys.path.insert(0, str(ROOT))
    # The settings are read from the environment above.
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("loaddata", "organisations", "contacts", verbosity=0)
    _measure(int(sys.argv[1]) if len(sys.argv) > 1 else 20)


def _measure(rounds):
    from releases.workflow.checks import CHECKS

    release = _release()
    typed = [check for check in CHECKS.values() if check.as_typed]
    block = release.body_en[: release.body_en.index("</p>") + 4]
    whole, changed = [], []
    for number in range(rounds):
        _forget()
        whole.append(_seconds(lambda: _look_at_all(release)))
        release.body_fr, text = "", release.body_fr
        before, release.body_en = release.body_en, block.replace("</p>", f" It took {number} more days.</p>")
        changed.append(_seconds(lambda: _examination(release, "en").findings(typed)))
        release.body_fr, release.body_en = text, before
    print(
        f"{len(release.body_fr.split()):,} and {len(release.body_en.split()):,} words, {len(CHECKS)} checks"
    )
    print(f"both languages: {_ms(whole)}")
    print(f"one block changed: {_ms(changed)}")


def _look_at_all(release):
    for language in ("fr", "en"):
        examination = _examination(release, language)
        _all = examination.refusing, examination.refusing_approval, examination.warnings


def _examination(release, language):
    from releases.workflow.checks import Examination

    return Examination(release, language)


def _forget():
    from releases.texts.parity import blocks
    from releases.workflow import parity

    blocks._facts.cache_clear()
    parity._differences.cache_clear()


def _release():
    from institutes.models import Contact
    from releases.models import Release, ReleaseContact

    bodies = {"fr": "", "en": ""}
    for row in json.loads((FIXTURES / "more_releases.json").read_text()):
        if row["model"] == "releases.release" and row["fields"]["body_fr"] and row["fields"]["body_en"]:
            for code in bodies:
                bodies[code] += row["fields"][f"body_{code}"]
        if len(bodies["en"].split()) >= WORDS:
            break
    texts = {f"body_{code}": body for code, body in bodies.items()}
    heads = {f"{field}_{code}": field for field in ("title", "standfirst", "city", "slug") for code in bodies}
    release = Release.objects.create(**texts, **heads)
    for contact in Contact.objects.filter(is_press_contact=True):
        ReleaseContact.objects.create(release=release, contact=contact)
    return release


def _seconds(work):
    before = time.process_time()
    work()
    return time.process_time() - before


def _ms(seconds):
    ordered = sorted(seconds)
    slow = ordered[int(len(ordered) * 0.95)]
    return f"median {statistics.median(ordered) * 1000:.0f} ms, 19 of 20 {slow * 1000:.0f} ms"


if __name__ == "__main__":
    main()
