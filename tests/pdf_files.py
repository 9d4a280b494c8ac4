"""PDF files made by hand for tests: what producers draw, and what hostile ones do."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence

SONG = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts[<</Type/Font/Subtype"
    "/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 4>>"
    "/DW 1000/W[1 95 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/Ascent 880/Descent -120"
    "/ItalicAngle 0/CapHeight 700/StemV 80/FontBBox[0 -120 1000 880]>>>>]>>"
)
"""The Chinese font that every reader knows; as /F2 the same without a word on which characters its glyphs are."""

HEIGHT = 842
Stream = tuple[str, bytes]


def say(x: float, top: float, text: str, size: float = 16, *, font: str = "F1", turn: str = "1 0 0 1") -> str:
    """Set a text whose base line lies so many points below the upper edge."""
    return f"BT /{font} {size} Tf {turn} {x} {HEIGHT - top} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def rule(x0: float, top: float, x1: float, bottom: float) -> str:
    """Draw a line."""
    return f"0.5 w {x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S\n"


def block(x0: float, top: float, x1: float, bottom: float) -> str:
    """Fill a rectangle."""
    return f"{x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re f\n"


def box(x0: float, top: float, x1: float, bottom: float) -> str:
    """Draw a frame."""
    return f"0.5 w {x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re S\n"


def lattice(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Draw all lines of a table."""
    across = "".join(rule(xs[0], y, xs[-1], y) for y in ys)
    return across + "".join(rule(x, ys[0], x, ys[-1]) for x in xs)


def pdf(
    *contents: str | bytes,
    page: str = "",
    streams: Sequence[Stream] = (),
    resources: str = "",
    filters: str = "",
    password: str | None = None,
) -> bytes:
    """Put pages together; `streams` follow as the objects 10, 11, … with the heads given."""
    count = len(contents)
    first = 10 + len(streams)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(count))
    fonts = f"/Font<</F1 4 0 R/F2 5 0 R>>{resources}"
    objects: dict[int, bytes] = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {count}/Kids[{kids}]>>".encode(),
        4: SONG.format(encoding="UniGB-UCS2-H", ordering="GB1").encode(),
        5: SONG.format(encoding="Identity-H", ordering="Identity").encode(),
    }
    bodies: list[tuple[int, str, bytes]] = [(10 + at, head, body) for at, (head, body) in enumerate(streams)]
    for number, content in enumerate(contents):
        own = first + 2 * number
        objects[own] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<{fonts}>>/Contents {own + 1} 0 R{page}>>".encode()
        )
        bodies.append((own + 1, filters, content if isinstance(content, bytes) else content.encode()))
    key, encrypt = locked(password) if password is not None else (b"", "")
    if key:
        objects[4] = re.sub(rb"\((\w+)\)", lambda found: b"<%s>" % own_key(key, 4, found[1]).hex().encode(), objects[4])
    for number, head, body in bodies:
        kept = own_key(key, number, body) if key else body
        objects[number] = f"<<{head}/Length {len(kept)}>>stream\n".encode() + kept + b"\nendstream"
    return joined(objects, encrypt)


def joined(objects: dict[int, bytes], trailer: str) -> bytes:
    """Write objects with their table."""
    out, places = b"%PDF-1.7\n", {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(max(objects) + 1)
    )
    end = f"trailer<</Size {max(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    return out + b"xref\n0 %d\n" % (max(objects) + 1) + table + end


PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def locked(password: str) -> tuple[bytes, str]:
    """Return the key of the oldest encryption, and what the trailer says of it."""
    user = (password.encode() + PAD)[:32]
    owner = rc4(hashlib.md5(b"somebody else").digest()[:5], user)
    key = hashlib.md5(user + owner + (0xFFFFFFFC).to_bytes(4, "little") + b"0").digest()[:5]
    check = rc4(key, PAD)
    said = f"/Filter/Standard/V 1/R 2/O<{owner.hex()}>/U<{check.hex()}>/P -4"
    return key, f"/Encrypt<<{said}>>/ID[<30><30>]"


def own_key(key: bytes, number: int, data: bytes) -> bytes:
    """Encrypt a string or a stream of an object."""
    return rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], data)


def rc4(key: bytes, data: bytes) -> bytes:
    """Encrypt as old PDF files do."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


IMAGE = ("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x80")
"""One grey pixel, to be drawn over a page as scanners do."""
OVER_ALL = "q 595 0 0 842 0 0 cm /I1 Do Q\n"


def deflated(size: int) -> bytes:
    """Return very little that inflates to so many spaces."""
    squeeze = zlib.compressobj(9)
    piece = b" " * 1_000_000
    return b"".join(squeeze.compress(piece) for _ in range(size // len(piece))) + squeeze.flush()
