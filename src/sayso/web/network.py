"""The network page, the same picture as a file, and the statements behind a tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ..ledger.keys import number_of
from ..ledger.query.hits import hits
from ..networks import NetworkError
from .network_data import VIEWS, WINDOWS, Choice, evidence, whole
from .statements import part_of

if TYPE_CHECKING:
    from .visit import Visit

__all__ = ["chosen", "network", "picture", "tie"]

_TIES = 60


def chosen(visit: Visit) -> Choice:
    """What the address asks for; where it says nothing, what can be drawn without codings."""
    coded = visit.room.cache.get("coded", lambda: visit.room.ledger.codings.count() > 0)
    view = visit.asked("view") or ("stands" if coded else "outlets")
    return Choice(view, visit.asked("window"), visit.asked("proposals", "1") != "0")


def network(visit: Visit) -> Response:
    """The page. The picture is drawn by a script, which asks for the data; without one an image stands there."""
    choice = chosen(visit)
    if choice.view not in VIEWS or choice.window not in WINDOWS:
        raise HTTPException(404, "There is no such picture.")
    return visit.render("network.html", choice=choice, views=VIEWS, windows=WINDOWS)


def picture(visit: Visit) -> Response:
    """The network as SVG or PNG."""
    from ..networks.pictures import network_scene, to_png, to_svg

    form, choice = visit.path("form"), chosen(visit)
    try:
        scene = network_scene(whole(visit.room, choice))
    except NetworkError as error:
        raise HTTPException(400, str(error)) from None
    if form == "svg":
        body: str | bytes = to_svg(scene)
        kind = "image/svg+xml"
    elif form == "png":
        body, kind = to_png(scene), "image/png"
    else:
        raise HTTPException(404, "There is no such picture.")
    return Response(body, media_type=kind, headers={"Content-Disposition": f'inline; filename="network.{form}"'})


def tie(visit: Visit) -> Response:
    """The statements behind a tie."""
    first, second, choice = visit.asked("first"), visit.asked("second"), chosen(visit)
    try:
        keys = evidence(visit.room, choice, first, second)
    except NetworkError as error:
        raise HTTPException(404, str(error)) from None
    with visit.room.ledger.connect() as connection:
        numbers = [number_of(connection, key) for key in keys[:_TIES]]
        found = hits(connection, [(number, None) for number in numbers], ())
    parts = {hit.number: list(part_of(hit)) for hit in found}
    return visit.render("tie.html", first=first, second=second, found=found, parts=parts, total=len(keys))
