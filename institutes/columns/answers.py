from exchange.answers import NO, YES

# What a cell says of somebody who objects, in a column of objections or of other things.
OBJECTION = frozenset(
    {
        "blacklisted",
        "blocklisted",
        "bloque",
        "bloquee",
        "desabonne",
        "desabonnee",
        "desinscrit",
        "desinscrite",
        "do not contact",
        "do not email",
        "do not mail",
        "liste noire",
        "ne pas contacter",
        "ne pas ecrire",
        "ne pas solliciter",
        "ne plus contacter",
        "ne souhaite plus",
        "ne souhaite plus etre contacte",
        "ne souhaite plus etre contactee",
        "non abonne",
        "oppose",
        "opposee",
        "opposition",
        "opt out",
        "opted out",
        "optout",
        "refus",
        "s oppose",
        "stop",
        "suppressed",
        "unsubscribed",
    }
)
# These may stand in a column of anything else and mean another thing there.
_OF_MANY_THINGS = {"opposition", "refus", "stop", "suppressed"}
PLAIN_OBJECTION = OBJECTION - _OF_MANY_THINGS
OBJECTS = YES | OBJECTION
# What a cell says in a column of consent.
AGREED = YES | {
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
REFUSED = (
    NO
    | OBJECTION
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
