from pathlib import Path
from typing import NamedTuple

from django.conf import settings

FOLDER = Path(settings.BASE_DIR, "fixtures")
FREE = {"credit": "Carnot & IMT", "licence": "CC0 1.0"}


class Picture(NamedTuple):
    path: Path
    texts: dict[str, str]


# {reference of the release that leads with it: the picture, drawn by scripts/draw_pictures.py}
PICTURES = {
    "CP-2022-001": Picture(
        FOLDER / "network.png",
        {
            "alt_fr": "Deux grands disques reliés à de petits par des traits\u202f; "
            "l’un des petits tient aux deux.",
            "alt_en": "Two large discs, each joined by lines to small ones; one of these belongs to both.",
            "caption_fr": "Deux instituts, dix écoles, un réseau.",
            "caption_en": "Two institutes, ten schools, one network.",
            **FREE,
        },
    ),
    "CP-2025-003": Picture(
        FOLDER / "alloy.png",
        {
            "alt_fr": "Des cercles rangés en quatre réseaux orientés différemment\u202f; six disques rouges, "
            "plus gros, écartent leurs voisins.",
            "alt_en": "Circles in four lattices, each turned another way; six larger red discs push their "
            "neighbours aside.",
            "caption_fr": "Dans un alliage recyclé, des atomes étrangers (en rouge) se glissent dans les "
            "grains du métal et à leurs frontières. Schéma.",
            "caption_en": "In a recycled alloy, foreign atoms (in red) slip into the grains of the metal and "
            "the borders between them. Diagram.",
            **FREE,
        },
    ),
    "CP-2026-006": Picture(
        FOLDER / "valleys.png",
        {
            "alt_fr": "Carte de six vallées semées de points reliés entre eux\u202f; un chemin rouge en "
            "descend jusqu’à un disque entouré d’ondes.",
            "alt_en": "Map of six valleys dotted with points that are linked together; a red path leads down "
            "to a disc with waves around it.",
            "caption_fr": "De capteur en capteur, l’alerte (en rouge) descend la vallée plus vite que la "
            "crue. Carte imaginaire.",
            "caption_en": "From one sensor to the next, the alert (in red) goes down the valley faster than "
            "the flood. Imaginary map.",
            **FREE,
        },
    ),
}
