"""What the checks of a release cost: python benchmarks/checks.py [rounds]

A release of 3,000 words in each language: once with nothing kept of it, parity included, then one block of
it, as while somebody types.
"""

import long_texts
from long_texts import one_more_sentence, report, seconds


def main():
    long_texts.set_up()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("loaddata", "organisations", "contacts", verbosity=0)
    _measure(long_texts.rounds(20))


def _measure(rounds):
    from releases.workflow.checks import CHECKS

    release, bodies = _release(), long_texts.bodies()
    typed = [check for check in CHECKS.values() if check.as_typed]
    block = release.body_en[: release.body_en.index("</p>") + 4]
    whole, changed = [], []
    for number in range(rounds):
        _forget()
        whole.append(seconds(lambda: _look_at_all(release)))
        release.body_fr, release.body_en = "", one_more_sentence(block, number)
        changed.append(seconds(lambda: _examination(release, "en").findings(typed)))
        release.body_fr, release.body_en = bodies.values()
    long_texts.report_words(bodies)
    report(f"both languages, {len(CHECKS)} checks", whole)
    report("one block changed", changed)


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

    bodies = long_texts.bodies()
    texts = {f"body_{code}": body for code, body in bodies.items()}
    heads = {f"{field}_{code}": field for field in ("title", "standfirst", "city", "slug") for code in bodies}
    release = Release.objects.create(**texts, **heads)
    for contact in Contact.objects.filter(is_press_contact=True):
        ReleaseContact.objects.create(release=release, contact=contact)
    return release


if __name__ == "__main__":
    main()
