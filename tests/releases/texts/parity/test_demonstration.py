import io
import random

import pytest
from django.core.management import call_command

from releases.texts.parity import differences

from . import demonstration

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ERRORS = 400


@pytest.fixture
def loaded(settings, tmp_path, monkeypatch):
    settings.DEMO = True
    settings.VAR_DIR = tmp_path
    monkeypatch.setenv("DEMO_PASSWORD", "chosen for the demonstration")
    call_command("demo", verbosity=0, stdout=io.StringIO())


def test_its_approved_texts_say_the_same_and_every_error_in_them_is_found(loaded):
    known, texts = demonstration.names(), demonstration.texts()
    assert len(texts) >= 30
    for french, english in texts:
        assert differences(french, "fr", english, "en", known) == []
        assert differences(english, "en", french, "fr", known) == []
    chance, planted, missed = random.Random(12), 0, []
    while planted < ERRORS:
        pair, place = list(chance.choice(texts)), chance.randrange(2)
        if error := demonstration.with_error(pair[place], ("fr", "en")[place], chance, known):
            before, after, pair[place] = error
            planted += 1
            found = differences(pair[0], "fr", pair[1], "en", known)
            if not any(after in (each.in_source, each.in_translation)[place] for each in found):
                missed.append((before, after, pair[0]["title"], found))
    assert missed == []
