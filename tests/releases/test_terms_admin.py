"""The list of terms and their form, and who may keep them."""

import pytest
from django.urls import reverse

from releases.models import Term
from tests.builders import make_term
from tests.releases import desk

pytestmark = pytest.mark.django_db
LIST = "/admin/releases/term/"
ADD = "/admin/releases/term/add/"


def listed(client, **query):
    return [str(term) for term in client.get(LIST, query).context["cl"].result_list]


def test_they_stand_beside_boilerplates_and_topics(client):
    desk.sign_in(client, "writer")
    page = client.get("/admin/releases/boilerplate/").content.decode()
    assert f'href="{LIST}"' in page
    assert "Terms of the house" in page


def test_they_are_found_by_any_of_their_forms_and_their_note(client):
    make_term(
        "directeur de la recherche", "director of research", other_forms_en="head of science", note="RH"
    )
    make_term("label Carnot", "Carnot label")
    desk.sign_in(client, "writer")
    for words in ("directeurs", "Director", "heads", "rh"):
        assert listed(client, q=words) == ["director of research"]
    assert len(listed(client)) == 2
    assert listed(client, kind__exact="programme") == []


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        ("writer", {"view", "add", "change", "export"}),
        ("publisher", {"view", "add", "change", "delete", "export", "import"}),
        ("translator", {"view"}),
        ("contacts", set()),
    ],
)
def test_each_role_may_do_its_part(role, acts):
    user = desk.make_user(role)
    every = ("view", "add", "change", "delete", "export", "import")
    assert {act for act in every if user.has_perm(f"releases.{act}_term")} == acts


def test_the_form_makes_one(client):
    desk.sign_in(client, "writer")
    new = {
        "form_fr": "label Carnot",
        "form_en": "Carnot label",
        "other_forms_en": "Carnot seal\n\n Carnot seal \n",
    }
    assert desk.save(client, ADD, **new).status_code == 302
    term = Term.objects.get()
    assert term.forms() == {"fr": "label Carnot", "en": "Carnot label"}
    assert (term.others("en"), term.is_active, term.kind) == (["Carnot seal"], True, "expression")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Give the form of the house in at least one language."),
        ({"form_fr": "!?"}, "A form has at least one letter or digit."),
        ({"form_fr": "a", "other_forms_fr": "b\na"}, "“a” is the form of the house."),
        ({"form_fr": "a", "other_forms_fr": "…"}, "“…” has no letter or digit."),
        ({"form_fr": "a", "other_forms_en": "b"}, "Other forms are given in this language"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(client, sent, sentence):
    desk.sign_in(client, "writer")
    response = desk.save(client, ADD, **sent)
    assert sentence in response.content.decode()
    assert not Term.objects.exists()


def test_a_second_one_with_the_same_forms_is_refused(client):
    make_term("jumeau numérique", "digital twin")
    desk.sign_in(client, "writer")
    same = {"form_fr": "jumeau numérique", "form_en": "digital twin"}
    assert "There is a term with these forms already." in desk.save(client, ADD, **same).content.decode()
    assert desk.save(client, ADD, **{**same, "form_en": "twin"}).status_code == 302
    term = Term.objects.first()
    change = reverse("admin:releases_term_change", args=[term.pk])
    assert desk.save(client, change, note="Since 2020.").status_code == 302


def test_it_opens_from_the_list(client):
    term = make_term("label Carnot")
    desk.sign_in(client, "publisher")
    assert reverse("admin:releases_term_change", args=[term.pk]) in client.get(LIST).content.decode()
