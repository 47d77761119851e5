"""What other programs and other people's lists call the columns of contacts, in French and in English.

Case, accents and signs are of no account. A number stands for any number, and a name for the same with a
number after it: “Phone 1 - Value” means “phone 2 - value” too, “Business phone” means “Business Phone 2”.
"""

# The key of a column: its aliases in other programs.
NAMES = {
    "first_name": """
        First name, Firstname, Given name, Forename, Contact first name, First, Prénom, Prénom du contact,
        Prénom usuel, Premier
    """,
    "last_name": """
        Last name, Lastname, Family name, Surname, Contact last name, Last, Nom de famille, Nom du contact,
        Nom d'usage, Patronyme, Dernier
    """,
    # Divided into first and last name where these are empty.
    "full_name": """
        Full name, Fullname, Display name, Formatted name, Contact name, Name and surname, Nom complet, Nom à
        afficher, Prénom et nom, Prénom Nom, Identité, Interlocuteur, FN
    """,
    "full_name_reversed": """
        File as, Last name first name, Surname and name, Last name and first name, Nom et prénom, Nom Prénom,
        Nom et prénoms, Classer sous
    """,
    # The program writes this header in English for everybody: its language is that of its words.
    "job_title": "Organization title, Organization 1 - Title, Position, Contact title",
    "organisation": """
        Organization, Organisation name, Organization name, Organization 1 - Name, Company, Company name,
        Employer, Account name, Media outlet, Outlet, Outlet(s), Outlets,
        Outlet name, Primary company, Associated company, Entreprise liée, Publication, Organisation, Société,
        Entreprise, Employeur, Structure, Organisme, Établissement, Média, Nom du média, Rédaction, Support,
        Titre de presse, ORG
    """,
    "email": """
        Mail, Email, Email address, E-mail address, Primary email, Business email, Work email, Contact email,
        E-mail work, User principal name, Mél, Courriel, Adresse e-mail, Adresse mail, Adresse électronique,
        Adresse de courriel, Adresse de messagerie, Adresse de courrier, Adresse de courrier électronique,
        Mail professionnel, E-mail professionnel, Courriel professionnel, Première adresse électronique,
        Adresse électronique principale, Adresse e-mail principale, Adresse mail principale, E-mail principal,
        Mail principal, Courriel principal
    """,
    # Taken where the first is empty.
    "email_other": """
        E-mail 1 - Value, Email 1, E-mail 2 Address, Email 2 Address, Secondary email, Other email, Personal
        email, Alternate email 1, Mail 2, Adresse de messagerie 2, Adresse mail 2, Adresse de courrier 2,
        Autre mail 1, Mail personnel, Adresse électronique secondaire, Deuxième adresse électronique, Autre
        e-mail, E-mail secondaire, Adresse e-mail secondaire, Adresse mail secondaire, Mail secondaire,
        Courriel secondaire
    """,
    # Says what the next column's address is.
    "email_label": "E-mail 1 - Type, E-mail 1 - Label",
    "phone": """
        Phone 1 - Value, Phone, Phones, Phone number, Telephone number, Primary phone, Other phone, Callback,
        Contact phone, Téléphone, Téléphones, Tél, Téls, Numéro de téléphone, N° de téléphone,
        Téléphone principal, Tél. principal, Téléphone (autre), Autre téléphone, Rappel,
        Coordonnées téléphoniques
    """,
    "phone_mobile": """
        Mobile phone, Mobile, SMS, WhatsApp, Mobile number, Cell phone, Cell, Cellphone, Cellular, Car phone,
        GSM, iPhone, Tél. mobile, Téléphone mobile, Téléphone portable, Tél. portable, Portable, Numéro de
        mobile, Numéro de portable, Numéro de tél. portable, Mobile phone number, Port., Mob., Tél. port.,
        Mobile professionnel, Portable professionnel, Téléphone (voiture), Téléphone de la voiture
    """,
    "phone_office": """
        Business phone, Work phone, Office phone, Work telephone, Direct phone, Direct line,
        Téléphone (bureau), Téléphone 2 (bureau), Tél. professionnel, Téléphone professionnel, Tél. bureau,
        Téléphone bureau, Téléphone fixe, Tél. fixe, Fixe, Ligne directe, Téléphone direct, Tél. direct,
        Numéro de tél. professionnel
    """,
    "phone_main": """
        Company main phone, Téléphone principal de l'entreprise, Main phone, Switchboard, Company phone,
        Outlet phone, Téléphone société, Standard, Téléphone standard, Tél. standard,
        Téléphone principal de la société, Téléphone de la société, Accueil
    """,
    # Belongs to the number of the column before.
    "phone_extension": """
        Extension, Ext, Phone extension, Extension number, Telephone extension, Poste téléphonique,
        Poste tél., N° de poste, Numéro de poste, Numéro interne, Interne
    """,
    # Says what the next column's number is.
    "phone_label": "Phone 1 - Type, Phone 1 - Label, Type de téléphone, Phone type",
    "objected_on": """
        Retiré, Retirée, Retirés, Refus, Refuse, Bloqué, Bloquée, Droit d'opposition,
        Unsubscribed, Unsubscribe, Unsubscribed at, Unsubscribe date, Unsub time, Opt-out, Opted out,
        Optout time, Email opt out, HasOptedOutOfEmail, Opt-out date, Do not contact, Do not mail,
        Do not email, Objects, Objected on, Objection, Suppressed, Blacklisted, Désinscrit, Désinscrite,
        Désinscrits, Désinscription, Désinscrit le, Date de désinscription, Désabonné, Désabonnée,
        Désabonnement, Date de désabonnement, Ne pas contacter, Ne plus contacter, Ne pas écrire,
        Ne pas envoyer, S'oppose, S'oppose depuis, Opposition, Opposition RGPD, Date d'opposition,
        Liste noire, Stop, Stop mail, Exclu, Exclue, Excluded, Email blacklisted, Email blocklisted
    """,
    # The other way round: a “no” is an objection, a “yes” says nothing.
    "consent": """
        Opt-in, Optin, Opted in, Email opt in, Email optin, Consent, Consent given, Email consent,
        Marketing consent, GDPR, GDPR consent, RGPD, Consentement, Consentement RGPD, Consentement e-mail,
        Accord RGPD, Accord, Autorisation RGPD, Inscrit, Inscrite, Inscrit(e), Subscribed, Abonné, Abonnée,
        Abonné(e), Accepts marketing, Accepts email, Accepts email marketing, Accepte les e-mails,
        Accepte les mails, Accepte d'être contacté, Peut être contacté, May be contacted, May contact,
        OK pour recevoir
    """,
    # Holds many things, of which only an objection counts.
    "status": """
        Status, Email status, Mail status, Contact status, Subscription status, Email marketing status,
        Marketing status, Member rating status, Consent status, Statut, État, Statut d'abonnement, Statut de
        l'abonnement, Statut RGPD, Statut d'inscription
    """,
    # Of vCards, which may be anybody's.
    "not_a_person": "Organisation or group",
    "data_source": """
        Source, Data source, Source of the data, Contact source, Lead source, Source des données,
        Source du contact, Origine des données, Origine du contact, Provenance, Provenance des données
    """,
    "data_collected_on": """
        Collected on, Date collected, Collection date, Date of collection, Collecté le, Collectée le,
        Collectés le, Collectées le, Données collectées le, Date de collecte, Date de la collecte,
        Recueilli le, Recueillies le, Date de recueil
    """,
    "languages": "Spoken languages, Language, Langues, Langue, LANG",
}

# Job titles, by the language in which the program runs.
JOB_TITLES = {
    "fr": """
        Fonction, Poste, Poste occupé, Intitulé de poste, Intitulé du poste, Profession, Titre professionnel,
        Emploi, Métier, Fonction (fr), Titre (fr)
    """,
    "en": "Job title, Role, Job, Title (en)",
}

# Whatever else the name goes on to say; an objection also whatever stands before it.
PREFIXES = {
    "objected_on": """
        Opt out, Optout, Unsub, Unsubscribed, Do not mail, Do not email, Do not contact, Désinscrit,
        Désinscrite, Désinscription, Désabonné, Désabonnement, Ne pas contacter, Ne plus contacter,
        Opposition, Blacklist, Blacklisted, Blocklisted, Ne pas solliciter, Ne souhaite plus,
        Ne souhaite pas, Ne veut plus, A retirer, Retirer de, Retiré de, Stop pub, Stop mail
    """,
    "consent": """
        Opt in, Optin, Opted in, Consent, Consentement, RGPD, GDPR, Subscribed to, Inscrit à, Inscrite à,
        Inscrit le, Abonné à, Abonnée à, Abonné le, Abonné newsletter, Abonnée newsletter
    """,
    "ignored": """
        Rue, Ville, Code postal, Pays, Dép, Département, Région, Boîte postale, Adresse postale, Street,
        City, Zip, Postal code, Country, Fax, Télécopie, Anniversaire, Birth, Date de naissance,
        Custom field, Address 1, Relation 1, Event 1, Website 1, IM 1, Yomi, Phonetic, Twitter, LinkedIn,
        Facebook, Instagram, Adresse du domicile, Adresse IM, X
    """,
}

# An objection to something else, or the reason of one.
NOT_EMAIL_OBJECTION_WORDS = """
    fax, call, calls, sms, phone, téléphone, tél, appel, appels, reason, raison, motif, campaign, campagne
"""

# Names of columns made of such words alone: “Tél. (travail)”, “Courriel pro.”, “E-mail domicile”.
WORDS = {
    "telephone": "tel, tels, telephone, telephones, phone, phones",
    "email": "email, emails, mail, mails, courriel, courriels, mel",
    "mobile": "mobile, portable, gsm, cell, cellulaire",
    "office": """
        pro, professionnel, professionnelle, travail, bureau, work, office, business, direct, directe, fixe
    """,
    "main": "standard, accueil, switchboard, société",
    "private": "perso, personnel, personnelle, domicile, maison, privé, privée, home, personal, private",
    "stopword": """
        numéro, no, n, de, du, d, adresse, address, number, e, principal, principale, contact, #
    """,
}

# A private number: left out, unless somebody says what it is.
PRIVATE = """
    Home phone, Home telephone, Personal phone, Téléphone (domicile), Téléphone 2 (domicile), Tél. personnel,
    Téléphone personnel, Tél. domicile, Domicile, Téléphone domicile, Numéro de tél. personnel
"""

# Nothing that a press room needs; whoever needs it all the same says so.
IGNORED = """
    Suffix, Name suffix, Name prefix, Prefix, Salutation, Courtesy title, Nickname, Nick, Initials,
    Short name, Maiden name, Middle name, Additional name, Gender, Sex, Civilité, Suffixe, Surnom, Initiales,
    Deuxième prénom, Second prénom, Nom de jeune fille, Sexe, Genre, Appel, Titre de civilité,
    Formule de politesse,

    Yomi name, Given name yomi, Additional name yomi, Family name yomi, Given yomi, Surname yomi,
    Company yomi, Organization 1 - Yomi name, Phonetic first name, Phonetic middle name, Phonetic last name,
    Phonetic given name, Phonetic family name, Prénom yomi, Nom yomi, Société yomi, Prénom phonétique,
    Nom phonétique,

    Fax, Faxes, Fax number, Business fax, Home fax, Other fax, Work fax, Pager, Pager number, Telex, ISDN,
    Radio phone, TTY/TDD phone, Assistant's phone, Assistant's name, Manager's name, Télécopie,
    Numéro de fax, Numéro de télécopie, Télécopie (bureau), Télécopie (domicile), Télécopie (autre),
    Fax (bureau), Fax (domicile), Fax (autre), Télécopie professionnelle, Télécopie personnelle,
    Autre télécopie, Récepteur de radiomessagerie, Radiomessagerie, Numéro de pager, Télex, RNIS,
    Radio téléphone, Téléphone TDD/TTY, Téléphone de l'assistant(e), Nom de l'assistant(e),
    Téléphone de l'assistant, Nom de l'assistant, Nom du responsable, Responsable, Téléphone radio,
    Téléphone TTY/TDD,

    E-mail type, E-mail display name, E-mail 2 Display Name,
    IMAddress, IM 1 - Type, IM 1 - Label, IM 1 - Service, IM 1 - Value, Screen name,
    Type de messagerie, Nom complet de l'adresse de messagerie, Nom complet de l'adresse mail,
    Type d'adresse de messagerie, Pseudo, Pseudonyme, Nom à l'écran,
    Nom d'affichage de l'adresse de messagerie, Adresse de messagerie instantanée,

    Business street, Business city, Business state, Business postal code, Business country/region,
    Business country, Business address, Business address PO box, Work address, Work city, Work state,
    Work ZipCode, Work country, Office location, Address, Street, City, State, Region, Postal code, Zip,
    Zip code, Country, Department, Organization department, Organization 1 - Type,
    Organization 1 - Department, Organization 1 - Symbol, Organization 1 - Location,
    Organization 1 - Job description, Address 1 - Type, Address 1 - Label, Address 1 - Formatted,
    Address 1 - Street, Address 1 - City, Address 1 - PO Box, Address 1 - Region, Address 1 - Postal Code,
    Address 1 - Country, Address 1 - Extended Address, Rue (bureau), Rue 2 (bureau), Ville (bureau),
    Dép/Région (bureau), Département (bureau), Code postal (bureau), Pays/Région (bureau), Pays (bureau),
    B.P. professionnelle, B.P., Service, Adresse professionnelle, Adresse postale, Adresse, Rue, Ville,
    Code postal, CP, Région, Département, Pays, Pays/État, Pays/Région,

    Home street, Home city, Home state, Home postal code, Home country/region, Home country, Home address,
    Home address PO box, Home ZipCode, Other street, Other city, Other state, Other postal code,
    Other country/region, Other country, Other address, Other address PO box, Rue (domicile),
    Rue 2 (domicile), Ville (domicile), Dép/Région (domicile), Département (domicile),
    Code postal (domicile), Pays/Région (domicile), Pays (domicile), Rue (autre), Rue 2 (autre),
    Ville (autre), Dép/Région (autre), Région (autre), Code postal (autre), Pays/Région (autre),
    Pays (autre), Adresse privée, Adresse personnelle, Boîte postale du domicile, Autre boîte postale,

    Birthday, Birth year, Birth month, Birth day, Anniversary, Spouse, Children, Event 1 - Type,
    Event 1 - Label, Event 1 - Value, Relation 1 - Type, Relation 1 - Label, Relation 1 - Value, Schools,
    Hobby, Hobbies, Anniversaire, Anniversaire de mariage ou fête, Anniversaire/Fête, Date de naissance,
    Année de naissance, Mois de naissance, Jour de naissance, Mois, Jour, Conjoint(e), Enfants, Passe-temps,
    Écoles,

    Optin time, Optin IP, Confirm time, Confirm IP, Unsub reason, Unsub campaign title, Unsub campaign ID,
    Record ID, Contact owner, Lead status, Connecté le, Connexion établie le, Date de connexion,

    Notes, Note, Comments, Comment, Description, Photo, Labels, Group membership, Groups, Categories,
    Category, Tags, Keywords, Custom field 1 - Type, Custom field 1 - Label, Custom field 1 - Value,
    Custom 1, User 1, Website 1 - Type, Website 1 - Label, Website 1 - Value, Website, Web page,
    Personal web page, Business web page, URL, Connected on, Twitter, LinkedIn, Facebook, Instagram, Topics,
    Beat, Remarques, Remarque, Commentaire, Commentaires, Groupes, Catégories, Catégorie, Mots clés,
    Étiquettes, Divers 1, Utilisateur 1, Personnalisation 1, Page Web, Page Web (bureau),
    Page Web (domicile), Site Web, Site, Site internet, Rubrique, Thématique, Thématiques, Périodicité,

    BDAY, REV, PRODID, ADR, IMPP, GEO, TZ, AGENT, CALURI, FBURL, SORT STRING, Version, Social profile,

    Account, Billing information, Directory server, Government ID number, Initialism, Internet free busy,
    Location, Mileage, Occupation, Organizational ID number, Priority, Private, Referred by, Sensitivity,
    Subject, Compte, Informations facturation, Infos de facturation, Serveur d'annuaire, Code gouvernement,
    Disponibilité Internet, Emplacement, Lieu, Kilométrage, Numéro d'identification de l'organisation,
    Priorité, Privé, Recommandé par, Critère de diffusion, Sensibilité, Objet
"""

# Decided by what the cells hold: a form of address or a job, a whole name or a last one, numbers or a room.
TITLES = {"fr": "Titre", "en": "Title"}
# Whether somebody wants no mails, or the address where they say so.
ANSWER_OR_LINK = "Se désinscrire, Désinscrire, Se désabonner, Unsubscribe link, Lien de désinscription"
# A job or the extension of a telephone.
TITLE_OR_EXTENSION = {"fr": "Poste"}
LAST_OR_FULL = "Name, Nom, Contact, Journalist, Journaliste, Person"
PHONE_OR_PLACE = {
    "phone": "Direct, Numéro, Professionnelle, Principal",
    "phone_office": "Office, Work, Business, Bureau, Professionnel, Travail",
}

# Running numbers of any list; only a person can say whether they are ours.
NUMBERS = """
    ID, ID number, Identifier, Number, No, Nr, Nbr, Record ID, Contact ID, Row, Row number, Reference, Ref,
    Key, Code, UID, External ID, Numéro, N°, Nº, N, Num, Identifiant, Référence, Réf, Ligne,
    Numéro de ligne, Numéro d'ordre, Clé, Numéro de contact, ID contact, Numéro d'identification
"""

COURTESY = """
    M, Mr, Mister, Mrs, Ms, Miss, Mme, Mlle, MM, Mmes, Monsieur, Madame, Mademoiselle, Dr, Pr, Prof, Me,
    Maître, Docteur, Professeur, Doctor, Professor, Sir, Lady, Herr, Frau
"""

# What a program calls a number in a cell of its own.
PHONE_KINDS = {
    "phone_mobile": """
        Mobile, Cell, Cellular, Cell phone, iPhone, Apple Watch, Car, GSM, Work mobile, Mobile professionnel,
        Portable, Téléphone portable, Voiture
    """,
    "phone_office": """
        Work, Business, Office, Direct, Bureau, Travail, Professionnel, Pro, Ligne directe, Fixe
    """,
    "phone_main": "Main, Company main, Switchboard, Standard, Accueil, Société, Principal",
    "phone": "Other, Primary, Voice, Pref, Google Voice, Autre",
    "private": """
        Home, Home mobile, Personal, Private, Domicile, Maison, Perso, Personnel, Personnelle, Privé, Privée,
        Mobile perso, Mobile personnel, Portable perso, Portable personnel, Fixe perso, Fixe personnel
    """,
    "no telephone": """
        Fax, Work fax, Home fax, Other fax, Business fax, Pager, Telex, TTY, TTY TDD, ISDN, Modem, Data,
        Video, Télécopie, Fax professionnel, Fax personnel, Fax bureau, Fax domicile, Télex, Bipeur
    """,
}
