"""browser_test.py SOURCE_DIR WORK_DIR COMMAND: the agenda page in a headless Chromium.

The script runs under the page's own policy and nothing is loaded; filters work, by hand, by keyboard
and by address; nothing is wider than a phone; colours have the contrast of WCAG AA; without its
script and on paper all is there; notes that mean harm do nothing. Exit code 77 without a browser.
With --pictures DIR it also writes what it sees there.
"""

from __future__ import annotations

import base64
import pathlib
import sys
import time
import urllib.parse

import browser as browsers
from browser import Browser
from vaults import Test, make_hostile_vault, write_page

SKIPPED = 77
PHONE, DESKTOP, NARROW = (390, 844), (1280, 900), (320, 640)
SHOWN = "document.querySelectorAll('li.task:not([hidden])').length"
STATUS = "document.getElementById('shown').textContent"
FOCUSED = "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
# Every text that can be seen against what is behind it: [text, ratio] of those below the limit.
CONTRAST = """(() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((value) => value / 255)
    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const bad = [];
  let seen = 0;
  for (const element of document.body.querySelectorAll('*')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility() || element.closest('.spoken, option, script, :disabled')) continue;
    seen += 1;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push([element.className || element.tagName, element.textContent.slice(0, 40), ratio]);
  }
  return { seen, bad };
})()"""
# What goes beyond the page's right edge.
TOO_WIDE = """(() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.body.querySelectorAll('*')].filter((element) =>
    element.checkVisibility() && !element.closest('.spoken, .calendar li, option') &&
    element.getBoundingClientRect().right > width + 0.5);
  return { scroll: document.documentElement.scrollWidth - width,
           wide: wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 100)) };
})()"""


def count(browser: Browser, condition: str) -> int:
    """Tasks that a filter should show, by the page's own texts instead of its numbers."""
    return browser.run(
        "[...document.querySelectorAll('li.task')].filter((task) => {"
        "const texts = (name) => [...task.querySelectorAll('.' + name + ' bdi')].map((one) => one.textContent);"
        f"return {condition}; }}).length"
    )


def until(browser: Browser, expression: str, wanted: object) -> object:
    """The value as soon as it is as wanted, else what it is after a while."""
    end = time.monotonic() + 5
    while (found := browser.run(expression)) != wanted and time.monotonic() < end:
        time.sleep(0.02)
    return found


def check_filters(test: Test, browser: Browser, page: pathlib.Path) -> None:
    browser.open(page)
    every = browser.run("document.querySelectorAll('li.task').length")
    test.equal(browser.run("document.documentElement.dataset.script"), "on", "the script runs")
    test.equal(browser.run(SHOWN), every, "all tasks are shown at first")
    test.equal(until(browser, STATUS, f"{every} tasks shown"), f"{every} tasks shown", "and counted")
    cases = {
        "owner=Person%20Two": "texts('owner').includes('Person Two')",
        "owner=person+two&priority=high": "texts('owner').includes('Person Two') && "
        "task.dataset.priority === 'high'",
        "owner=none": "texts('owner').length === 0",
        "tag=%23person": "texts('tag').some((tag) => tag === '#person' || tag.startsWith('#person/'))",
        "tag=task&owner=owner1": "texts('tag').includes('#task') && texts('owner').includes('owner1')",
        "priority=none": "task.dataset.priority === 'none'",
        "words=Kickoff.md": "task.textContent.includes('Kickoff.md')",
        "words=THE+plan": "/the/i.test(task.textContent) && /plan/i.test(task.textContent)",
    }
    for fragment, condition in cases.items():
        browser.open(page, fragment)
        wanted = count(browser, condition)
        test.expect(0 < wanted < every, f"{fragment} takes some")
        test.equal(browser.run(SHOWN), wanted, f"{fragment} shows them")
        words = f"{wanted} task{'' if wanted == 1 else 's'} of {every} shown"
        test.equal(until(browser, STATUS, words), words, f"{fragment} is told")
        test.equal(
            browser.run("[...document.querySelectorAll('[data-group]:not([hidden])')]"
                        ".filter((group) => !group.querySelector('li.task:not([hidden])')).length"),
            0,
            f"{fragment} leaves no empty part",
        )  # fmt: skip
        test.equal(
            browser.run("[...document.querySelectorAll('.calendar li')].filter((item) => "
                        "item.hidden !== document.getElementById(item.dataset.task).hidden).length"),
            0,
            f"{fragment} counts in the calendar, too",
        )  # fmt: skip
        test.equal(browser.complaints(), [], f"{fragment} makes no complaint")
    test.equal(
        browser.run("[...document.querySelectorAll('nav li:not([hidden]) a')].filter((link) => "
                    "!document.querySelector(link.hash).checkVisibility()).length"),
        0,
        "links lead to what is shown",
    )  # fmt: skip
    browser.open(page, "owner=Nobody+Known&words=nothing+like+this")
    test.equal(browser.run(SHOWN), 0, "nothing is like that")
    test.expect(browser.run("!document.getElementById('nothing').hidden"), "and that is said")
    browser.open(page, "day-2026-01-12")
    test.equal(browser.run(SHOWN), every, "a place of the page is no filter")
    folded = browser.run("document.querySelector('#closed details li').id")
    browser.open(page, folded)
    test.expect(
        browser.run(f"document.getElementById('{folded}').checkVisibility()"), "one unfolds its part"
    )


def check_keyboard(test: Test, browser: Browser, page: pathlib.Path) -> None:
    browser.open(page)
    every = browser.run(SHOWN)
    browser.press("Tab", 9)
    test.equal(browser.run(FOCUSED), "skip", "the first stop skips to the tasks")
    test.expect(
        browser.run("document.activeElement.getBoundingClientRect().top >= 0"), "and is seen then"
    )
    browser.press("Enter", 13, "\r")
    test.equal(until(browser, FOCUSED, "tasks"), "tasks", "and does so")
    browser.open(page)
    stops = []
    for _ in range(40):
        browser.press("Tab", 9)
        stops.append(browser.run(FOCUSED))
        if stops[-1] in ("words", "clear"):
            break
    test.equal(stops[-4:], ["owner", "tag", "priority", "words"], "then come the filters")
    browser.write("budget")
    wanted = count(browser, "/budget/i.test(task.textContent)")
    test.equal(until(browser, SHOWN, wanted), wanted, "words are looked for as they are typed")
    test.equal(browser.run("location.hash"), "#words=budget", "the address keeps them")
    browser.press("Escape", 27)
    test.equal(until(browser, SHOWN, every), every, "Escape shows all again")
    test.equal(browser.run("document.getElementById('words').value"), "", "and clears the words")
    browser.run("document.getElementById('priority').focus()")
    browser.press("h", 72, "h")
    wanted = count(browser, "task.dataset.priority === 'highest'")
    test.equal(until(browser, SHOWN, wanted), wanted, "a letter chooses")
    browser.run("document.getElementById('clear').focus()")
    browser.press("Enter", 13, "\r")
    test.equal(until(browser, SHOWN, every), every, "the button shows all again")
    test.equal(browser.run(FOCUSED), "owner", "and the focus is not lost")


def check_looks(test: Test, browser: Browser, page: pathlib.Path, name: str) -> None:
    for width, height in (PHONE, DESKTOP, NARROW):
        browser.resize(width, height)
        browser.open(page)
        browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        test.equal(browser.run("innerWidth"), width, "the window is as wide as asked for")
        found = browser.run(TOO_WIDE)
        test.equal(found, {"scroll": 0, "wide": []}, f"{name} fits {width} pixels")
        for scheme in ("light", "dark"):
            browser.emulate(scheme)
            found = browser.run(CONTRAST)
            test.equal(found["bad"], [], f"{name} can be read at {width} pixels, {scheme}")
            test.expect(found["seen"] > 30, "there was something to read")
        browser.emulate()
    browser.resize(*DESKTOP)


def check_structure(test: Test, browser: Browser, page: pathlib.Path) -> None:
    browser.open(page)
    browser.call("Accessibility.enable")
    tree = browser.call("Accessibility.getFullAXTree")["nodes"]
    named: dict[str, list[str]] = {}
    for node in tree:
        role = node.get("role", {}).get("value", "")
        named.setdefault(role, []).append(node.get("name", {}).get("value", ""))
    for role in ("banner", "navigation", "search", "main", "contentinfo"):
        test.equal(len(named.get(role, [])), 1, f"one {role}")
    test.equal(named.get("combobox"), ["Owner", "Tag", "Priority"], "the choices have names")
    test.equal(named.get("searchbox"), ["Words"], "the words have a name")
    test.equal(len(named.get("columnheader", [])), 8, "the calendar has headers of columns")
    test.equal(len(named.get("rowheader", [])), 6, "and of rows")
    test.expect("status" in named, "there is a live region")
    test.expect(all(named.get("link", [])), "every link has a name")
    test.expect("Overdue 6" in named.get("region", []), "parts have names")
    browser.call("Accessibility.disable")


def check_without_script(test: Test, browser: Browser, page: pathlib.Path) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(page, "owner=none")
        test.equal(browser.run("document.documentElement.dataset.script"), None, "no script runs")
        test.equal(
            browser.run("[...document.querySelectorAll('li.task')].filter((task) => "
                        "!task.closest('details') && !task.checkVisibility()).length"),
            0,
            "all is there without it",
        )  # fmt: skip
        test.expect(browser.run("document.getElementById('filter').hidden"), "but no filter")
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def check_paper(test: Test, browser: Browser, page: pathlib.Path) -> None:
    browser.open(page)
    browser.emulate(media="print")
    for name in ("#filter", "nav", ".skip", "summary"):
        test.expect(
            browser.run(f"!document.querySelector('{name}').checkVisibility()"), f"no {name} on paper"
        )
    browser.run("dispatchEvent(new Event('beforeprint'))")
    test.equal(
        browser.run("document.querySelectorAll('details:not([open])').length"), 0, "all is unfolded"
    )
    browser.run("dispatchEvent(new Event('afterprint'))")
    test.expect(
        browser.run("document.querySelectorAll('details:not([open])').length") > 0, "and folded again"
    )
    paper = base64.b64decode(browser.call("Page.printToPDF")["data"])
    test.expect(paper.startswith(b"%PDF"), "it can be printed")
    browser.emulate()


def check_hostile(test: Test, browser: Browser, page: pathlib.Path) -> None:
    browser.open(page)
    browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    test.equal(browser.run("document.documentElement.dataset.hacked"), None, "nothing of a note runs")
    test.equal(browser.run("document.documentElement.dataset.script"), "on", "ours does")
    test.equal(
        browser.run("document.querySelectorAll('img, iframe, svg, base, object, embed, form, link, "
                    "[style], [onclick], [onerror], [onload], [onfocus]').length"),
        0,
        "no note makes an element",
    )  # fmt: skip
    owner = "<img src=https://example.com/x.png onerror=document.documentElement.dataset.hacked=1>"
    browser.open(page, "owner=" + urllib.parse.quote(owner) + "&words=" + urllib.parse.quote(owner))
    browser.run("document.getElementById('owner').selectedIndex = 3")
    browser.run("document.getElementById('owner').dispatchEvent(new Event('input'))")
    test.equal(browser.complaints(), [], "no complaint")
    test.equal(set(browser.requests()), {page.resolve().as_uri()}, "nothing else is asked for")
    test.equal(browser.run("document.documentElement.dataset.hacked"), None, "still nothing runs")


def take_pictures(browser: Browser, page: pathlib.Path, folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    browser.resize(*DESKTOP)
    for name, (width, height) in {"phone": PHONE, "desktop": DESKTOP}.items():
        for scheme in ("light", "dark"):
            for place in ("", "calendar", "coming", "problems"):
                browser.resize(width, height)
                browser.emulate(scheme)
                browser.open(page, place)
                picture = browser.call("Page.captureScreenshot", format="png")["data"]
                file = folder / f"{name}-{scheme}{'-' if place else ''}{place}.png"
                file.write_bytes(base64.b64decode(picture))


def main() -> int:
    source, work, command = map(pathlib.Path, sys.argv[1:4])
    program = browsers.find()
    if program is None:
        print(f"skipped: no browser is here, none of {', '.join(browsers.NAMES)}")
        return SKIPPED
    test = Test()
    page = write_page(command, source / "examples/vault", work / "example.html", "--done", "keep")
    hostile = write_page(command, make_hostile_vault(work / "hostile"), work / "hostile.html")
    browser = Browser(program, work / "profile")
    try:
        browser.resize(*DESKTOP)
        browser.emulate()
        browser.open(page)
        test.equal(browser.complaints(), [], "the page makes no complaint")
        test.equal(browser.requests(), [page.resolve().as_uri()], "nothing else is asked for")
        check_filters(test, browser, page)
        check_keyboard(test, browser, page)
        check_structure(test, browser, page)
        check_without_script(test, browser, page)
        check_paper(test, browser, page)
        check_hostile(test, browser, hostile)
        check_looks(test, browser, page, "the example")
        check_looks(test, browser, hostile, "the hostile vault")
        if sys.argv[4:5] == ["--pictures"]:
            take_pictures(browser, page, pathlib.Path(sys.argv[5]))
    finally:
        browser.close()
    return test.end()


if __name__ == "__main__":
    sys.exit(main())
