"""A column of objections is understood and obeyed, whatever program wrote it."""

import datetime

import pytest
from django.utils import timezone

from exchange.import_forms import ReadingForm
from exchange.importing import answering, presentation, source_file
from institutes.models import Contact, ContactEvent
from institutes.people.events import log
from tests.exchange.importing import apply, kinds, line, problems, someone, undo
from tests.institutes.row_handlers.programs import brought, listed, numbers, remarks, tried

# What a header and a cell mean is the same on every database; what is written after them is tried on both.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("header", "cell", "since"),
    [
        ("Désinscrit", "oui", None),
        ("Désinscrit", "x", None),
        ("Opt-out", "TRUE", None),
        ("Unsubscribed", "1", None),
        ("Ne pas contacter", "VRAI", None),
        ("Do not mail", "yes", None),
        ("UNSUB_TIME", "2024-05-03 10:20:30", datetime.date(2024, 5, 3)),
        ("Désinscrit le", "03/05/2024", datetime.date(2024, 5, 3)),
        ("Statut", "Désinscrit", None),
        ("Status", "Unsubscribed", None),
    ],
)
def test_whoever_objects_in_a_list_objects_here(zoe, header, cell, since):
    job = brought(listed(["Mail", "Fonction", header], [zoe.email, "Nouvelle", cell]))
    zoe.refresh_from_db()
    assert zoe.objected_on == (since or timezone.localdate())
    # Nothing else is taken of somebody who objects.
    assert not zoe.job_title_fr
    assert "this person objects" in remarks(job)[0]
    event = ContactEvent.objects.get(contact=zoe)
    assert (event.kind, event.actor) == ("objected", job.actor)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Désinscrit", "non"),
        ("Opt-out", "0"),
        ("Unsubscribed", ""),
        ("Status", "Active"),
        ("Statut", "?"),
    ],
)
def test_whoever_does_not_is_imported_like_everybody(zoe, header, cell):
    brought(listed(["Mail", "Fonction", header], [zoe.email, "Nouvelle", cell]))
    zoe.refresh_from_db()
    assert (zoe.objected_on, zoe.job_title_fr) == (None, "Nouvelle")
    assert not ContactEvent.objects.exists()


@pytest.mark.one_database
@pytest.mark.parametrize("cell", ["non", "", "0", "03/05/2026"])
def test_no_list_takes_an_objection_back(zoe, cell):
    Contact.objects.update(objected_on="2024-05-03")
    job = tried(listed(["Mail", "Désinscrit", "Fonction"], [zoe.email, cell, "Nouvelle"]))
    apply(job)
    zoe.refresh_from_db()
    assert (zoe.objected_on, zoe.job_title_fr) == (datetime.date(2024, 5, 3), None)


def test_nor_does_taking_the_import_back(zoe):
    job = brought(listed(["Mail", "Désinscrit"], [zoe.email, "oui"]))
    undo(job)
    zoe.refresh_from_db()
    assert zoe.objected_on == timezone.localdate()


def test_a_stranger_goes_with_the_import_that_brought_the_objection():
    job = brought(listed(["Mail", "Nom", "Désinscrit"], ["zoe@example.org", "Durand", "oui"]))
    undo(job)
    assert not Contact.objects.exists()
    # A line of a timeline has the name of the person.
    assert not ContactEvent.objects.exists()
    assert job.counts["kept"] == 0


def test_a_stranger_with_whom_somebody_dealt_since_stays():
    job = brought(listed(["Mail", "Nom", "Désinscrit"], ["zoe@example.org", "Durand", "oui"]))
    log(Contact.objects.get(), ContactEvent.Kind.EXPORTED, job.actor)
    undo(job)
    assert Contact.objects.get().objected_on == timezone.localdate()
    assert "In use since the import (contact event)" in problems(job)[""]
    assert ContactEvent.objects.count() == 2


def test_a_stranger_is_kept_with_the_objection_and_no_more():
    row = ["zoe@example.org", "Durand", "06 12 34 56 78", "oui"]
    brought(listed(["Mail", "Nom", "Mobile", "Désinscrit"], row))
    person = Contact.objects.get()
    assert person.objected_on == timezone.localdate()
    assert not numbers(person)
    assert ContactEvent.objects.get().contact == person


def test_another_cell_that_is_wrong_does_not_stand_in_the_way(zoe):
    row = [zoe.email, "Nobody Ltd", "12", "oui"]
    brought(listed(["Mail", "Company", "Mobile", "Unsubscribed"], row))
    zoe.refresh_from_db()
    assert zoe.objected_on


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Opt-in", "no"),
        ("Optin e-mail", "FALSE"),
        ("Consent", "0"),
        ("Consentement", "non"),
        ("Consentement RGPD", "refusé"),
        ("RGPD", "refus"),
        ("Inscrit", "N"),
        ("Subscribed", "unsubscribed"),
        ("Abonné", "faux"),
        ("GDPR consent", "Declined"),
    ],
)
def test_whoever_does_not_agree_objects(zoe, header, cell):
    brought(listed(["Mail", "Fonction", header], [zoe.email, "Nouvelle", cell]))
    zoe.refresh_from_db()
    assert (zoe.objected_on, zoe.job_title_fr) == (timezone.localdate(), None)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Opt-in", "yes"),
        ("Consentement", "oui"),
        ("RGPD", ""),
        ("Inscrit le", "03/05/2024"),
        ("Subscribed", "TRUE"),
        ("Abonné", "✓"),
        ("Consent", "granted"),
    ],
)
def test_whoever_agrees_is_imported_like_everybody(zoe, header, cell):
    brought(listed(["Mail", "Fonction", header], [zoe.email, "Nouvelle", cell]))
    zoe.refresh_from_db()
    assert (zoe.objected_on, zoe.job_title_fr) == (None, "Nouvelle")


@pytest.mark.one_database
@pytest.mark.parametrize("header", ["Opt-in", "Consent", "RGPD", "Inscrit", "Subscribed", "Abonné"])
def test_doubtful_consent_is_asked_about(zoe, header):
    job = tried(listed(["Mail", header], [zoe.email, "peut-être"]))
    assert "write no where the person does not agree" in problems(job)["objected_on"]


def test_doubt_is_asked_about(zoe):
    job = tried(listed(["Mail", "Désinscrit"], [zoe.email, "peut-être"]))
    assert "write yes where the person objects" in problems(job)["objected_on"]


@pytest.mark.one_database
@pytest.mark.parametrize("header", ["Désinscrit le", "Opt-out", "Objected on"])
def test_a_day_of_objection_that_is_to_come_counts_from_today_and_is_said(zoe, header):
    ahead = timezone.localdate() + datetime.timedelta(days=40)
    job = brought(listed(["Mail", header], [zoe.email, f"{ahead:%d/%m/%Y}"]))
    zoe.refresh_from_db()
    assert zoe.objected_on == timezone.localdate()
    assert any("is in the future: it counts from today" in remark for remark in remarks(job))


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("header", "cell", "since"),
    [
        ("Statut", "désabonné(e)", None),
        ("Statut", "Désinscrite le 12/02/2024", "2024-02-12"),
        ("Statut", "Opposé", None),
        ("Email status", "unsubscribed", None),
        ("Global Opt Out", "TRUE", None),
        ("Ne souhaite plus recevoir nos communiqués", "x", None),
        ("Droit d'opposition", "oui", None),
        ("À retirer de la liste", "oui", None),
        ("RGPD", "opposition le 12 février 2024", "2024-02-12"),
        ("Désinscrit", "désabonnée depuis le 12/02/2024", "2024-02-12"),
        # Whatever the column is called.
        ("Communiqués", "désinscrit", None),
        ("Étiquettes", "Ne plus contacter", None),
        ("Commentaire", "Blacklistée", None),
        ("Motif", "désinscription", None),
        ("Motif", "Désabonnement", None),
        ("Motif", "Demande de désinscription", None),
        ("Motif", "Unsubscription", None),
        ("Statut", "désinscription le 12/02/2024", "2024-02-12"),
        ("Statut", "Unsubscribe", None),
        ("Statut", "unsub", None),
        ("Statut", "Désinscrits", None),
        ("Statut", "Demande d’opposition", None),
        ("Statut", "Opposant", None),
    ],
)
def test_an_objection_is_heard_in_whatever_words_and_column_it_stands(zoe, header, cell, since):
    brought(listed(["Mail", "Fonction", header], [zoe.email, "Nouvelle", cell]))
    zoe.refresh_from_db()
    assert str(zoe.objected_on) == (since or str(timezone.localdate()))
    assert not zoe.job_title_fr


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Statut", "Opposition : non"),
        ("Invitation", "refus"),
        ("Fax Opt Out", "1"),
        ("Do Not Call", "1"),
        ("SMS_BLACKLISTED", "Yes"),
        ("Unsubscribe reason", "too many"),
        ("Notes", "stoppe les machines, plus de détails sur https://example.org/unsubscribe"),
        ("Fonction (en)", "Head of opposition research"),
    ],
)
def test_what_is_no_objection_to_mails_is_none(zoe, header, cell):
    brought(listed(["Mail", "Fonction", header], [zoe.email, "Nouvelle", cell]))
    zoe.refresh_from_db()
    assert (zoe.objected_on, zoe.job_title_fr) == (None, "Nouvelle")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Remarques", "Ne veut plus recevoir nos mails"),
        ("Remarques", "opposée au traitement de ses données"),
        ("Commentaire", "Ne pas contacter avant 10h"),
        ("Commentaire", "STOP"),
        ("Commentaire", "plus de mails svp"),
        ("Remarques", "Droit à l’oubli"),
        ("Statut", "Ne pas contacter avant 10h"),
        ("Notes", "désinscrit de l’autre liste, à rappeler"),
        ("Notes", "Asked to be removed from our list"),
        ("Truc", "A demandé à ne plus recevoir nos communiqués"),
        ("Job title (en)", "unsubscribed"),
    ],
)
def test_words_that_may_be_an_objection_are_asked_about(manager, zoe, header, cell):
    job = tried(listed(["Mail", "Fonction", header], [zoe.email, "Nouvelle", cell]))
    assert kinds(job) == {2: "doubtful"}
    assert remarks(job)[-1].startswith(f"“{cell}” may mean that this person objects.")
    assert [candidate["id"] for candidate in line(job).candidates] == [zoe.pk]


ZOE = "Zoé Durand, IMT, Zoe.Durand@example.org"


@pytest.mark.parametrize("notes", ["Ne veut plus recevoir nos mails", "STOP"])
class TestTheAnswerThatThePersonObjects:
    def test_records_the_objection_and_nothing_else(self, zoe, notes):
        job = tried(listed(["Mail", "Fonction", "Notes"], [zoe.email, "Nouvelle", notes]))
        (row,) = presentation.LinePresenter(job, job.lines.all())
        assert [(value, label) for value, label, _chosen in row.answers] == [
            (f"objects-{zoe.pk}", f"{ZOE}: this person objects"),
            (str(zoe.pk), f"{ZOE}: no objection"),
            ("objects-new", "A new person, who objects"),
            ("new", "A new person, without an objection"),
            ("leave", "Leave this row out"),
        ]
        assert answering.answer(job, {2: f"objects-{zoe.pk}"}) == {}
        assert "only the objection and the person’s identity are imported" in remarks(job)[-1]
        apply(job)
        zoe.refresh_from_db()
        assert (zoe.objected_on, zoe.job_title_fr) == (timezone.localdate(), None)
        assert ContactEvent.objects.get(contact=zoe).kind == "objected"
        (row,) = presentation.LinePresenter(job, job.lines.all())
        assert row.decision == f"It was decided that this is {ZOE}, who objects."

    def test_may_be_about_a_stranger(self, notes):
        row = ["zoe@example.org", "Durand", "06 12 34 56 78", notes]
        job = tried(listed(["Mail", "Nom", "Mobile", "Notes"], row))
        assert answering.answer(job, {2: "objects-new"}) == {}
        apply(job)
        person = Contact.objects.get()
        assert (person.last_name, person.objected_on) == ("Durand", timezone.localdate())
        assert not numbers(person)
        (row,) = presentation.LinePresenter(job, job.lines.all())
        assert row.decision == "It was decided that this is a new person, who objects."

    def test_can_be_taken_back(self, zoe, notes):
        job = tried(listed(["Mail", "Fonction", "Notes"], [zoe.email, "Nouvelle", notes]))
        answering.answer(job, {2: f"objects-{zoe.pk}"})
        answering.answer(job, {2: str(zoe.pk)})
        assert len(remarks(job)) == 1
        apply(job)
        zoe.refresh_from_db()
        assert (zoe.objected_on, zoe.job_title_fr) == (None, "Nouvelle")

    def test_changes_nothing_where_the_person_objects_already(self, zoe, notes):
        Contact.objects.update(objected_on="2024-05-03")
        job = tried(listed(["Mail", "Fonction", "Notes"], [zoe.email, "Nouvelle", notes]))
        assert kinds(job) == {2: "unchanged"}


def test_only_where_it_is_asked_about_an_objection_is_there_such_an_answer(zoe):
    job = tried(listed(["Prénom", "Nom"], ["Zoé", "Durand"], ["Zoé", "Durand"]))
    assert kinds(job) == {2: "doubtful", 3: "doubtful"}
    for row in presentation.LinePresenter(job, job.lines.all()):
        assert not any("objects" in value for value, _label, _chosen in row.answers)
    refused = answering.answer(job, {2: f"objects-{zoe.pk}"})
    assert refused == {2: ["This is not one of the answers."]}


def test_a_column_with_such_words_is_shown_and_says_so(manager, zoe):
    upload = listed(["Mail", "Remarques"], [zoe.email, "Ne veut plus recevoir nos mails"])
    job = source_file.upload(upload, "contact", someone())
    form = ReadingForm(job=job)
    assert [place for _field, place, _why, _examples in form.columns()] == [0, 1]
    assert "may say that a person objects" in form.left_out[1]


@pytest.mark.one_database
@pytest.mark.parametrize("header", ["Do Not Call", "Liste rouge", "SMS_BLACKLISTED", "Ne pas appeler"])
def test_a_column_of_objections_to_calls_is_shown_and_says_so(zoe, header):
    job = source_file.upload(listed(["Mail", header], [zoe.email, "1"]), "contact", someone())
    form = ReadingForm(job=job)
    assert [place for _field, place, _why, _examples in form.columns()] == [0, 1]
    assert form.left_out[1].startswith("An objection to calls or the like, not to e-mails")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("cell", "kind"), [("oui", "objected_on"), ("https://example.org/unsubscribe?id=1", "")]
)
def test_a_column_to_unsubscribe_is_one_of_objections_where_its_cells_answer(cell, kind):
    assert source_file.recognise_columns("contact", ["Se désinscrire"], [[cell]]) == [kind]
