import json

from common.structured_data import script, thing, with_origin


def test_what_is_empty_is_not_said():
    assert thing("Thing", name="", image=None, about=[], position=0) == {"@type": "Thing", "position": 0}


def test_a_script_holds_no_sign_that_could_end_it():
    text = "</script> & <!-- \u2028\u2029 é"
    written = script({"name": text})
    inside = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside)["name"] == text


def test_paths_become_whole_addresses_and_texts_stay():
    data = {"url": "/fr/", "name": "/fr/", "about": [{"url": "https://example.org/"}, {"item": "/x"}]}
    assert with_origin(data, "https://a.example") == {
        "url": "https://a.example/fr/",
        "name": "/fr/",
        "about": [{"url": "https://example.org/"}, {"item": "https://a.example/x"}],
    }
