"""For each check: a text it speaks of, one it leaves alone, its sentence in both languages, its place."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from tests.releases.checks.making import (
    DAY,
    LONG,
    NOWHERE,
    SPOKEN,
    answered,
    body,
    english_body,
    from_template,
    linked,
    reviewed,
    stale,
    texts,
    verified,
    with_boilerplate,
    with_contact,
    with_picture,
    with_school,
    with_term,
)

NO_PAGE = "The link “la page” leads to “{}”: at present, this page does not exist on the site."
PAS_DE_PAGE = "Le lien « la page » mène à « {} » : cette page n’existe pas actuellement sur le site."


def quoted(name):
    return f"<p>“We watched the river rise all night,” says {name}.</p>"


class Case(NamedTuple):
    # Each makes a release; what is meant is said of `language`.
    trips: Callable
    near_miss: Callable
    english: str
    french: str
    # Where it leads, and the words that are selected there.
    field: str
    excerpt: str = ""
    language: str = "fr"


CASES = {
    "missing_text": Case(
        texts(city_fr=""),
        texts(subtitle_fr=""),
        "The city of the dateline is missing.",
        "Il manque la ville.",
        "city_fr",
    ),
    "place_of_template": Case(
        from_template("Selon [Nom, fonction]."),
        from_template("Selon [sic]."),
        "The template says “[Nom, fonction]” here: write it, or take it out.",
        "Le modèle indique ici « [Nom, fonction] » : rédigez ce passage ou retirez-le.",
        "body_fr",
        "[Nom, fonction]",
    ),
    "title_length": Case(
        texts(title_fr="a" * 121),
        texts(title_fr="a" * 120),
        "The title has 121 characters; 120 are the most that lists show.",
        "Le titre compte 121 signes ; les listes en montrent 120 au plus.",
        "title_fr",
    ),
    "title_capitals": Case(
        texts(title_fr="LES INSTITUTS CARNOT"),
        texts(title_fr="IMT, CNRS, INSA"),
        "The title is written in capitals.",
        "Le titre est écrit en capitales.",
        "title_fr",
    ),
    "title_stop": Case(
        texts(title_fr="Un label confirmé."),
        texts(title_fr="Le label du Carnot M.I.N.E.S."),
        "The title ends with a full stop.",
        "Le titre se termine par un point.",
        "title_fr",
    ),
    "standfirst_length": Case(
        texts(standfirst_fr="a" * 601),
        texts(standfirst_fr="a" * 600),
        "The standfirst has 601 characters; 600 are the most.",
        "Le chapeau compte 601 signes ; 600 sont le maximum.",
        "standfirst_fr",
    ),
    "impossible_date": Case(
        body("Réponse le 30 février 2020."),
        body("Réponse le 29 février 2020."),
        "There is no such day as “30 février 2020”.",
        "Le jour « 30 février 2020 » n’existe pas.",
        "body_fr",
        "30 février 2020",
    ),
    "weekday": Case(
        body("Rendez-vous le vendredi 12 février 2020."),
        body("Rendez-vous le mercredi 12 février 2020."),
        "“vendredi 12 février 2020”: 12 February 2020 is a Wednesday.",
        "« vendredi 12 février 2020 » : le 12 février 2020 est un mercredi.",
        "body_fr",
        "vendredi 12 février 2020",
    ),
    "impossible_hour": Case(
        body("Rendez-vous à 25 h 30."),
        body("Rendez-vous à 24 h, pour 25 h 30 de trajet."),
        "There is no such hour as “25 h 30”.",
        "L’heure « 25 h 30 » n’existe pas.",
        "body_fr",
        "25 h 30",
    ),
    "zone": Case(
        english_body("The webinar begins at 2 pm."),
        english_body("The webinar begins at 2 pm (Paris time)."),
        "“2 pm”: readers elsewhere do not know whose hour this is.",
        "« 2 pm » : ailleurs, les lecteurs ne savent pas de quel lieu est cette heure.",
        "body_en",
        "2 pm",
        language="en",
    ),
    "official_name": Case(
        with_school("Avec IMT Lille Douai.", issued_on=datetime.date(2022, 1, 1)),
        with_school("Avec IMT Lille Douai.", issued_on=DAY),
        "“IMT Lille Douai”: on the day of the release the official name is “IMT Nord Europe”.",
        "« IMT Lille Douai » : au jour du communiqué, le nom officiel est « IMT Nord Europe ».",
        "body_fr",
        "IMT Lille Douai",
    ),
    "near_name": Case(
        with_school("Avec IMT Nord Europa.", issued_on=datetime.date(2022, 1, 1)),
        with_school("Avec IMT Nord Atlantique.", issued_on=datetime.date(2022, 1, 1)),
        "“IMT Nord Europa” is almost the name “IMT Nord Europe”.",
        "« IMT Nord Europa » est presque le nom « IMT Nord Europe ».",
        "body_fr",
        "IMT Nord Europa",
    ),
    "term": Case(
        with_term(body_fr="<p>Une plate-forme.</p>"),
        with_term(body_fr="<p>Une plateforme.</p>"),
        "“plate-forme”: the house writes “plateforme”.",
        "« plate-forme » : la maison écrit « plateforme ».",
        "body_fr",
        "plate-forme",
    ),
    "missing_term": Case(
        with_term(body_fr="<p>Une plateforme.</p>", body_en="<p>A thing.</p>"),
        with_term(body_fr="<p>Une plateforme.</p>", body_en="<p>A platform.</p>"),
        "“plateforme” is “platform” in English, which does not stand in this text.",
        "« plateforme » se dit « platform » en anglais, ce que ce texte ne contient pas.",
        "body_en",
        language="en",
    ),
    "acronym": Case(
        body("Avec le BRGM, à Orléans."),
        body("Avec le Bureau des recherches géologiques et minières (BRGM)."),
        "“BRGM” is never spelt out.",
        "« BRGM » n’est jamais développé.",
        "body_fr",
        "BRGM",
    ),
    "speaker": Case(
        texts(body_fr=f"<p>La crue vient.</p><blockquote><p>{SPOKEN}</p></blockquote>"),
        texts(body_fr=f"<blockquote><p>{SPOKEN}</p></blockquote><p>explique un pompier.</p>"),
        "Who says “Nous avons regardé la rivière monter toute la…”?",
        "Qui dit « Nous avons regardé la rivière monter toute la… » ?",
        "body_fr",
        "Nous avons regardé la rivière monter toute la",
    ),
    "long_sentence": Case(
        body(f"Un {LONG}fini."),
        body(f"Un {LONG}"),
        "This sentence has 46 words: “Un mot mot mot mot mot mot mot…”",
        "Cette phrase compte 46 mots : « Un mot mot mot mot mot mot mot… »",
        "body_fr",
        "Un mot mot mot mot mot mot mot",
    ),
    "objection": Case(
        with_contact(objected_on=DAY),
        with_contact(),
        "Zoé Durand objects to being shown; take this contact out of the release.",
        "Zoé Durand s’oppose à la publication de ses données ; retirez ce contact du communiqué.",
        "contact_lines",
    ),
    "no_contact": Case(
        texts(),
        with_contact(),
        "No press contact is given.",
        "Aucun contact presse n’est indiqué.",
        "contact_lines",
    ),
    "contact_verified": Case(
        verified(184),
        verified(183),
        "Nobody has verified the contact “Zoé Durand” since {day}.",
        "Personne n’a vérifié le contact « Zoé Durand » depuis le {day}.",
        "contact_lines",
    ),
    "contact_language": Case(
        with_contact(languages=["en"]),
        with_contact(languages=[]),
        "Zoé Durand does not speak French, as the directory has it.",
        "D’après l’annuaire, Zoé Durand ne parle pas cette langue : français.",
        "contact_lines",
    ),
    "no_boilerplate": Case(
        texts(),
        with_boilerplate(),
        "No boilerplate is given.",
        "Aucun « à propos » n’est indiqué.",
        "boilerplate_lines",
    ),
    "untranslated_boilerplate": Case(
        with_boilerplate(body_fr=""),
        with_boilerplate(body_en=""),
        "The boilerplate “About (en)” has no text in this language and is not shown.",
        "L’à propos « About (fr) » n’a pas de texte dans cette langue et n’est pas montré.",
        "boilerplate_lines",
    ),
    "boilerplate_reviewed": Case(
        reviewed(366),
        reviewed(365),
        "Nobody has reviewed the boilerplate “About (en)” since {day}.",
        "Personne n’a relu le texte « About (fr) » depuis le {day}.",
        "boilerplate_lines",
    ),
    "speaker_name": Case(
        texts(body_fr=f"<p>« {SPOKEN} », explique Zoé Lemarchand.</p>", body_en=quoted("Zoé Lemarchant")),
        texts(body_fr=f"<p>« {SPOKEN} », explique Zoé Lemarchand.</p>", body_en=quoted("Zoé Lemarchand")),
        "“Zoé Lemarchant”: the source names “Zoé Lemarchand”.",
        "« Zoé Lemarchant » : la source nomme « Zoé Lemarchand ».",
        "body_en",
        "Zoé Lemarchant",
        language="en",
    ),
    "text_alternative": Case(
        with_picture(alt_fr=""),
        with_picture(alt_en=""),
        "1 picture has no text alternative in this language.",
        "1 image n’a pas de texte de remplacement dans cette langue.",
        "attachments",
    ),
    "caption": Case(
        with_picture(caption_fr=""),
        with_picture(caption_en=""),
        "The picture “laboratory.png” has no caption in this language.",
        "L’image « laboratory.png » n’a pas de légende dans cette langue.",
        "attachments",
    ),
    "credit": Case(
        with_picture(credit=""),
        with_picture(licence=""),
        "The picture “laboratory.png” has no credit.",
        "L’image « laboratory.png » n’a pas de crédit.",
        "attachments",
    ),
    "address": Case(
        linked("/fr/nulle-part"),
        linked("/fr/"),
        "The link “la page” leads to “/fr/nulle-part”, which is not a page of this site that readers can "
        "open.",
        "Le lien « la page » mène à « /fr/nulle-part », qui n’est pas une page de ce site que les lecteurs "
        "peuvent ouvrir.",
        "body_fr",
    ),
    "empty_link": Case(
        linked("#"),
        body('Voir <a href="https://example.org/#a">la page</a>.'),
        "The link “la page” has no address.",
        "Le lien « la page » n’a pas d’adresse.",
        "body_fr",
        "la page",
    ),
    "no_page": Case(
        linked("/fr/instituts/zzz/"),
        linked("/fr/instituts/"),
        NO_PAGE.format("/fr/instituts/zzz/"),
        PAS_DE_PAGE.format("/fr/instituts/zzz/"),
        "body_fr",
        "la page",
    ),
    "page_to_come": Case(
        linked("/fr/communiques/2020/title-fr/"),
        linked("/fr/communiques/"),
        NO_PAGE.format("/fr/communiques/2020/title-fr/"),
        PAS_DE_PAGE.format("/fr/communiques/2020/title-fr/"),
        "body_fr",
        "la page",
    ),
    "external_link": Case(
        answered("gone"),
        answered(""),
        f"The link “la page” leads to “{NOWHERE}”: on 28 November 2026, it says that there is no such page.",
        f"Le lien « la page » mène à « {NOWHERE} » : le 28 novembre 2026, il répond que cette page n’existe "
        "pas.",
        "body_fr",
        "la page",
    ),
    "attached": Case(
        linked("/files/01234567-89ab-cdef-0123-456789abcdef/plan.pdf"),
        linked("https://example.org/plan.pdf"),
        "The text links to “plan.pdf”, which is not attached to this release.",
        "Le texte renvoie à « plan.pdf », qui n’est pas joint à ce communiqué.",
        "body_fr",
    ),
    "parity": Case(
        texts(body_fr="<p>12 écoles</p>", body_en="<p>13 schools</p>"),
        texts(body_fr="<p>12 écoles</p>", body_en="<p>twelve schools</p>"),
        "“12” in French, “13” in English.",
        "« 12 » en français, « 13 » en anglais.",
        "body_en",
        "13",
        language="en",
    ),
    "stale": Case(
        stale("<p>Treize écoles.</p>"),
        stale("<p>Douze écoles.</p>"),
        "1 change of the source is not followed in this translation.",
        "1 changement de la source n’est pas suivi dans cette traduction.",
        "body_en",
        language="en",
    ),
}
