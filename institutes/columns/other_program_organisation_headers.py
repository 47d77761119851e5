"""What other programs and other people's lists call the columns of organisations.

Case, accents and signs are of no account. Our own headers are not repeated here.
"""

# The name, by the language of the header; programs say the rest in English for everybody.
NAMES = {
    "fr": """
        Nom, Nom complet, Nom long, Nom développé, Nom officiel, Nom de l'organisation, Nom de l'organisme,
        Nom de l'établissement, Nom de la structure, Nom de la société, Nom de l'entreprise, Nom de l'école,
        Nom de l'institut, Raison sociale, Dénomination, Dénomination sociale, Intitulé, Libellé, Organisme,
        Établissement, Structure, Société, Entreprise, École, Institut, Laboratoire, Média, Nom du média,
        Partenaire
    """,
    "any": """
        Name, Full name, Official name, Legal name, Display name, Organisation, Organization,
        Organisation name, Organization name, Organization 1 - Name, Company, Company name, Account name,
        Institution, School, School name, Institute, Partner, ORG, FN
    """,
}
SHORT_NAMES = {
    "fr": "Sigle, Acronyme, Nom court, Nom abrégé, Nom d'usage, Abréviation, Sigle ou acronyme",
    "any": "Acronym, Abbreviation, Initials, Short",
}
# Only where the cells are web addresses: “Site” is a place, too.
WEBSITES = """
    Site, Site internet, Site officiel, Page web, URL, URL du site, Adresse web, Adresse du site, Lien,
    Adresse internet, Internet, Web, Web site, Web page, Homepage, Home page, Company website, Website URL,
    Website 1 - Value
"""
# Only where most cells are kinds of ours.
KINDS = """
    Type, Type d'organisation, Type d'organisme, Type d'établissement, Type de structure, Nature, Catégorie,
    Category, Organisation type, Organization type, Account type
"""
# Of schools alone.
CITIES = "Ville, Commune, Localité, City, Town, Ville siège, Ville du siège"
IGNORED = """
    SIRET, SIREN, RNE, UAI, TVA, VAT, APE, Code APE, NAF, Code NAF, RNSR, ROR, Logo, Effectif, Effectifs,
    Employees, Number of employees, Latitude, Longitude, Coordonnées, Statut juridique, Forme juridique,
    Legal form, Date de création, Année de création, Founded, Secteur, Secteur d'activité, Sector, Industry,
    Domaine, Académie, Tutelle, Tutelles, Président, Présidente, Contacts, Partenaires
"""
