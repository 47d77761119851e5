from common.small_letters import InCapitals


def test_the_name_alone_is_written_in_small_letters():
    assert InCapitals("TITRE-X").address("/fr/communiques/2020/TITRE-X/text/") == (
        "/fr/communiques/2020/titre-x/text/"
    )


def test_an_address_without_the_name_stays():
    assert InCapitals("TITRE-X").address("/api/oembed/") == "/api/oembed/"
