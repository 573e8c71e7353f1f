"""TL8: text in a wrong encoding, invisible characters."""

import unicodedata
from collections.abc import Iterator

from dirty.seed import Maker, Seed, Table, rows
from dirty.source import PRIORITIES, SIGNS, Source

CODECS = ("mac_roman", "cp1252", "latin-1", "cp437")
SPACES = {
    "NBSP": "\u00a0",
    "tab": "\t",
    "ideographic": "\u3000",
    "thin": "\u2009",
    "narrow NBSP": "\u202f",
    "NBSP and space": "\u00a0 ",
    "space and tab": " \t",
}
INVISIBLE = {"ZWSP": "\u200b", "WJ": "\u2060", "BOM": "\ufeff", "LRM": "\u200e", "RLM": "\u200f"}
LOST = ("?", "??", "\ufffd", "\ufffd\ufffd", "□")
NAMES_OF_MANGLED = ("café", "Müller", "naïve", "señor", "„Plan“", "Büro – neu", "über", "façade", "São")


def misread(text: str, codec: str, undefined: str = "c1") -> str:
    """What stands there after its bytes were read in the codec. Bytes that CP1252 lacks are C1 controls or U+FFFD."""
    read = ""
    for byte in text.encode():
        try:
            read += bytes([byte]).decode(codec)
        except UnicodeDecodeError:
            read += chr(byte) if undefined == "c1" else "\ufffd"
    return read


def mangled_forms(sign: str) -> dict[str, str]:
    forms = {codec: misread(sign, codec) for codec in CODECS}
    forms["cp1252 with U+FFFD"] = misread(sign, "cp1252", "U+FFFD")
    forms["mac_roman without U+F8FF"] = forms["mac_roman"].replace("\uf8ff", "")
    forms["mac_roman, decomposed"] = unicodedata.normalize("NFD", forms["mac_roman"])
    forms["latin-1 twice"] = misread(forms["latin-1"], "latin-1")
    forms["cp1252 twice"] = misread(forms["cp1252"], "cp1252")
    return {name: form for name, form in forms.items() if list(forms.values()).count(form) == 1 or name in CODECS}


def all_forms() -> Iterator[tuple[str, str, str]]:
    """Kind, name and form of every mangled sign that only one sign fits."""
    signs = {**SIGNS, **{f"priority {name}": sign for name, sign in PRIORITIES.items()}}
    forms = [(kind, name, form) for kind, sign in signs.items() for name, form in mangled_forms(sign).items()]
    for kind, name, form in forms:
        if len({other for other, _, same in forms if same == form}) == 1:
            yield kind, name, form


def mangled(kind: str, form: str) -> Maker:
    def make(s: Source) -> Seed:
        if kind.startswith("priority"):
            return Seed([rows("!" + s.task(s.due(), form))])
        if kind == "depends":
            known = s.ident()
            return Seed([rows(s.task(s.field("id", known), s.due()), "!" + s.task(f"{form} {known}", s.due()))])
        values = {
            "recurrence": "every week",
            "completion": "keep",
            "id": s.ident(),
            "done": s.past(),
            "cancelled": s.past(),
            "created": s.past(),
        }
        tail = [f"{form} {values.get(kind, s.soon())}"]
        if kind in ("recurrence", "completion", "id"):
            tail.append(s.due())
        return Seed([rows("!" + s.task(*tail, box={"done": "x", "cancelled": "-"}.get(kind, " ")))])

    return make


def between(filling: str) -> Maker:
    """This between a sign and its value."""

    def make(s: Source) -> str:
        kind = s.pick(("due", "scheduled", "start", "recurrence", "id"))
        value = {"recurrence": "every week", "id": s.ident()}.get(kind, str(s.soon()))
        tail = [f"{SIGNS[kind]}{filling}{value}"]
        if kind in ("recurrence", "id"):
            tail.append(s.due())
        return s.task(*tail, *s.pick(([], [s.tag()], [s.priority()])))

    return make


def sow_mojibake(table: Table) -> None:
    table.add("TL801", {f"{kind}, {name}": mangled(kind, form) for kind, name, form in all_forms()})
    for codec in CODECS[:2] + CODECS[3:]:
        table.add(
            "TL802",
            {
                f"{word}, {codec}": (
                    lambda text: lambda s: s.task(s.due(), text=f"Call {text} about {s.name()} and {s.word()}")
                )(misread(word, codec))
                for word in NAMES_OF_MANGLED
                if misread(word, codec, "U+FFFD") == misread(word, codec)
            },
        )
    table.add(
        "TL802",
        {"dash, mac_roman": lambda s: s.task(s.due(), text=f"Plan {s.name()} {misread('—', 'mac_roman')} {s.word()}")},
    )
    table.add(
        "TL803",
        {
            f"{sign!a} before a date": (lambda sign: lambda s: s.task(f"{sign} {s.soon()}", s.tag()))(sign)
            for sign in LOST
        },
    )
    table.add(
        "TL803",
        {
            f"{sign!a} before a rule": (lambda sign: lambda s: s.task(f"{sign} every week", s.due()))(sign)
            for sign in LOST
        },
    )
    table.add("TL803", {"half a sign": lambda s: s.task(f"ðŸ {s.soon()}", s.tag())})


def sow_invisible(table: Table) -> None:
    table.add("TL804", {name: between(space) for name, space in SPACES.items()})
    table.add("TL804", {"done": lambda s: s.task(f"✅\u00a0{s.past()}", box="x")})
    for name, character in INVISIBLE.items():
        table.add(
            "TL805",
            {
                f"{name} before the value": between(character + " "),
                f"{name} behind a space": between(" " + character),
                f"{name} alone": between(character),
            },
        )
    table.add(
        "TL805",
        {
            "ZWSP in a date": lambda s: s.task(f"📅 {s.soon():%Y-\u200b%m-%d}"),
            "WJ in a date": lambda s: s.task(f"⏳ {s.soon():%Y-%m\u2060-%d}", s.tag()),
            "ZWSP at the end": lambda s: s.task(s.due(), last=False) + "\u200b",
            "LRM at the end": lambda s: s.task(s.due(), s.priority()) + "\u200e",
            "WJ at the end": lambda s: s.task(s.due()) + "\u2060",
            "ZWSP in a tag": lambda s: s.task(s.due(), "#er\u200brand"),
            "LRM behind a tag": lambda s: s.task("#review\u200e", s.due()),
        },
    )
    table.add(
        "TL806",
        {
            f"{sign} VS15": (
                lambda sign, kind: lambda s: s.task(f"{sign}\ufe0e {s.soon()}", *s.pick(([], [s.priority()])))
            )(sign, kind)
            for kind, sign in SIGNS.items()
            if kind in ("due", "scheduled", "start")
        },
    )
    table.add(
        "TL806",
        {
            "⏫ VS15": lambda s: s.task(s.due(), "⏫\ufe0e"),
            "✅ VS15": lambda s: s.task(f"✅\ufe0e {s.past()}", box="x"),
            "🔁 VS15": lambda s: s.task("🔁\ufe0e every week", s.due()),
            "VS16 twice": lambda s: s.task(f"📅\ufe0f\ufe0f {s.soon()}"),
        },
    )
    table.add(
        "TL806",
        {
            "VS16": lambda s: s.task(f"📅\ufe0f {s.soon()}"),
            "⏳ VS16": lambda s: s.task(f"⏳\ufe0f {s.soon()}", s.tag()),
            "⏫ VS16": lambda s: s.task(s.due(), "⏫\ufe0f"),
        },
        vault="strict",
    )


def sow(table: Table) -> None:
    sow_mojibake(table)
    sow_invisible(table)
