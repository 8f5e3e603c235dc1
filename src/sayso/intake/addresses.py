"""Which network addresses a URL may lead to: those of the open internet, and no others."""

from __future__ import annotations

import socket
import threading
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from ..errors import FetchError, RefusedAddress

__all__ = ["check_address", "resolve"]

Address = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")


def check_address(ip: str | Address) -> None:
    """Let through an address of the open internet.

    Raises:
        RefusedAddress: it is private, loopback, link-local, shared, multicast, reserved or unspecified, or an IPv6
            address that carries such an IPv4 address.
    """
    address = ip_address(ip.partition("%")[0]) if isinstance(ip, str) else ip
    carried = _carried(address)
    if carried is not None:
        check_address(carried)
    elif not address.is_global or address.is_multicast or address.is_reserved or _is_site_local(address):
        raise RefusedAddress(f"{address} is a private or local address")


def _carried(address: Address) -> IPv4Address | None:
    """The IPv4 address inside an IPv6 address."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_site_local(address: Address) -> bool:
    """Whether it is of the range that IPv6 once set aside for what is private now."""
    return isinstance(address, IPv6Address) and address.is_site_local


def resolve(host: str, port: int, timeout: float) -> list[str]:
    """The addresses of ``host``, best first. Whatever is written for an address (decimal, octal) is resolved here, too.

    Raises:
        FetchError: there are none, or they do not come in time.
    """
    found: list[str] = []
    wrong: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(
                dict.fromkeys(str(at[0]) for *_, at in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
            )
        except (OSError, UnicodeError) as error:
            wrong.append(error)

    # The system's resolver knows no deadline, so it gets a thread that nobody waits for.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(timeout)
    if thread.is_alive():
        raise FetchError(f"the address of {host} did not come in time")
    if wrong or not found:
        raise FetchError(f"there is no host {host}")
    return found
