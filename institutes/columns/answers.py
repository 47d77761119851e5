from typing import Any

from common.characters import normalise
from exchange.answers import NO, YES

# What a cell of an e-mail or of a telephone number says where there is none.
BLANK_MARKERS = frozenset(
    {
        "aucun",
        "aucune",
        "n a",
        "na",
        "n c",
        "nc",
        "neant",
        "none",
        "non communique",
        "non communiquee",
        "non connu",
        "non disponible",
        "non renseigne",
        "non renseignee",
        "n r",
        "nr",
        "nil",
        "not available",
        "null",
        "inconnu",
        "inconnue",
        "sans",
        "unknown",
    }
)
# How the keys of columns of addresses and of telephone numbers begin.
MAY_HOLD_BLANK_MARKER = ("email", "phone")
_MAX_BLANK_MARKER = 20
_STROKES = "-–—/._ "

# What a cell says of somebody who objects, in a column of objections or of other things.
OBJECTION_PHRASES = frozenset(
    {
        "black list",
        "blacklist",
        "blackliste",
        "blacklisted",
        "blacklistee",
        "blocklisted",
        "bloque",
        "bloquee",
        "demande d opposition",
        "demande de desabonnement",
        "demande de desinscription",
        "demande de retrait",
        "desabonne",
        "desabonnee",
        "desabonnees",
        "desabonnement",
        "desabonnes",
        "desinscription",
        "desinscrit",
        "desinscrite",
        "desinscrites",
        "desinscrits",
        "dnc",
        "do not contact",
        "do not email",
        "do not mail",
        "droit a l oubli",
        "liste noire",
        "ne pas contacter",
        "ne pas ecrire",
        "ne pas solliciter",
        "ne plus contacter",
        "ne souhaite plus",
        "ne souhaite plus etre contacte",
        "ne souhaite plus etre contactee",
        "no mailing",
        "no mailings",
        "non abonne",
        "opposant",
        "opposante",
        "oppose",
        "opposee",
        "opposition",
        "opt out",
        "opted out",
        "optout",
        "refus",
        "s oppose",
        "stop",
        "plus de mail",
        "plus de mails",
        "suppressed",
        "unsub",
        "unsubscribe",
        "unsubscribed",
        "unsubscription",
    }
)
# These may stand in a column of anything else and mean another thing there.
_AMBIGUOUS_OBJECTION_PHRASES = {
    "black list",
    "blacklist",
    "demande de retrait",
    "dnc",
    "droit a l oubli",
    "opposant",
    "opposante",
    "opposition",
    "plus de mail",
    "plus de mails",
    "refus",
    "stop",
    "suppressed",
    "unsub",
    "unsubscribe",
}
UNAMBIGUOUS_OBJECTION_PHRASES = OBJECTION_PHRASES - _AMBIGUOUS_OBJECTION_PHRASES
OBJECTION_VALUES = YES | OBJECTION_PHRASES
# What a cell says in a column of consent.
CONSENT_VALUES = YES | {
    "abonne",
    "abonnee",
    "accepte",
    "acceptee",
    "accepted",
    "accord",
    "active",
    "actif",
    "confirme",
    "confirmed",
    "consent",
    "consented",
    "given",
    "granted",
    "inscrit",
    "inscrite",
    "ok",
    "opt in",
    "opted in",
    "optin",
    "subscribed",
}
REFUSAL_VALUES = (
    NO
    | OBJECTION_PHRASES
    | {
        "declined",
        "denied",
        "non abonnee",
        "non inscrit",
        "non inscrite",
        "not given",
        "not subscribed",
        "pas d accord",
        "refuse",
        "refusee",
        "refused",
        "revoked",
        "withdrawn",
    }
)


def is_blank_marker(cell: Any) -> bool:
    """“n/a”, “-” and “n.c.” in a column of these; not what a formula left, “#N/A”."""
    if not isinstance(cell, str) or len(cell) > _MAX_BLANK_MARKER:
        return False
    text = cell.strip()
    return bool(text) and (not text.strip(_STROKES) or (text[0] != "#" and normalise(text) in BLANK_MARKERS))
