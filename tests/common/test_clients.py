import pytest

from common.clients import network_of


@pytest.mark.parametrize(
    ("behind_proxy", "peer", "forwarded", "network"),
    [
        (False, "192.0.2.7", None, "192.0.2.7"),
        # Anybody can write the header who reaches the site without a proxy.
        (False, "192.0.2.7", "198.51.100.1", "192.0.2.7"),
        (True, "127.0.0.1", "198.51.100.1", "198.51.100.1"),
        # What the client wrote itself stands before what the proxy wrote.
        (True, "127.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (True, "127.0.0.1", "203.0.113.9,198.51.100.1 ", "198.51.100.1"),
        (True, "127.0.0.1", None, "127.0.0.1"),
        (True, "127.0.0.1", "", "127.0.0.1"),
        (True, "127.0.0.1", "nonsense", ""),
        (True, "", "2001:db8:1:2:aaaa::1", "20010db800010002::"),
        (True, "", "2001:db8:1:2:bbbb::9", "20010db800010002::"),
        (True, "", "2001:db8:1:3::1", "20010db800010003::"),
        (True, "", "::ffff:192.0.2.7", "192.0.2.7"),
        (False, "fe80::1%eth0", None, "fe80000000000000::"),
        (False, "", None, ""),
    ],
)
def test_a_client_is_known_by_what_it_cannot_choose(rf, settings, behind_proxy, peer, forwarded, network):
    settings.BEHIND_PROXY = behind_proxy
    headers = {"x-forwarded-for": forwarded} if forwarded is not None else {}
    assert network_of(rf.get("/", REMOTE_ADDR=peer, headers=headers)) == network
