"""One of everything that the desk shows, for tests that walk over all of its addresses."""

import datetime

from exchange.models import Export
from institutes.models import ContactEvent, LabelAward, Membership, VerificationReply
from institutes.people import events, merging, verification
from institutes.renaming import merge_into
from releases.models import ReleaseTemplate, SitePage, Topic
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_organisation,
    make_release,
    make_school,
    make_term,
    make_user,
    publish,
)
from tests.exchange.importing import applied, checked


class World:
    def __init__(self):
        self.agency = make_organisation("Agence presse", kind="agency")
        self.school, self.other_school = make_school("École A"), make_school("École B")
        self.institute = make_institute()
        self.merged_school = make_school("École C")
        day = datetime.date(2022, 1, 1)
        merge_into(self.merged_school, self.other_school, day, memberships=True, people=True)
        self.membership = Membership.objects.create(institute=self.institute, school=self.school)
        self.award = LabelAward.objects.create(institute=self.institute, year=2020)
        self.topic = Topic.objects.create(
            name_fr="Santé", name_en="Health", slug_fr="sante", slug_en="health"
        )
        self.boilerplate = make_boilerplate()
        self.term = make_term("Institut Mines-Télécom", "Institut Mines-Télécom")
        self.site_page = SitePage.objects.first()
        self.release_template = ReleaseTemplate.objects.first()
        self.contact = make_contact("Durand", email="zoe@example.org")
        self.twin = make_contact("Durant", first_name="Zoë", email="twin@example.org")
        self.release = make_release()
        attach(self.release, self.contact)
        self.edition = publish(self.release)
        self.release_event = self.release.events.first()
        self._imports()
        self._acts()
        self.contact.refresh_from_db()

    def _imports(self):
        header = ["e-mail", "last name", "first name", "job title (en)"]
        self.last_job = applied(header, ["zoe@example.org", "Durand", "Zoé", "Director"])
        changed, new = ["zoe@example.org", "Durand", "Zoé", "Head"], ["b@example.org", "B", "", ""]
        bad, doubtful = ["not an address", "Martin", "", ""], ["", "Roux", "Zoé", "Head"]
        for _twin in range(2):
            make_contact("Roux")
        self.job = checked(header, changed, new, bad, doubtful)
        names = ["name (fr)", "website"]
        self.other_job = checked(names, ["Agence presse", "https://example.org/"], resource="organisation")
        self.job.valid_rows_only = self.other_job.valid_rows_only = True
        self.job.save()

    def _acts(self):
        manager = make_user("admin", username="somebody")
        pair = make_contact("Petit"), make_contact("Petit")
        self.merge = merging.merge(*pair, {}, manager, seen=merging.fingerprint(*pair))
        link = verification.open_link(verification.make_link(self.contact, manager))
        verification.answer(link, {"job_title_en": "Head of testing"})
        self.reply = VerificationReply.objects.get()
        self.event = events.log(self.contact, ContactEvent.Kind.VERIFIED, manager)
        self.export = Export.objects.create(
            actor=manager, actor_name="Somebody", resource="contact", file_format="csv", purpose="A test"
        )
