"""The pages that know nothing of releases; releases/urls.py has those that list some."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from common.public_pages import kept
from common.secret_links import secret_path

from . import cards, views
from .people.own_details import OwnDetails

press_contacts = [
    path("", kept(views.PressContacts.as_view()), name="press_contacts"),
    path(_("all.vcf"), kept(cards.of_all, **cards.PARAMETERS), name="all_cards"),
    path("<int:pk>.vcf", kept(cards.of_person, **cards.PARAMETERS), name="card"),
    path("<slug:slug>.vcf", kept(cards.of_organisation, **cards.PARAMETERS), name="cards"),
]
urlpatterns = [
    path(_("institutes/"), kept(views.InstituteList.as_view()), name="institute_list"),
    path(_("schools/"), kept(views.SchoolList.as_view()), name="school_list"),
    path(_("press-contacts/"), include(press_contacts)),
    secret_path(_("my-details/"), OwnDetails.as_view(), name="own_details"),
]
