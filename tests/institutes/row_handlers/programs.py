"""Lists as other programs write them, and their way through an import."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile

from exchange.importing import running, source_file
from tests.exchange.importing import apply, line, sheet, someone

GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,"
    "Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,"
    "Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,"
    "Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,"
    "Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Address 1 - Type,Address 1 - Formatted,"
    "Address 1 - Street,Address 1 - City,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Yomi Name,Organization 1 - Title,Organization 1 - Department,Organization 1 - Symbol,"
    "Organization 1 - Location,Organization 1 - Job Description,Website 1 - Type,Website 1 - Value,"
    "Custom Field 1 - Type,Custom Field 1 - Value"
)
GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,"
    "Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,"
    "Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,"
    "Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,"
    "Address 1 - Country,Address 1 - Extended Address,Relation 1 - Label,Relation 1 - Value,"
    "Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,Custom Field 1 - Label,"
    "Custom Field 1 - Value"
)
OUTLOOK = (
    "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,"
    "E-mail 2 Address,E-mail 3 Address,Home Phone,Home Phone 2,Business Phone,Business Phone 2,Mobile Phone,"
    "Car Phone,Other Phone,Primary Phone,Pager,Business Fax,Home Fax,Other Fax,Company Main Phone,Callback,"
    "Radio Phone,Telex,TTY/TDD Phone,IMAddress,Job Title,Department,Company,Office Location,Manager's Name,"
    "Assistant's Name,Assistant's Phone,Company Yomi,Business Street,Business City,Business State,"
    "Business Postal Code,Business Country/Region,Home Street,Home City,Home State,Home Postal Code,"
    "Home Country/Region,Other Street,Other City,Other State,Other Postal Code,Other Country/Region,"
    "Personal Web Page,Spouse,Schools,Hobby,Location,Web Page,Birthday,Anniversary,Notes"
)
OUTLOOK_FRENCH = (
    "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Titre,Rue (bureau),Rue (bureau) 2,"
    "Rue (bureau) 3,Ville (bureau),Dép/Région (bureau),Code postal (bureau),Pays/Région (bureau),"
    "Rue (domicile),Rue (domicile) 2,Ville (domicile),Dép/Région (domicile),Code postal (domicile),"
    "Pays/Région (domicile),Rue (autre),Ville (autre),Code postal (autre),Pays/Région (autre),"
    "Téléphone de l'assistant(e),Télécopie (bureau),Téléphone (bureau),Téléphone 2 (bureau),Rappel,"
    "Téléphone (voiture),Téléphone société,Télécopie (domicile),Téléphone (domicile),"
    "Téléphone 2 (domicile),RNIS,Tél. mobile,Télécopie (autre),Téléphone (autre),"
    "Récepteur de radiomessagerie,Téléphone principal,Radio téléphone,Téléphone TDD/TTY,Télex,"
    "Adresse de messagerie,Type de messagerie,Nom complet de l'adresse de messagerie,"
    "Adresse de messagerie 2,Type de messagerie 2,Nom complet de l'adresse de messagerie 2,Anniversaire,"
    "Anniversaire de mariage ou fête,Autre boîte postale,B.P. professionnelle,Boîte postale du domicile,"
    "Bureau,Catégories,Code gouvernement,Compte,Conjoint(e),Critère de diffusion,Disponibilité Internet,"
    "Emplacement,Enfants,Informations facturation,Initiales,Kilométrage,Langue,Mots clés,"
    "Nom de l'assistant(e),Notes,Numéro d'identification de l'organisation,Page Web,Passe-temps,Priorité,"
    "Privé,Profession,Recommandé par,Responsable,Serveur d'annuaire,Sexe,Utilisateur 1,Utilisateur 2"
)
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,"
    "Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,"
    "Home ZipCode,Home Country,Work Address,Work Address 2,Work City,Work State,Work ZipCode,Work Country,"
    "Job Title,Department,Organization,Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,"
    "Custom 2,Custom 3,Custom 4,Notes,"
)
THUNDERBIRD_FRENCH = (
    "Prénom,Nom de famille,Nom à afficher,Surnom,Première adresse électronique,"
    "Adresse électronique secondaire,Pseudo,Tél. professionnel,Tél. personnel,Fax,Pager,Portable,"
    "Adresse privée,Adresse privée 2,Ville,Pays/État,Code postal,Région,Adresse professionnelle,"
    "Adresse professionnelle 2,Ville,Pays/État,Code postal,Région,Profession,Service,Société,Page Web 1,"
    "Page Web 2,Année de naissance,Mois,Jour,Divers 1,Divers 2,Divers 3,Divers 4,Notes"
)
LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
LINKEDIN_NOTES = (
    'Notes:\r\n"When exporting your connection data, you may notice that some of the email addresses are '
    "missing. You will only see email addresses for connections who have allowed their connections to see "
    'or download their email address."\r\n\r\n'
)
MEDIA = (
    "Média,Rubrique,Civilité,Nom complet,Fonction,E-mail,Standard,Ligne directe,Bureau,Portable,"
    "Désinscrit,Ville,Notes"
)
CISION = "Outlet Name,Contact First Name,Contact Last Name,Title,Email,Phone,Mobile,Status,Topics,City"


def table(header: str, *rows: list, before: str = "", encoding: str = "utf-8") -> SimpleUploadedFile:
    """A row: (header, cell) pairs; where two columns share a name, a cell goes to the first free one."""
    names = header.split(",")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    for row in rows:
        written = [""] * len(names)
        for name, cell in row:
            place = next(i for i, other in enumerate(names) if other == name and not written[i])
            written[place] = cell
        writer.writerow(written)
    return SimpleUploadedFile("list.csv", (before + text.getvalue()).encode(encoding))


def cards(*lines: str | bytes) -> SimpleUploadedFile:
    written = [line if isinstance(line, bytes) else line.encode() for line in lines]
    return SimpleUploadedFile("contacts.vcf", b"\r\n".join([*written, b""]))


def tried(file):
    job = source_file.upload(file, "contact", someone())
    running.start(job, "check")
    job.refresh_from_db()
    assert job.state == "checked", job.problem
    return job


def brought(file):
    job = tried(file)
    apply(job)
    assert job.state == "applied", (job.problem, [(x.number, x.problems) for x in job.lines.all()])
    return job


def listed(*rows):
    return sheet(*rows, separator=",")


def numbers(person):
    return [(str(p.number), p.label_fr, p.label_en) for p in person.phone_numbers.all()]


def remarks(job, number=2):
    return [p["problem"] for p in line(job, number).problems if not p["column"]]
