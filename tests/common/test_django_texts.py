import gettext
import json
import re
from pathlib import Path

import django
import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.django_texts import SCRIPT_TEXTS, TEXTS
from tests.releases import desk

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
    assert not [text for text in catalogue.values() if re.search(r"\w\(\w+\)", str(text))]
    assert set(SCRIPT_TEXTS) < set(catalogue)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Add %s", "Ajouter\u00a0: école"),
        ("Change %s", "Modifier\u00a0: école"),
        ("View %s", "Consulter\u00a0: école"),
    ],
)
def test_the_heading_of_a_form_elides_nothing(text, heading):
    with override("fr"):
        assert _(text) % "école" == heading


@pytest.mark.django_db
def test_the_colon_of_a_line_has_its_blank_in_french(client):
    desk.sign_in(client, "contacts", speaks="fr")
    page = client.get("/admin/institutes/contact/add/").content.decode()
    assert "<b>Numéro de téléphone\u00a0:</b>" in page
    assert not re.search(r"\w:</b>", page)


@pytest.mark.django_db
def test_what_was_saved_is_said_without_an_article(client):
    desk.sign_in(client, "publisher", speaks="fr")
    response = desk.save(client, desk.ADD, title_fr="Essai", follow=True)
    [told] = response.context["messages"]
    assert str(told).startswith("Ajout enregistré\u00a0: communiqué de presse «\u00a0")
    page = client.get(reverse("admin:releases_topic_add")).content.decode()
    assert "<h1>Nouveau thème</h1>" in page
