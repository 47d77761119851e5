"""What comparing two languages of a text costs: python benchmarks/parity.py [rounds]

A text of 3,000 words in each language, once with nothing kept of either, once with one sentence changed in
one block, as while somebody types. No query is made.
"""

import json

import long_texts
from long_texts import one_more_sentence, report, seconds


def main():
    long_texts.set_up()
    _measure(long_texts.rounds(40))


def _measure(rounds):
    from releases.texts.parity import blocks, differences

    bodies, names = long_texts.bodies(), _names()
    french, english = ({"title": "", "body": body} for body in bodies.values())
    whole, changed = [], []
    for number in range(rounds):
        blocks._facts.cache_clear()
        whole.append(seconds(lambda: differences(french, "fr", english, "en", names)))
        text = {**english, "body": one_more_sentence(english["body"], number)}
        changed.append(seconds(lambda text=text: differences(french, "fr", text, "en", names)))
    long_texts.report_words(bodies)
    report("whole", whole)
    report("one block changed", changed)


def _names():
    from releases.texts.parity import Names, name

    rows = json.loads((long_texts.FIXTURES / "organisations.json").read_text())
    fields = [row["fields"] for row in rows if row["model"] == "institutes.organisation"]
    return Names(
        tuple(name(each["name_fr"], {"fr": each["name_fr"], "en": each["name_en"]}) for each in fields)
    )


if __name__ == "__main__":
    main()
