import re
from functools import lru_cache

from common.characters import normalise
from exchange.answers import NO

from .answers import OBJECTION_PHRASES, UNAMBIGUOUS_OBJECTION_PHRASES

# “Désabonné(e)”, “Inscrit·e·s”.
_FEMININE = re.compile(r"(?:\((?:e|es|s)\)|[·.•-]e(?:[·.•-]?s)?)(?!\w)", re.IGNORECASE)
# In words: what follows is a day or a reason.
_MAX_WORDS = max(len(phrase.split()) for phrase in OBJECTION_PHRASES)
# “Ne pas contacter avant 10h” says when, not whether.
_WHEN_OR_HOW = """
    avant apres entre sauf matin soir weekend midi telephone tel portable mobile jusqu before after between
    except unless until morning evening phone
"""
_CONDITIONS = frozenset(_WHEN_OR_HOW.split())
# Hardly any cell passes, and normalising takes longer.
_MAY_SAY = re.compile(
    r"oppo|inscri|abonn|plus|pas |retir|retrait|unsub|bscrib|opt|not |list|stop|refus|longer|remove|dnc|oubli"
    r"|suppr|efface|no (?:more|mail|e-?mail|newsl)|c[ée]d[ée]|d[ée]c[èe]s|deceased",
    re.IGNORECASE,
)
# What says it alone, and not within other words.
_ALONE = frozenset({"stop", "unsub", "unsubscribe"})
_REPEATED = 100
_SAYS = re.compile(
    r"\b(?:"
    r"ne (?:veut|veulent|souhaite|souhaitent|desire|desirent) (?:plus|pas)"
    r"|(?:ne|n) (?:plus|pas) (?:(?:l|le|la|les|lui|nous|y|en) )?"
    r"(?:contact|ecri|sollicit|envoy|adress|mail|relanc|derang|importun|diffus)\w*"
    r"|(?:s |est |s est )?oppos(?:e|ee|es|ees|ition|ante?)"
    r"|desinscri\w+|desabonn\w+|plus (?:recevoir|etre)"
    r"|(?:a retirer|retire[rez]*) (?:de|des|du)|demande de retrait|refuse\w* (?:de|nos|les|d|tout\w*)"
    r"|unsubscribed|unsubscription|unsubscribe (?:me|him|her|them)|please unsubscribe|opt(?:s|ed)? ?out"
    r"|(?:do|does|did) not (?:want|wish|contact|mail|email|e mail|write|send)|not to be contacted"
    r"|no longer (?:want|wish)\w*|removed? (?:me |him |her |them )?from|liste noire"
    r"|(?:block|black) ?list\w*"
    r"|plus (?:de |d |aucun\w* )"
    r"(?:e ?mail|mail|courriel|message|sollicitation|newsletter|envoi|communique)\w*"
    r"|no (?:more )?(?:mailing|newsletter)s?|no (?:e ?)?mails|no more (?:e ?)?mail\w*"
    r"|(?:veut|souhait\w*|voudrait|demand\w*|desir\w*) (?:a |d |de |l |la |sa |son )*(?:etre )?"
    r"(?:suppr|efface)\w*|a (?:supprimer|effacer|desinscrire|desabonner)"
    r"|dnc|droit a l oubli|decede\w*|deces|deceased"
    r")\b"
)
_CALLS = re.compile(
    r"\b(?:do not (?:call|phone)|no calls|ne pas (?:appeler|telephoner)|listes? rouges?|bloctel"
    r"|(?:sms|phone|call|calls|fax|tel|telephone) (?:opt ?out|opted out|blacklist\w*|blocklist\w*))\b"
)


def objection_in(text: str) -> str | None:
    """What a statement such as “Désinscrit(e) le 12/02/2024” goes on to say; None where it is none."""
    words = normalise(_FEMININE.sub("", text)).split()
    for count in range(min(len(words), _MAX_WORDS), 0, -1):
        if " ".join(words[:count]) in OBJECTION_PHRASES:
            rest = words[count:]
            return None if set(rest) & (NO | _CONDITIONS) else " ".join(rest)
    return None


def is_plain_objection(text: str) -> bool:
    """Whether a cell says nothing else, whatever its column is called."""
    return normalise(_FEMININE.sub("", text)) in UNAMBIGUOUS_OBJECTION_PHRASES


def may_hold_objections(key: str) -> bool:
    """Whether a column, by its key, may hold remarks among which somebody objects."""
    return key in ("", "status") or key.startswith("job_title")


def may_be_objection(key: str, text: str) -> bool:
    """Whether a cell may say, among other things, that a person objects; `key` is that of its column."""
    # Lists repeat their few job titles.
    return _of_short(key, text) if len(text) <= _REPEATED else _of_any(key, text)


def _of_any(key, text):
    if not may_hold_objections(key) or not _MAY_SAY.search(text) or "://" in text:
        return False
    if key.startswith("job_title"):
        return is_plain_objection(text)
    words = normalise(_FEMININE.sub("", text))
    if words in _ALONE:
        return True
    others, found = _SAYS.subn(" ", words)
    return found > 0 and NO.isdisjoint(others.split())


_of_short = lru_cache(maxsize=5_000)(_of_any)


def is_about_calls(header: str) -> bool:
    """The name of a column of objections to something else than e-mails."""
    return bool(_CALLS.search(normalise(header.replace("_", " "))))
