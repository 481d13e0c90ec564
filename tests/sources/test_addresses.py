"""Where a source may lead us, and where never."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.addresses import AddressRefused, Place, addresses_of, is_outside, place_of
from sources.errors import SourceFailed

INSIDE = [
    *(
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
    ),
    *(
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "192.0.0.1",
        "192.0.0.9",
        "192.0.0.192",
        "192.0.2.1",
        "198.18.0.1",
        "198.19.255.255",
    ),
    *(
        "198.51.100.1",
        "203.0.113.1",
        "192.88.99.1",
        "192.88.99.255",
        "168.63.129.16",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
    ),
    *("255.255.255.255",),
    *(
        "::",
        "::1",
        "::7f00:1",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:a9fe:a9fe",
        "::ffff:0:127.0.0.1",
    ),
    *(
        "64:ff9b::127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b::169.254.169.254",
        "64:ff9b::100.64.0.1",
        "64:ff9b::192.88.99.1",
    ),
    *(
        "64:ff9b:1::8.8.8.8",
        "64:ff9b:1::a00:1",
    ),
    *(
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2002:a9fe:a9fe::1",
        "2002:6440:1::1",
        "2002:c058:6301::1",
        "2002:e000:1::1",
    ),
    *(
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "3fff::1",
    ),
    *(
        "100::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "5f00::1",
        "4000::1",
        "e000::1",
    ),
]

OUTSIDE = [
    *(
        "8.8.8.8",
        "1.1.1.1",
        "93.184.216.34",
        "172.32.0.1",
        "100.128.0.1",
        "192.88.98.1",
        "223.255.255.255",
    ),
    *(
        "2606:4700:4700::1111",
        "2a00:1450:4001:80e::200e",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
    ),
]


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_not_of_the_open_internet_is_inside(address: str) -> None:
    assert not is_outside(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_is_of_the_open_internet_is_outside(address: str) -> None:
    assert is_outside(address)


@given(st.ip_addresses(v=4))
@settings(max_examples=100)
def test_an_address_in_another_is_as_inside_as_by_itself(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    forms = [
        ipaddress.IPv6Address((0x64FF9B << 96) | number),
        ipaddress.IPv6Address((0x2002 << 112) | (number << 80)),
        ipaddress.IPv6Address((0xFFFF << 32) | number),
    ]
    assert {is_outside(str(form)) for form in forms} == {is_outside(str(address))}
    assert not address.is_private or not is_outside(str(address))


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://shop.example/feed?a=b#c", Place("shop.example", 443)),
        ("HTTP://Shop.Example:8080", Place("shop.example", 8080)),
        ("http://1.2.3.4/", Place("1.2.3.4", 80)),
        ("http://[2606:4700::1111]:81/", Place("2606:4700::1111", 81)),
        ("https://bücher.example/記事。html", Place("xn--bcher-kva.example", 443)),
        ("https://a_b.example/@ann?to=http://x@y", Place("a_b.example", 443)),
    ],
)
def test_a_place_is_read(url: str, place: Place) -> None:
    assert place_of(url) == place


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "gopher://x.example/", "ftp://x.example/", "//x.example/", "x.example", "", "http:x"),
        *(
            "http://",
            "http:///x",
            "http:/127.0.0.1/",
            "http://:80/",
            "http://?x",
            "http://.",
            "http://..",
            "http://-a/",
        ),
        *(
            "http://ann@x.example/",
            "http://ann:pw@x.example/",
            "http://:@x.example/",
            "http://x.example\\@127.0.0.1/",
        ),
        *(
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.0.0.1/",
            "http://0177.0.0.1/",
            "http://017700000001",
        ),
        *("http://127.1/", "http://127.0.1/", "http://1.2.3/", "http://1.2.3.4.5/", "http://0/", "http://256.1.1.1/"),
        *("http://0x/", "http://x.0x1/", "http://x.example.7/", "http://127.0.0.01/", "http://00127.0.0.1/"),
        *("http://x.example./", "http://127.0.0.1./", "http://localhost./", "http://x..example/"),
        *(
            "http://127。0。0。1/",
            "http://127．0．0．1/",
            "http://127｡0｡0｡1/",
            "http://①②⑦.0.0.1/",
            "http://x。example/",
        ),
        *("http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[::1%251]/", "http://[::1", "http://::1/"),
        *(
            "http://%31%32%37.0.0.1/",
            "http://x%2eexample/",
            "http://x .example/",
            "http://x.example\t/",
            "http://x\n/",
        ),
        *("http://x.example:0/", "http://x.example:65536/", "http://x.example:-1/", "http://x.example:a/"),
        *("http://" + "a" * 64 + ".example/", "http://" + "a." * 127 + "example/", "http://exam\u00adple.example/"),
    ],
)
def test_an_odd_place_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused) as refusal:
        place_of(url)
    assert "pw" not in str(refusal.value)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"])
async def test_a_name_that_leads_inside_is_refused(host: str) -> None:
    with pytest.raises(AddressRefused, match="not in the open internet"):
        await addresses_of(Place(host, 80))
    assert await addresses_of(Place(host, 80), inside=Place(host, 80))
    with pytest.raises(AddressRefused):
        await addresses_of(Place(host, 81), inside=Place(host, 80))


async def test_an_unknown_name_is_said_so() -> None:
    with pytest.raises(SourceFailed, match=r"host no-such-host\.invalid is not known"):
        await addresses_of(Place("no-such-host.invalid", 80))
