from django import template
from django.utils.translation import ngettext

from common import languages

from ..models import Membership, Organisation, School

register = template.Library()


def _role_label(role, number):
    return {
        Membership.Role.MEMBER: ngettext("Member school", "Member schools", number),
        Membership.Role.SUBSIDIARY: ngettext("Subsidiary", "Subsidiaries", number),
        Membership.Role.STRATEGIC_PARTNER: ngettext("Strategic partner", "Strategic partners", number),
    }[role]


def _relation_label(relation, number):
    return {
        School.Relation.SCHOOL: ngettext("School of the network", "Schools of the network", number),
        School.Relation.SUBSIDIARY: ngettext("Subsidiary", "Subsidiaries", number),
        School.Relation.STRATEGIC_PARTNER: ngettext("Strategic partner", "Strategic partners", number),
        School.Relation.AFFILIATED: ngettext("Affiliated school", "Affiliated schools", number),
    }[relation]


@register.filter
def by_role(lines):
    """[(label, lines)] of the schools of an institute, in the order of the roles."""
    groups = [(role, [line for line in lines if line["role"] == role]) for role in Membership.Role]
    return [(_role_label(role, len(group)), group) for role, group in groups if group]


@register.filter
def by_relation(schools):
    groups = [(relation, [s for s in schools if s.relation == relation]) for relation in School.Relation]
    return [(_relation_label(relation, len(group)), group) for relation, group in groups if group]


@register.filter
def other_schools(lines):
    """The schools of a release that none of its institutes names already."""
    named = {school["slug"] for line in lines for school in line.get("schools", ())}
    return [line for line in lines if line["kind"] == Organisation.Kind.SCHOOL and line["slug"] not in named]


@register.filter
def spoken(codes):
    """The languages that a person speaks, in words: French, English."""
    return ", ".join(map(languages.name, codes))


@register.filter
def web_address(address):
    """The address if a browser may be sent there: no form checks what a script or an import writes."""
    return address if str(address).startswith(("https://", "http://")) else ""


@register.filter
def without_scheme(address):
    return address.partition("://")[2].rstrip("/")
