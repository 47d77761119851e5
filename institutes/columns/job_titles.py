from collections.abc import Sequence

# By which a job title says in what language it is: normalised words.
WORDS_OF_TITLES = {
    "fr": """
        adjoint adjointe attache attachee au aux charge chargee chef cheffe chercheur chercheuse conseiller
        conseillere d de delegue deleguee des directeur directrice du en enseignant enseignante et
        generale ingenieur ingenieure journaliste l la le les medias pigiste photographe porte parole presse
        presidente professeur professeure redacteur redaction redactrice responsable rubrique secretaire
    """,
    "en": """
        advisor adviser and chief columnist correspondent deputy director editor engineer for head in
        journalist lecturer of officer photographer press professor researcher spokesperson staff the writer
    """,
}


def language_of_title(words: Sequence[str]) -> str:
    """Nothing where its words, normalised, are as good in one language as in another."""
    counts = sorted((len(set(known.split()) & set(words)), code) for code, known in WORDS_OF_TITLES.items())
    (second, _other), (most, language) = counts[-2:]
    return language if most > second else ""
