"""Sentences of releases that nobody has issued, the same in French and English."""

import random
from typing import TypeVar

T = TypeVar("T")

CITIES = [("Paris", "Paris"), ("Rennes", "Rennes"), ("Brest", "Brest"), ("Évry", "Évry"), ("Lyon", "Lyon")]
SUBJECTS = [
    ("Une équipe de chercheurs", "A team of researchers"),
    ("Un consortium européen", "A European consortium"),
    ("Un laboratoire commun", "A joint laboratory"),
    ("Une jeune entreprise", "A young company"),
    ("Un réseau de douze écoles", "A network of twelve schools"),
    ("Une chaire industrielle", "An industrial chair"),
]
ACTS = [
    ("met au point", "develops"),
    ("présente", "presents"),
    ("évalue", "assesses"),
    ("ouvre aux industriels", "opens to industry"),
    ("essaie en conditions réelles", "tries out in the field"),
    ("publie les données de", "publishes the data of"),
]
OBJECTS = [
    ("un capteur de qualité de l’air", "an air quality sensor"),
    ("une méthode d’essai des batteries", "a test method for batteries"),
    ("un procédé de recyclage des composites", "a recycling process for composites"),
    ("une plateforme de calcul sobre", "a frugal computing platform"),
    ("un matériau biosourcé", "a bio-based material"),
    ("un réseau mobile privé", "a private mobile network"),
    ("une imprimante de céramiques", "a printer for ceramics"),
    ("un jumeau numérique de port", "a digital twin of a harbour"),
]
AIMS = [
    ("pour réduire la consommation d’énergie de {n} %", "to cut energy use by {n}%"),
    ("pour {n} sites de production", "for {n} production sites"),
    ("avec {n} partenaires industriels", "with {n} industrial partners"),
    ("en {n} mois", "within {n} months"),
    ("pour la santé au travail", "for health at work"),
    ("au service des territoires", "in the service of regions"),
]
SENTENCES = [
    ("Les essais ont duré {n} mois sur trois sites.", "The tests lasted {n} months on three sites."),
    (
        "Le projet réunit {n} partenaires de cinq pays.",
        "The project brings together {n} partners from five countries.",
    ),
    ("Les résultats sont publiés en accès ouvert.", "The results are published in open access."),
    ("Le coût a baissé de {n} % en deux ans.", "The cost has fallen by {n}% in two years."),
    ("Une première série sera livrée l’an prochain.", "A first series will be delivered next year."),
    ("Les données sont à la disposition des industriels.", "The data are available to industry."),
    ("La méthode s’applique à d’autres filières.", "The method applies to other sectors."),
    ("{n} doctorants y travaillent.", "{n} doctoral students work on it."),
    (
        "Le financement est assuré jusqu’au terme du projet.",
        "Funding is secured until the end of the project.",
    ),
    ("Un brevet a été déposé.", "A patent has been filed."),
]
CORRECTIONS = {"fr": "Un chiffre était faux.", "en": "A number was wrong."}
WITHDRAWALS = {"fr": "Ce communiqué est paru par erreur.", "en": "This release was issued by mistake."}
# The English text stands for every language that the archive does not speak.
PLACES = {"fr": 0, "en": 1}


def in_language(texts: dict[str, T], code: str) -> T:
    return texts.get(code, texts["en"])


def texts(chance: random.Random) -> dict[str, dict[str, str]]:
    """By language: title, standfirst, city and body."""
    title = [chance.choice(table) for table in (SUBJECTS, ACTS, OBJECTS, AIMS)]
    city, numbers = chance.choice(CITIES), [chance.randint(2, 90) for _ in range(12)]
    sentences = [chance.choice(SENTENCES) for _ in range(11)]

    def written(place):
        filled = [
            sentence[place].format(n=number) for sentence, number in zip(sentences, numbers[1:], strict=True)
        ]
        paragraphs = [" ".join(filled[start : start + 3]) for start in (2, 5, 8)]
        return {
            "title": " ".join(words[place] for words in title).format(n=numbers[0])[:200],
            "standfirst": " ".join(filled[:2]),
            "city": city[place],
            "body": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
        }

    return {code: written(place) for code, place in PLACES.items()}
