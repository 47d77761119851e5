"""The two texts of February 2020 as they came in: their facts and their slips, in other words."""

TITLE_FR = (
    "Deux instituts Carnot, Télécom & Société numérique et M.I.N.E.S, où les écoles de l’IMT sont très "
    "présentes, gardent leur label et poursuivent leur recherche avec les PME-PMI"
)
TITLE_EN = "The Carnot institutes Télécom & Société Numérique and M.I.N.E.S keep their label"


def _paragraphs(text):
    return "".join(f"<p>{' '.join(each.split())}</p>" for each in text.strip().split("\n\n"))


FRENCH = _paragraphs("""
Le 7 février 2020, le ministère a publié les résultats de l’appel. Carnot Télécom &amp; Société
numérique et Carnot M.I.N.E.S, labellisés depuis 2006, le sont de nouveau.

Ce résultat tient à la place de l’IMT, qui relève du ministère de l’économie et conduit de front une
recherche académique de haut niveau et une recherche au service des entreprises, grâce à une grande
proximité avec elles, à des équipes formées pour cela et à des partenariats suivis.

Carnot Télécom &amp; Société numérique réunit IMT Atlantique, Institut Mines-Télécom Business
School, Télécom Paris, Télécom SudParis et leur filiale Eurecom. Christian Picory-Donné le dirige.

Carnot M.I.N.E.S réunit IMT Atlantique, IMT Lille Douai, IMT Mines Albi, IMT Mines Alès, Mines St
Etienne et leur partenaire Mines ParisTech.

Créé en 2006, le label développe la <a href="#">recherche partenariale</a> des laboratoires publics.

À propos de l’Institut Mines-Télécom : il regroupe 8 grandes écoles et 2 filiales, forme 12 000
étudiants et a créé une académie avec la TUM.
""")
ENGLISH = _paragraphs("""
On 7 February 2020, the ministry published the results of the call. Carnot Telecom &amp; Société
Numérique and Carnot M.I.N.E.S, which have held the label since 2006, keep it.

This outcome owes much to the place of IMT. It answers to the ministry of economy, and does research
of excellence as well as research for companies.

Carnot Télécom &amp; Société numérique brings together IMT Atlantique, Institut Mines-Télécom
Business School, Télécom Paris, Télécom SudParis and their subsidiary Eurecom. It is headed by
Christian Picory-Donné.

Carnot M.I.N.E.S. brings together IMT Atlantique, IMT Lille Douai, IMT Mines Albi, IMT Mines Alès,
Mines St Etienne and their partner Mines ParisTech.

Created in 2006, the label develops the research partnerships of public laboratories.
""")
