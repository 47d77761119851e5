from ..typography import NO_BREAK_SPACE
from .edits import Find, replacing


def kept_with_names(titles: str, other_words: str, particles: str = "") -> Find:
    """The space between a title or an initial and a name.

    `other_words` begin a sentence behind “plan B.”, `particles` a name behind a title. All are alternatives
    of a pattern.
    """
    initials = r"[A-ZÀ-Þ]\.(?:-?[A-ZÀ-Þ]\.)?"
    name = rf"(?!(?:{other_words})\s)[A-ZÀ-Þ][\w.’'-]"
    behind_title = rf"(?:{titles})(?= (?:{particles})[A-ZÀ-Þ])|" if particles else ""
    return replacing(rf"(?<![\w.°])(?:{behind_title}(?:{titles}|{initials})(?= {name}))( )", NO_BREAK_SPACE)
