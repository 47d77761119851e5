"""The memory offers what was approved in two languages, and nothing that was not."""

import io

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from institutes.people import erasure
from releases import workflow
from releases.models import ForgottenText, MemoryKey, MemoryPair, Release, ToRemember
from releases.workflow import record
from releases.workflow.memory import filling, offers
from tests.builders import (
    _anyone,
    make_contact,
    make_release,
    make_user,
    publish,
    schedule,
    withdraw,
    write_into_record,
)
from tests.examples import examples

pytestmark = pytest.mark.django_db

FRENCH = "Les deux instituts portent le label depuis 2006."
ENGLISH = "The two institutes have carried the label since 2006."
LONGER = "Les trois instituts portent le label depuis 2006."


def make(french=FRENCH, english=ENGLISH, **fields):
    return make_release(body_fr=f"<p>{french}</p>", body_en=f"<p>{english}</p>", **fields)


def approved(*languages, **options):
    release = make(**options)
    for language in languages or ("fr", "en"):
        publish(release, language)
    return release


def correct(release, language, body):
    """As a reopened text that is changed and approved again."""
    workflow.reopen(release, language, make_user("admin", username=f"reopens {language} {body[:9]}"))
    Release.objects.filter(pk=release.pk).update(**{f"body_{language}": f"<p>{body}</p>"})
    release.refresh_from_db()
    workflow.submit(release, language, make_user(username=f"writes {language} {body[:9]}"))
    approver = make_user("publisher", username=f"approves {language} {body[:9]}")
    return workflow.approve(release, language, approver, change_note="Other words.")


def offered(text, language="fr", other="en"):
    return [(each.translation, each.is_exact) for each in offers([text], language, other).get(text, [])]


def test_a_sentence_is_remembered_once_both_languages_are_approved():
    release = make()
    publish(release, "fr")
    assert offered(FRENCH) == []
    publish(release, "en")
    assert offered(FRENCH) == [(ENGLISH, True)]
    assert offered(ENGLISH, "en", "fr") == [(FRENCH, True)]
    assert offered(FRENCH, "fr", "de") == []


def test_an_offer_says_which_edition_it_comes_from():
    release = approved(title_en="Label renewed")
    [offer] = offers([FRENCH], "fr", "en")[FRENCH]
    assert (offer.edition.title, offer.edition.language, offer.edition.release) == (
        "Label renewed",
        "en",
        release,
    )


@pytest.mark.parametrize(
    "text",
    [FRENCH.replace("depuis 2006", "depuis\u00a02006"), f"  {FRENCH} ", FRENCH.replace(" ", "\u202f", 1)],
)
def test_other_typography_is_the_same_sentence(text):
    approved()
    assert offered(text) == [(ENGLISH, True)]


def test_a_sentence_that_is_nearly_the_same_is_offered_as_such():
    approved()
    assert offered(LONGER) == [(ENGLISH, False)]
    assert offered("Le réseau de chaleur ouvre au printemps dans la vallée.") == []


def test_the_latest_of_two_translations_stands_first_and_the_same_one_once():
    approved(slug_fr="a", slug_en="a")
    approved(slug_fr="b", slug_en="b")
    approved(english="Both institutes have had the label since 2006.")
    assert [text for text, _exact in offered(FRENCH)] == [
        "Both institutes have had the label since 2006.",
        ENGLISH,
    ]


def test_what_was_withdrawn_leaves_the_memory():
    release = approved()
    assert offered(FRENCH) != []
    withdraw(release, "en")
    assert not MemoryPair.objects.exists()
    assert offered(FRENCH) == []
    assert not MemoryPair.objects.exists()
    assert not MemoryKey.objects.exists()


def test_a_withdrawn_source_takes_its_translations_along():
    withdraw(approved(), "fr")
    assert offered(ENGLISH, "en", "fr") == []


def test_a_schedule_that_is_cancelled_leaves_it_as_well():
    release = make()
    publish(release, "fr")
    schedule(release, "en")
    assert offered(FRENCH) != []
    workflow.cancel_schedule(release, "en", make_user("publisher"))
    assert offered(FRENCH) == []


def test_a_draft_is_not_remembered():
    release = approved()
    workflow.reopen(release, "en", make_user("writer"))
    Release.objects.update(body_en="<p>Secret.</p>")
    assert offered(FRENCH) == [(ENGLISH, True)]


def test_a_correction_of_the_source_alone_is_no_source_of_the_old_translation():
    release = approved(french=f"{FRENCH} Elles restent.", english=f"{ENGLISH} They stay.")
    correct(release, "fr", f"{LONGER} Elles restent.")
    assert offered(LONGER) == []
    assert offered("Elles restent.") == [("They stay.", True)]
    correct(release, "en", "Three have had it since 2006. They stay.")
    assert offered(LONGER) == [("Three have had it since 2006.", True)]
    assert offered(FRENCH) == [("Three have had it since 2006.", False)]


def test_a_minor_edition_of_the_same_words_makes_them_no_younger():
    release = approved()
    correct(release, "fr", LONGER)
    publish(release, "en", minor=True)
    assert offered(LONGER) == []


def test_an_erasure_reaches_the_memory_and_nothing_brings_it_back():
    zoe = make_contact("Quillévéré")
    named = "Zoé Quillévéré dirige les deux instituts. Mme Quillévéré est là. Le label dure quatre ans."
    approved(french=named, english="Zoé Quillévéré leads both. She is here. It lasts four years.")
    assert offered("Mme Quillévéré est là.") != []
    erasure.erase(zoe, make_user("contacts"), "Asked for it.")
    for _time in range(2):
        assert offered("Mme Quillévéré est là.") == []
        assert offered("Zoé Quillévéré leads both.", "en", "fr") == []
        assert offered("Le label dure quatre ans.") == [("It lasts four years.", True)]
        assert "Quill" not in str(list(MemoryPair.objects.values())) + str(
            list(ForgottenText.objects.values())
        )
        call_command("rebuild_memory", stdout=io.StringIO())


def test_an_erasure_reaches_what_nobody_has_looked_up_yet():
    zoe = make_contact("Quillévéré")
    approved(french="Zoé Quillévéré dirige les deux instituts.", english="Zoé Quillévéré leads both.")
    erasure.erase(zoe, make_user("contacts"), "Asked for it.")
    assert offered("Zoé Quillévéré dirige les deux instituts.") == []


def test_an_approval_leaves_the_work_to_the_first_who_asks():
    approved()
    assert not MemoryPair.objects.exists()
    assert offered(FRENCH) == [(ENGLISH, True)]
    assert not ToRemember.objects.exists()


def test_whoever_asks_waits_for_a_few_releases_and_no_more():
    first, second = approved(), approved(slug_fr="second", slug_en="second")
    filling.catch_up(1)
    assert [row.release for row in ToRemember.objects.all()] == [second]
    assert MemoryPair.objects.filter(release=first).exists()


def test_it_is_rebuilt_from_the_record():
    release = make()
    for language in ("fr", "en"):
        write_into_record(release, language)
    assert offered(FRENCH) == []
    said = io.StringIO()
    call_command("rebuild_memory", stdout=said)
    assert offered(FRENCH) == [(ENGLISH, True)]
    count = MemoryPair.objects.count()
    assert said.getvalue() == f"{count // 2} pairs of sentences remembered.\n"
    call_command("rebuild_memory", stdout=said)
    assert MemoryPair.objects.count() == count


def test_looking_up_asks_as_much_for_many_texts_as_for_one(django_assert_num_queries):
    approved()
    filling.catch_up()
    with django_assert_num_queries(4):
        offers([LONGER], "fr", "en")
    with django_assert_num_queries(4):
        offers([f"{FRENCH} {number}" for number in range(40)] + [FRENCH], "fr", "en")


WORDS = st.sampled_from(["Deux instituts", "Le label", "dure", "reste", "12", "!", "?", "."])
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join).filter(lambda text: any(map(str.isalpha, text)))
ACTS = st.lists(st.sampled_from(["fr", "en", "withdraw fr", "withdraw en", "draft"]), max_size=5)


class TestProperty(TestCase):
    @given(french=TEXTS, english=TEXTS, acts=ACTS)
    @settings(max_examples=examples(30), deadline=None, suppress_health_check=list(HealthCheck))
    def test_memory_offers_only_what_was_approved(self, french, english, acts):
        release = make(french, english)
        for act in acts:
            do(release, act)
        standing = filling._standing_editions(release)
        filling.catch_up()
        shown = {language: editions[-1] for language, editions in standing.items()}
        for pair in MemoryPair.objects.all():
            assert pair.language in shown
            edition = shown[pair.other_language]
            assert pair.other_text in f"{edition.title}\n{edition.standfirst}\n{edition.body}"
        for each in offers([french, english], "fr", "en").values():
            assert {offer.edition for offer in each} == {shown["en"]}


def do(release, act):
    release.refresh_from_db()
    if act == "draft":
        for language in ("fr", "en"):
            if release.status_in(language) == "approved":
                workflow.reopen(release, language, _anyone("writer", "some-writer"))
        Release.objects.filter(pk=release.pk).update(body_en="<p>Le label dure</p>", title_en="A draft")
    elif not act.startswith("withdraw"):
        publish(release, act, change_note="Once more.")
    elif record.is_to_withdraw(release, act[-2:]):
        withdraw(release, act[-2:])
