"""Which addresses a model may be fetched from, and by way of which proxy."""

from __future__ import annotations

import base64
import ipaddress
import urllib.request
from urllib.parse import SplitResult, unquote, urlsplit

from desktop_app.errors import DownloadFailed, InvalidRequest


def checked_address(url: str) -> SplitResult:
    """Return the parts of ``url``.

    Raises:
        InvalidRequest: If it is not HTTPS (or HTTP to this computer), or holds a name or password.
    """
    try:
        address = urlsplit(url)
        port_fits = address.port is None or address.port > 0
    except ValueError:
        address, port_fits = urlsplit(""), False
    host = address.hostname or ""
    safe = address.scheme == "https" or (address.scheme == "http" and _is_this_computer(host))
    plain = url.isascii() and url.isprintable() and " " not in url
    if not (host and port_fits and safe and plain) or address.username is not None:
        raise InvalidRequest(
            "That is no address a model can be fetched from.",
            "It must begin with https:// and hold no name or password.",
        )
    return address


def proxy_for(host: str) -> SplitResult | None:
    """Return the proxy that ``HTTPS_PROXY`` and ``NO_PROXY`` (or the system) name for ``host``.

    Raises:
        DownloadFailed: If it is of a kind that is not spoken here.
    """
    known = urllib.request.getproxies()
    text = known.get("https") or known.get("all")
    if not text or _is_this_computer(host) or urllib.request.proxy_bypass(host):
        return None
    proxy = urlsplit(text if "://" in text else f"http://{text}")
    try:
        fits = proxy.scheme == "http" and bool(proxy.hostname) and proxy.port != 0
    except ValueError:
        fits = False
    if not fits:
        raise DownloadFailed(
            "The proxy named in HTTPS_PROXY cannot be used.",
            "Give it as http://host:port.",
        )
    return proxy


def proxy_login(proxy: SplitResult) -> dict[str, str]:
    """Return the header by which ``proxy`` knows the person, if its address holds a name."""
    if proxy.username is None:
        return {}
    login = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": "Basic " + base64.b64encode(login.encode()).decode("ascii")}


def _is_this_computer(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
