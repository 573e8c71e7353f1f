"""What the tests of the agenda page share: vaults, pages, and what is expected."""

from __future__ import annotations

import pathlib
import shutil
import subprocess

TODAY = "2026-01-09"
RTL = "\u202e"
# Every way out of an element, an attribute, a style or a script that a note or its name could try.
ATTACKS = (
    "</bdi></li></ul></main><script>document.documentElement.dataset.hacked=1</script>",
    "<img src=https://example.com/x.png onerror=document.documentElement.dataset.hacked=1>",
    "\"'><svg onload=document.documentElement.dataset.hacked=1> autofocus onfocus=x() style=x",
    "</style><style>*{display:none}</style><base href=https://example.com/>",
    "</title><meta http-equiv=refresh content=0;url=https://example.com/>",
    "-->]]><!-- &#60;script&#62; &lt;b&gt; {{x}} ${x} `x`",
    "[x](javascript:alert(1)) https://example.com/ [[//example.com|y]] <iframe src=//example.com>",
    f"{RTL}txet \u2066 \u200f \u200b \x1b[31m \x07 \u2028 \ufeff \ue000",
    "שלום עולם and مرحبا",
    "a-word-that-has-no-place-to-break-and-goes-on-and-on-" * 6,
)
NAMES = (
    "plain.md",
    "a & b <c> \"d\" 'e'.md",
    "%22onclick=x() #a ?b &c.md",
    f"rtl {RTL}dm.md",
    "line\nend.md",
    "javascript:alert(1).md",
    "sub/電話 ü.md",
    "x" * 200 + ".md",
)


def make_hostile_vault(folder: pathlib.Path) -> pathlib.Path:
    """Each attack as text, owner and tag, on each kind of day, in notes of hostile names."""
    shutil.rmtree(folder, ignore_errors=True)
    vault = folder / "vault \"'<b>&"
    settings = vault / ".obsidian/plugins/obsidian-tasks-plugin/data.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        '{"statusSettings": {"customStatuses": [{"symbol": "<", "name": "<u onclick=x()>\\"\'",'
        ' "type": "ON_HOLD", "nextStatusSymbol": "x", "availableAsCommand": false}]}}'
    )
    days = ("", "📅 2026-01-06", "📅 2026-01-09", "📅 2026-01-20", "⏳ 2026-01-05", "📅 2027-01-01")
    for number, name in enumerate(NAMES):
        lines = []
        for at, attack in enumerate(ATTACKS):
            day = days[(number + at) % len(days)]
            lines += [
                f"- [ ] text {attack} {day}",
                f"- [<] owner @{attack} {day}",
                f"- [ ] owner [[@{attack}]] {day}",
                f"- [ ] owner. [owner:: {attack}] {day}",
                f"- [ ] tag #{attack.replace(' ', '_')} 🔁 every week {day}",
                f"- [x] over {attack} 📅 2026-01-{at + 1:02} ✅ 2026-01-06",
                f"- [ ] wrong 📅 2026-01-12 {attack}",
            ]
        note = vault / name
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_bytes("\n".join(lines).encode() + b"\n- [ ] bytes \xff\xc3( \xed\xa0\x80\n")
    return vault


def write_page(
    command: pathlib.Path, vault: pathlib.Path, file: pathlib.Path, *words: str
) -> pathlib.Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [command, "agenda", "-q", vault, "--today", TODAY, "-o", file, *words], check=True
    )
    return file


class Test:
    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def expect(self, holds: object, claim: str) -> None:
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f"not so: {claim}"[:2000])

    def equal(self, found: object, wanted: object, claim: str) -> None:
        self.expect(found == wanted, f"{claim}: {found!r} is {wanted!r}")

    def end(self) -> int:
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0
