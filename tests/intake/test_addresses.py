from __future__ import annotations

import pytest

from sayso.errors import FetchError, RefusedAddress
from sayso.intake.addresses import check_address, resolve


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "fe80::1",
        "fe80::1%eth0", "fc00::1", "fd00::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "2002:7f00:1::", "2002:c0a8:101::1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
        "64:ff9b:1::1", "2001:0:1:2::3",
    ],
)  # fmt: skip
def test_what_is_not_on_the_open_internet_is_refused(ip: str) -> None:
    with pytest.raises(RefusedAddress):
        check_address(ip)


@pytest.mark.parametrize("ip", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_what_is_on_the_open_internet_passes(ip: str) -> None:
    check_address(ip)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"])
def test_every_way_to_write_loopback_resolves_to_it(host: str) -> None:
    try:
        addresses = resolve(host, 80, 5)
    except FetchError:
        return  # this system does not take it for an address at all
    for address in addresses:
        with pytest.raises(RefusedAddress):
            check_address(address)
