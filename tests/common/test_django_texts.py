import gettext
import json
import re
from pathlib import Path

import django
import pytest
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.django_texts import TEXTS

DJANGO = Path(django.__file__).parent
STRAIGHT = re.compile(r"\w'\w| [:;?!»]|« ")


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_of_django_reads_as_ours_do(text):
    folders = [DJANGO / folder / "locale" for folder in ("conf", "contrib/admin", "contrib/auth")]
    theirs = [gettext.translation("django", folder, ["fr"]).gettext(text) for folder in folders]
    assert {*theirs} != {text}, "Django has no such text any more"
    with override("fr"):
        assert not STRAIGHT.search(_(text))


def test_scripts_are_given_typographic_apostrophes(rf):
    with override("fr"):
        script = admin.site.i18n_javascript(rf.get("/")).content.decode()
    catalogue = json.loads(re.search(r"newcatalog = (\{.*?\});", script, re.DOTALL)[1])
    assert catalogue["Today"] == "Aujourd’hui"
    assert not [text for text in catalogue.values() if re.search(r"\w'\w", str(text).strip("[]'"))]


@pytest.mark.parametrize(
    ("text", "heading"),
    [("Add %s", "Ajouter école"), ("Change %s", "Modifier école"), ("View %s", "Consulter école")],
)
def test_the_heading_of_a_form_elides_nothing(text, heading):
    with override("fr"):
        assert _(text) % "école" == heading
