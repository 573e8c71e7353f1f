"""Tables in a notebook: what a note says is text and nothing else."""

from __future__ import annotations

import html.parser

import tasklint

HOSTILE = '- [ ] <script>alert(1)</script> <img src=x onerror=alert(1)> "&amp; \u202e\x1b[31m @<b> 📅 2026-02-30\n'


class Elements(html.parser.HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert attrs == []
        self.names.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


PLAIN = {"table", "thead", "tbody", "tr", "th", "td", "p"}


def test_hostile_text_stays_text() -> None:
    vault = tasklint.Vault.from_texts({'<script>"x".md': HOSTILE})
    found = vault.check()
    assert len(found) > 0
    assert isinstance(found, tasklint.Diagnostics)
    for shown in (vault.tasks, found, found[0], vault):
        elements = Elements(shown._repr_html_())
        assert elements.names <= PLAIN
        assert "\x1b" not in elements.text and "\u202e" not in elements.text
    assert "<script>alert(1)</script>" in Elements(vault.tasks._repr_html_()).text


def test_tables_say_what_there_is() -> None:
    vault = tasklint.Vault.from_texts({"a.md": "- [ ] pay @owner1 ⏫ 📅 2026-03-01\n- [x] ask\n"})
    text = Elements(vault.tasks._repr_html_()).text
    for part in ("pay @owner1", "2026-03-01", "high", "owner1", "a.md:1"):
        assert part in text
    assert Elements(vault._repr_html_()).text == "notestasksopenunreadable notes1210"
    broken = tasklint.check("- [ ] pay 📅 2026-02-30")
    assert isinstance(broken, tasklint.Diagnostics)
    assert "TL201 invalid-date" in Elements(broken._repr_html_()).text


def test_long_tables_are_cut() -> None:
    shown = Elements(tasklint.parse("- [ ] a\n" * 60).tasks._repr_html_()).text
    assert shown.endswith("… and 10 more")
