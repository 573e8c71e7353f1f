"""page_test.py SOURCE_DIR WORK_DIR COMMAND: the agenda page is sound HTML that loads nothing.

COMMAND writes the pages of the example vault, of an empty one, and of one whose notes, names and
settings try to break out. They are read by Python's own reader of HTML: elements nest, ids are
there once, labels and links lead somewhere, no attribute acts, no address leaves the page but
obsidian://, and the Content-Security-Policy has the hashes of just the style and script that stand
there. Only the standard library is used.
"""

from __future__ import annotations

import base64
import hashlib
import html.parser
import pathlib
import re
import sys
import unicodedata
import urllib.parse

from vaults import ATTACKS, NAMES, Test, make_hostile_vault, write_page

VOID = {"meta", "input", "br", "link"}
ELEMENTS = set(
    "html head meta title style body a header h1 h2 h3 h4 p time nav ul li b div label select option"
    " input button main section span bdi s table caption thead tbody tr th td abbr details summary"
    " footer script code".split()
)
# Of the elements that may stand in a paragraph: all others end it.
PHRASING = set("a b bdi s span time code abbr label select option input button".split())
ATTRIBUTES = set(
    "lang charset http-equiv content name class href id dir datetime aria-label aria-labelledby role"
    " hidden for value type autocomplete spellcheck aria-live tabindex data-group data-count"
    " data-owners data-tags data-priority data-task aria-hidden scope title open".split()
)


class Reader(html.parser.HTMLParser):
    """Keeps what a page has, and complains where a browser would have to mend it."""

    def __init__(self, test: Test, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.test = test
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.references: list[str] = []  # ids that attributes name
        self.labels: list[str] = []
        self.controls: list[str] = []
        self.headings: list[int] = []
        self.texts: dict[str, list[str]] = {}  # by element
        self.tasks: list[dict[str, str]] = []
        self.repeated: list[str] = []  # tasks in the calendar
        self.policy = ""
        self.feed(page)
        self.close()
        test.equal(self.open, [], "every element is ended")

    def handle_decl(self, decl: str) -> None:
        self.test.equal(decl, "DOCTYPE html", "the one declaration")

    def handle_comment(self, data: str) -> None:
        self.test.expect(False, f"no comments: {data}")

    def handle_pi(self, data: str) -> None:
        self.test.expect(False, f"no instructions: {data}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        expect = self.test.expect
        expect(tag in ELEMENTS, f"<{tag}> is one of ours")
        expect(len(values) == len(attrs), f"no attribute twice: {attrs}")
        for name, value in values.items():
            expect(name in ATTRIBUTES, f"{name} of <{tag}> is one of ours")
            expect(is_clean(value), f"{name} has no character that acts: {value!r}")
        expect("p" not in self.open or tag in PHRASING, f"<{tag}> may stand in a paragraph")
        expect(tag != "a" or "a" not in self.open, "no link in a link")
        expect(tag != "li" or self.open[-1] == "ul", "items stand in lists")
        expect(self.open[-1:] != ["ul"] or tag == "li", "lists have items")
        if tag not in VOID:
            self.open.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        for name in ("aria-labelledby", "for", "data-count"):
            if name in values:
                self.references.append(values[name])
        if tag == "label":
            self.labels.append(values["for"])
        if tag in ("select", "input"):
            self.controls.append(values["id"])
        if tag == "a":
            self.links.append(values["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "th":
            expect("scope" in values, "headers of the table have a scope")
        if tag == "time":
            expect(re.fullmatch(r"\d{4}-\d\d-\d\d", values["datetime"]), "a date is one")
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        if tag == "li" and "data-owners" in values:
            self.tasks.append(values)
        if "data-task" in values:
            self.repeated.append(values["data-task"])

    def handle_endtag(self, tag: str) -> None:
        self.test.equal(tag, self.open.pop() if self.open else None, "elements nest")

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)
            if self.open[-1] not in ("style", "script"):
                self.test.expect(is_clean(data.replace("\n", "")), f"text is clean: {data!r}")


def is_clean(text: str) -> bool:
    """Nothing acts, hides or turns; joiners in words and emoji are spelling."""
    return all(
        c in "\u200c\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
        for c in text
    )


def hash_of(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def check_page(test: Test, page: str) -> Reader:
    reader = Reader(test, page)
    style, script = "".join(reader.texts["style"]), "".join(reader.texts["script"])
    test.equal(page.count("<style"), 1, "one style")
    test.equal(page.count("<script"), 1, "one script")
    test.equal(
        reader.policy,
        f"default-src 'none'; style-src 'sha256-{hash_of(style)}'; "
        f"script-src 'sha256-{hash_of(script)}'; base-uri 'none'; form-action 'none'",
        "the policy allows the style and script that are there",
    )
    test.expect(
        not re.search(r"url\(|@import|@font-face", style)
        and not re.search(r"fetch|XMLHttp|innerHTML|eval|import|document\.write|https?:", script),
        "style and script load nothing and make no markup",
    )
    test.equal(len(set(reader.ids)), len(reader.ids), "ids are there once")
    for name in reader.references:
        test.expect(name in reader.ids, f"{name} is there")
    test.equal(sorted(reader.labels), sorted(reader.controls), "every control has its label")
    for link in reader.links:
        if link.startswith("#"):
            test.expect(link[1:] in reader.ids, f"{link} leads somewhere")
        else:
            test.expect(
                re.fullmatch(r"obsidian://open\?(vault=[\w.~%-]+&)?file=[\w.~%-]+", link, re.ASCII),
                f"{link} opens a note",
            )
    test.equal(reader.headings[:1], [1], "one title")
    for above, heading in zip(reader.headings, reader.headings[1:]):
        test.expect(2 <= heading <= above + 1, "no level of headings is left out")
    tasks = [task["id"] for task in reader.tasks]
    for name in reader.repeated:
        test.expect(name in tasks, "the calendar repeats tasks of the lists")
    return reader


def check_example(test: Test, source: pathlib.Path, work: pathlib.Path, command: pathlib.Path) -> None:
    vault = source / "examples/vault"
    page = write_page(command, vault, work / "example.html", "--done", "keep").read_text("utf-8")
    reader = check_page(test, page)
    test.expect(len(reader.tasks) > 200 and len(reader.repeated) > 100, "the example is no small one")
    again = write_page(command, vault, work / "again.html", "--done", "keep")
    test.equal(again.read_text("utf-8") == page, True, "the same notes give the same page")
    for word in ("0.1.0", str(source), str(work)):
        test.expect(word not in page, f"nothing of this machine or version: {word}")


def check_hostile(test: Test, work: pathlib.Path, command: pathlib.Path) -> None:
    vault = make_hostile_vault(work / "hostile")
    page = write_page(command, vault, work / "hostile.html", "--done", "keep").read_text("utf-8")
    reader = check_page(test, page)
    shown = "".join(reader.texts["bdi"])
    for attack in ATTACKS:
        # A line of a task shows its text without Markdown; words of it are there all the same.
        word = max(re.findall("[\\w-]+", attack.replace("\u202e", "")), key=len)
        test.expect(word in shown, f"{word} is shown")
    paths = {
        urllib.parse.parse_qs(link.partition("?")[2])["file"][0]
        for link in reader.links
        if not link.startswith("#")
    }
    for name in NAMES:
        test.expect(
            name.removesuffix(".md") in {path.partition("#^")[0] for path in paths},
            f"{name!r} is linked",
        )


def check_empty(test: Test, work: pathlib.Path, command: pathlib.Path) -> None:
    vault = work / "empty"
    (vault / ".obsidian").mkdir(parents=True, exist_ok=True)
    page = write_page(command, vault, work / "empty.html").read_text("utf-8")
    reader = check_page(test, page)
    test.equal(reader.tasks, [], "no notes, no tasks")
    test.expect("Nothing is overdue." in page, "that is said")


def main() -> int:
    source, work, command = map(pathlib.Path, sys.argv[1:4])
    test = Test()
    check_example(test, source, work, command)
    check_hostile(test, work, command)
    check_empty(test, work, command)
    return test.end()


if __name__ == "__main__":
    sys.exit(main())
