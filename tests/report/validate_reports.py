"""validate_reports.py WORK_DIR COMMAND: every report is what its readers expect.

COMMAND checks a small vault whose notes and file names try to break out of each format. The reports
are read by Python's own readers of JSON and XML, compared with what each format demands, and with
the report `json` of the same run. Only the standard library is used.
"""

from __future__ import annotations

import json
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata
import urllib.parse
import xml.etree.ElementTree as ElementTree
from typing import Any, Callable

RTL = "\u202e"
FORMATS = (
    "full",
    "concise",
    "grouped",
    "json",
    "jsonl",
    "github",
    "gitlab",
    "sarif",
    "junit",
    "rdjson",
    "checkstyle",
    "markdown",
)
# Every way out of a format that a note or its name could try. Two braces would be a template.
HOSTILE = (
    " ]]></failure></error><!-- --> </script><img src=x onerror=alert(1)> | `x` ``y`` "
    "[a](javascript:x) {0} {1}} @someone #1 \x1b[31m \x07 " + RTL + " \u2028 %0A::error::x "
    "##[a] ##Vso[b] & \" '"
)
# Name of a note -> its bytes.
NOTES = {
    "info.md": "- [ ] call the bank @TBD 📅 2026-03-01\n".encode(),
    "plain.md": b"- [ ] pay \xf0\x9f\x93\x85 2026-03-01 today\n",
    "a & b <c> \"d\" 'e'.md": f"- [ ] pay 📅 2026-03-01{HOSTILE}\n".encode(),
    "]]>.md": f"- [X] done{HOSTILE}\n".encode(),
    "%0A::error::x.md": b"- [ ] a \xf0\x9f\x93\x85 2026-02-30\n",
    "::error::y.md": b"- [ ] a \xf0\x9f\x93\x85 2026-02-30\n",
    f"rtl {RTL}dm.md": b"- [ ] a \xf0\x9f\x93\x85 2026-02-30\n",
    "esc \x1b[31m.md": b"- [ ] a \xf0\x9f\x93\x85 2026-02-30\n",
    "line\nend, 100%: x.md": b"- [ ] a \xf0\x9f\x93\x85 2026-02-30\n",
    "pipe | `tick`.md": "- [ ] x 📅 2026-03-01 a\\|b|c ```\n".encode(),
    "sub folder/ü 電話.md": "- [ ] a 📅 2026-01-06\r\n\r\n- [ ] 電話 📅 2026-03-01 soon\r\n".encode(),
    "bom.md": b"\xef\xbb\xbf- [ ] pay \xf0\x9f\x93\x85 2026-03-01 today\n",
    "not utf8.md": b"- [ ] pay \xf0\x9f\x93\x85 2026-03-01 to\xffday\n",
    "hidden.md": (
        "- [ ] pay 📅 2026-03-01 today\n"
        "%% tasklint-disable-next TL101: this once %%\n"
        "- [ ] pay 📅 2026-03-01 today\n"
    ).encode(),
}
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


class Test:
    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def expect(self, holds: bool, claim: str) -> None:
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f"not so: {claim}"[:2000])

    def equal(self, found: Any, wanted: Any, claim: str) -> None:
        self.expect(found == wanted, f"{claim}: {found!r} is {wanted!r}")

    def shape(self, value: Any, wanted: Any, place: str) -> None:
        """`wanted`: a type; a list of one shape; or keys and their shapes, those with `?` may be
        missing and no others may be there."""
        if isinstance(wanted, list):
            self.expect(isinstance(value, list), f"{place} is a list")
            for i, item in enumerate(value):
                self.shape(item, wanted[0], f"{place}[{i}]")
        elif isinstance(wanted, dict):
            self.expect(isinstance(value, dict), f"{place} is an object")
            names = {name.rstrip("?") for name in wanted}
            self.expect(set(value) <= names, f"{place} has only known keys: {sorted(value)}")
            for name, inner in wanted.items():
                key = name.rstrip("?")
                if key in value:
                    self.shape(value[key], inner, f"{place}.{key}")
                else:
                    self.expect(name.endswith("?"), f"{place} has {key}")
        else:
            right = isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))
            self.expect(right, f"{place} is of type {wanted.__name__}: {value!r}")


def printable(text: str) -> str:
    """What a report writes for a text that it shows."""
    out = ""
    for character in text:
        hidden = unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
        if character == "\t":
            out += " "
        elif hidden or (unicodedata.category(character) == "Zs" and character != " "):
            out += f"<U+{ord(character):04X}>"
        else:
            out += character
    return without_commands(out)


def without_commands(text: str) -> str:
    return re.sub(r"##(vso)?\[", lambda found: found[0][:-1] + "<U+005B>", text, flags=re.IGNORECASE)


def in_sarif(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def in_xml(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def message(finding: dict[str, Any]) -> str:
    return printable(finding["message"]).replace("\ufffd", "<0xFF>")


def place(finding: dict[str, Any]) -> str:
    return f"{finding['path']}:{finding['line']}:{finding['column']}"


def check_json(test: Test, text: str, findings: list[dict[str, Any]]) -> None:
    edit = {
        "line": int,
        "column": int,
        "end_line": int,
        "end_column": int,
        "byte": int,
        "end_byte": int,
        "text": str,
    }
    for i, finding in enumerate(findings):
        fix = finding["fix"]
        shape = {
            **dict.fromkeys(("path", "vault_path", "code", "name", "severity", "confidence"), str),
            **dict.fromkeys(("message", "help", "fingerprint"), str),
            **dict.fromkeys(("line", "column", "end_line", "end_column"), int),
            "columns": dict.fromkeys(
                ("byte", "utf16", "cell", "end_byte", "end_utf16", "end_cell"), int
            ),
            "fix": type(None) if fix is None else {"safety": str, "title": str, "edits": [edit]},
        }
        test.shape(finding, shape, f"json[{i}]")


def check_jsonl(test: Test, text: str, findings: list[dict[str, Any]]) -> None:
    lines = [json.loads(line) for line in text.splitlines()]
    test.equal(lines, findings, "jsonl has what json has")


def check_gitlab(test: Test, text: str, findings: list[dict[str, Any]]) -> None:
    issues = json.loads(text)
    test.shape(
        issues,
        [
            {
                **dict.fromkeys(("description", "check_name", "fingerprint", "severity"), str),
                "location": {"path": str, "lines": {"begin": int}},
            }
        ],
        "gitlab",
    )
    prints = [issue["fingerprint"] for issue in issues]
    test.equal(len(set(prints)), len(prints), "gitlab's fingerprints differ")
    severities = {"error": "major", "warning": "minor", "info": "info"}
    found = [
        (
            issue["description"],
            issue["check_name"],
            issue["severity"],
            issue["location"]["path"],
            issue["location"]["lines"]["begin"],
        )
        for issue in issues
    ]
    wanted = [
        (
            message(one),
            f"{one['code']} {one['name']}",
            severities[one["severity"]],
            "top/" + one["path"],
            one["line"],
        )
        for one in findings
    ]
    test.equal(found, wanted, "gitlab has what json has")


def check_sarif(test: Test, text: str, findings: list[dict[str, Any]]) -> None:
    log = json.loads(text)
    artifact = {"uri": str, "uriBaseId": str}
    region = dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), int)
    replacement = {"deletedRegion": region, "insertedContent": {"text": str}}
    rule = {
        "id": str,
        "name": str,
        "shortDescription": {"text": str},
        "fullDescription": {"text": str},
        "help": {"text": str, "markdown": str},
        "defaultConfiguration": {"level": str, "enabled?": bool},
        "properties": {
            "tags": [str],
            "group": str,
            "confidence": str,
            "precision": str,
            "fix": str,
        },
    }
    result = {
        "ruleId": str,
        "ruleIndex": int,
        "level": str,
        "message": {"text": str},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"tasklintFingerprint/v1": str},
        "suppressions": [{"kind": str}],
        "fixes?": [
            {
                "description": {"text": str},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
            }
        ],
    }
    driver = {"name": str, "version": str, "semanticVersion": str, "rules": [rule]}
    run = {
        "tool": {"driver": driver},
        "columnKind": str,
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": str}}},
        "invocations": [{"executionSuccessful": bool}],
        "results": [result],
    }
    test.shape(log, {"$schema": str, "version": str, "runs": [run]}, "sarif")
    test.equal(log["version"], "2.1.0", "sarif's version")
    test.equal(len(log["runs"]), 1, "sarif's runs")
    run = log["runs"][0]
    test.equal(run["columnKind"], "unicodeCodePoints", "sarif's columns")
    rules = run["tool"]["driver"]["rules"]
    test.expect(len(rules) > 60, "sarif has all rules")
    for rule in rules:
        for key in ("shortDescription", "fullDescription"):
            test.expect(0 < len(rule[key]["text"]) <= 1024, f"{rule['id']}: GitHub takes its {key}")
        test.expect(rule["help"]["markdown"].startswith(f"# {rule['id']} "), "help is the page")
    shown = [one for one in run["results"] if not one["suppressions"]]
    hidden = [one for one in run["results"] if one["suppressions"]]
    for one in run["results"]:
        test.equal(rules[one["ruleIndex"]]["id"], one["ruleId"], "ruleIndex leads to the rule")
        test.equal(len(one["locations"]), 1, "a result has one place")
        where = one["locations"][0]["physicalLocation"]["artifactLocation"]
        test.equal(where["uriBaseId"], "%SRCROOT%", "uriBaseId")
        test.expect(
            re.fullmatch(r"(?:[A-Za-z0-9/._~-]|%[0-9A-F]{2})+", where["uri"]) is not None,
            f"a URI: {where['uri']}",
        )
        test.expect(
            re.search(r"(?<!\{)(?:\{\{)*\{[0-9]", one["message"]["text"]) is None,
            f"no placeholder: {one['message']['text']}",
        )
        for fix in one.get("fixes", ()):
            test.expect(
                bool(fix["artifactChanges"])
                and all(change["replacements"] for change in fix["artifactChanges"]),
                "a fix changes something",
            )
    test.expect(all(one["suppressions"] == [{"kind": "inSource"}] for one in hidden), "hidden how")
    if findings:
        test.equal(
            [place_of(one) for one in hidden],
            [("top/hidden.md", 3, "TL101")],
            "sarif has what is hidden",
        )
        prints = [one["partialFingerprints"]["tasklintFingerprint/v1"] for one in run["results"]]
        test.equal(len(set(prints)), len(prints), "what is hidden has a fingerprint of its own")
    found = [
        (
            one["ruleId"],
            one["level"],
            one["message"]["text"].split("\n")[0],
            *place_of(one)[:2],
            *list(one["locations"][0]["physicalLocation"]["region"].values())[1:],
            one["partialFingerprints"]["tasklintFingerprint/v1"],
            replacements_of(one),
        )
        for one in shown
    ]
    wanted = [
        (
            one["code"],
            LEVELS[one["severity"]],
            in_sarif(message(one)),
            "top/" + one["path"],
            one["line"],
            one["column"],
            one["end_line"],
            one["end_column"],
            one["fingerprint"],
            [
                (edit["line"], edit["column"], edit["end_line"], edit["end_column"], edit["text"])
                for edit in (one["fix"] or {"edits": []})["edits"]
            ],
        )
        for one in findings
    ]
    test.equal(found, wanted, "sarif has what json has")


def place_of(result: dict[str, Any]) -> tuple[str, int, str]:
    where = result["locations"][0]["physicalLocation"]
    path = urllib.parse.unquote(where["artifactLocation"]["uri"], errors="strict")
    return path, where["region"]["startLine"], result["ruleId"]


def replacements_of(result: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (*replacement["deletedRegion"].values(), replacement["insertedContent"]["text"])
        for fix in result.get("fixes", ())
        for change in fix["artifactChanges"]
        for replacement in change["replacements"]
    ]


def offset_of(position: dict[str, int], source: bytes) -> int:
    lines = source.split(b"\n")[: position["line"] - 1]
    return sum(len(line) + 1 for line in lines) + position["column"] - 1


def check_rdjson(
    test: Test, text: str, findings: list[dict[str, Any]], sources: dict[str, bytes]
) -> None:
    position = {"line": int, "column": int}
    span = {"start": position, "end": position}
    report = json.loads(text)
    test.shape(
        report,
        {
            "source": {"name": str},
            "severity": str,
            "diagnostics": [
                {
                    "message": str,
                    "location": {"path": str, "range": span},
                    "severity": str,
                    "code": {"value": str},
                    "suggestions?": [{"range": span, "text": str}],
                }
            ],
        },
        "rdjson",
    )
    found = []
    for one, finding in zip(report["diagnostics"], findings):
        start = one["location"]["range"]["start"]
        found.append(
            (
                one["location"]["path"],
                start["line"],
                one["severity"],
                one["code"]["value"],
                one["message"].split("\n")[0],
            )
        )
        # Columns are bytes of the file as it is.
        line = sources[finding["path"]].split(b"\n")[start["line"] - 1]
        before = line[: start["column"] - 1].removeprefix(b"\xef\xbb\xbf")
        test.equal(
            len(before.decode("utf-8", "surrogateescape")),
            finding["column"] - 1,
            f"rdjson's column of {place(finding)}",
        )
        # One suggestion does what all edits of the fix do together.
        edits = (finding["fix"] or {"edits": []})["edits"]
        suggestions = one.get("suggestions", [])
        # JSON cannot say bytes that are no UTF-8.
        sayable = bool(edits) and b"\xff" not in line
        test.equal(len(suggestions), int(sayable), f"rdjson's suggestions of {place(finding)}")
        for suggestion in suggestions:
            source = sources[finding["path"]]
            mended = source
            for edit in reversed(edits):
                mended = (
                    mended[: edit["byte"]] + edit["text"].encode() + mended[edit["end_byte"] :]
                )
            begin = offset_of(suggestion["range"]["start"], source)
            end = offset_of(suggestion["range"]["end"], source)
            test.equal(
                source[:begin] + suggestion["text"].encode() + source[end:],
                mended,
                f"rdjson's suggestion for {place(finding)}",
            )
    wanted = [
        (
            one["path"],
            one["line"],
            one["severity"].upper(),
            f"{one['code']} {one['name']}",
            message(one),
        )
        for one in findings
    ]
    test.equal(found, wanted, "rdjson has what json has")


def check_checkstyle(test: Test, text: str, findings: list[dict[str, Any]]) -> None:
    root = ElementTree.fromstring(text.encode())
    test.equal(root.tag, "checkstyle", "checkstyle's root")
    test.expect(bool(root.get("version")), "checkstyle has a version")
    found = []
    for file in root:
        test.equal((file.tag, set(file.attrib)), ("file", {"name"}), "checkstyle's files")
        for error in file:
            test.equal(
                (error.tag, set(error.attrib), len(error)),
                ("error", {"line", "column", "severity", "message", "source"}, 0),
                "checkstyle's errors",
            )
            found.append((file.get("name"), *error.attrib.values()))
    wanted = [
        (
            in_xml(one["path"]),
            str(one["line"]),
            str(one["column"]),
            one["severity"],
            message(one),
            f"tasklint.{one['code']}.{one['name']}",
        )
        for one in findings
    ]
    test.equal(found, wanted, "checkstyle has what json has")


def check_junit(test: Test, text: str, findings: list[dict[str, Any]]) -> None:
    root = ElementTree.fromstring(text.encode())
    test.equal(root.tag, "testsuites", "junit's root")
    test.equal([suite.tag for suite in root], ["testsuite"], "junit has one suite")
    suite = root[0]
    for counts in (root, suite):
        test.equal(
            [counts.get(name) for name in ("name", "tests", "failures", "errors", "skipped")],
            ["tasklint", str(max(1, len(findings))), str(len(findings)), "0", "0"],
            "junit counts",
        )
    found = []
    names = set()
    for case in suite:
        names.add((case.get("classname"), case.get("name")))
        if not findings:
            test.equal(len(case), 0, "junit: all passed")
            continue
        test.equal([failure.tag for failure in case], ["failure"], "junit: one failure a case")
        failure = case[0]
        test.equal(set(failure.attrib), {"type", "message"}, "junit's failures")
        test.expect(message_in(failure), "the text holds the message")
        found.append(
            (
                case.get("classname"),
                case.get("file"),
                case.get("line"),
                " ".join((case.get("name") or "").split()[:2]),
                failure.get("type"),
                failure.get("message"),
            )
        )
    test.equal(len(names), len(suite), "junit's names differ")
    wanted = [
        (
            in_xml(one["path"]),
            in_xml(one["path"]),
            str(one["line"]),
            f"{one['code']} {one['name']}",
            one["severity"],
            message(one),
        )
        for one in findings
    ]
    test.equal(found, wanted, "junit has what json has")


def message_in(failure: ElementTree.Element) -> bool:
    return (failure.get("message") or "") in (failure.text or "")


def check_github(test: Test, text: str, findings: list[dict[str, Any]]) -> None:
    commands = {"error": "error", "warning": "warning", "notice": "info"}
    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
        if match is None:
            test.expect("GITHUB_STEP_SUMMARY" in line, f"a command or the last line: {line}")
            continue
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        unescaped = {
            name: re.sub("%(0D|0A|3A|2C|25)", lambda hit: chr(int(hit[1], 16)), value)
            for name, value in (properties | {"message": match[3]}).items()
        }
        found.append(
            (
                commands[match[1]],
                unescaped["file"],
                unescaped["line"],
                unescaped["title"],
                unescaped["message"].split("\n")[0],
            )
        )
    wanted = []
    for severity in ("error", "warning", "info"):
        of_it = [one for one in findings if one["severity"] == severity]
        for one in of_it[:10]:
            # A terminal would obey these; the name is no longer one of a file, then.
            path = without_commands(
                "".join(
                    character if character == "\n" else printable(character)
                    for character in one["path"]
                )
            )
            title = f"{one['code']} {one['name']}"
            wanted.append((severity, path, str(one["line"]), title, message(one)))
    test.equal(found, wanted, "github has what json has")


def check_markdown(test: Test, text: str, findings: list[dict[str, Any]]) -> None:
    lines = text.splitlines()
    test.expect(lines[0].startswith("## tasklint: "), "markdown's heading")
    test.expect(len(text.encode()) <= 1024 * 1024, "a step's summary takes it")
    found = []
    for line in lines[6:]:
        # A reader that knows nothing of backslashes: a pipe always ends a cell.
        cells = [cell.strip() for cell in line.split("|")]
        test.equal(len(cells), 6, f"four cells: {line}")
        for cell in (cells[2], cells[4]):
            outside = re.sub(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", cell)
            test.equal(outside.replace("&#124;", ""), "", f"all of it is code: {cell}")
        found.append((cells[1], code_text(cells[2]), cells[3], code_text(cells[4])))
    worst = {"error": 0, "warning": 1, "info": 2}
    wanted = [
        (one["severity"], printable(place(one)), f"{one['code']} {one['name']}", message(one))
        for one in sorted(findings, key=lambda one: worst[one["severity"]])
    ]
    test.equal(found, wanted, "markdown has what json has")


def code_text(cell: str) -> str:
    """What a cell of code spans and `&#124;` shows."""

    def content(match: re.Match[str]) -> str:
        text = match[2]
        if text.startswith(" ") and text.endswith(" ") and text.strip(" "):
            text = text[1:-1]
        return text

    spans = re.sub(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", content, cell.replace("&#124;", "\0"))
    return spans.replace("\0", "|")


def check_text(test: Test, name: str, text: str, findings: list[dict[str, Any]]) -> None:
    for one in findings:
        test.expect(message(one) in text, f"{name} says: {message(one)}")
    test.expect(not re.search("^::", text, re.MULTILINE), f"{name} starts no workflow command")


def check_bytes(test: Test, name: str, raw: bytes) -> str:
    text = raw.decode("utf-8")  # or the test ends here
    obeyed = [
        character
        for character in set(text)
        if character in "\u061c\u200e\u200f"
        or (character != "\n" and unicodedata.category(character) in ("Cc", "Zl", "Zp"))
        or unicodedata.bidirectional(character)
        in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    ]
    test.equal(obeyed, [], f"{name} has nothing that a terminal obeys")
    return text


def run(command: str, folder: pathlib.Path, *words: str) -> tuple[int, bytes]:
    done = subprocess.run(
        [command, "check", "--today", "2026-01-09", "--color", "never", *words],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    if done.stderr and done.returncode > 1:
        sys.exit(f"{words}: {done.stderr.decode(errors='replace')}")
    return done.returncode, done.stdout


def check_vault(test: Test, command: str, folder: pathlib.Path, sources: dict[str, bytes]) -> None:
    out = folder.parent / "reports"
    out.mkdir()
    words = [f"--report={name}={out / name}" for name in FORMATS]
    code, printed = run(command, folder, *words)
    test.equal(printed, b"", "reports go to their files")
    test.equal(code, 1 if sources else 0, "the exit code")
    texts = {name: check_bytes(test, name, (out / name).read_bytes()) for name in FORMATS}
    findings = json.loads(texts["json"])
    if sources:
        severities = {one["severity"] for one in findings}
        test.equal(severities, {"error", "warning", "info"}, "findings of every severity")
        test.equal(
            {one["path"] for one in findings}, set(sources), "every note has findings"
        )
    else:
        test.equal(findings, [], "no findings")
    checks: dict[str, Callable[..., None]] = {
        "json": check_json,
        "jsonl": check_jsonl,
        "github": check_github,
        "gitlab": check_gitlab,
        "sarif": check_sarif,
        "junit": check_junit,
        "checkstyle": check_checkstyle,
        "markdown": check_markdown,
    }
    for name in FORMATS:
        if name in checks:
            checks[name](test, texts[name], findings)
        elif name == "rdjson":
            check_rdjson(test, texts[name], findings, sources)
        else:
            check_text(test, name, texts[name], findings)
        # Alone, to standard output, where nothing hidden is kept for another report.
        test.equal(
            run(command, folder, "--report", name), (code, texts[name].encode()), f"{name} alone"
        )
    shutil.rmtree(out)


def main(work: str, command: str) -> int:
    test = Test()
    repository = pathlib.Path(work) / "validate_reports"
    shutil.rmtree(repository, ignore_errors=True)
    (repository / ".git").mkdir(parents=True)
    vault = repository / "top"
    settings = vault / ".obsidian" / "plugins" / "obsidian-tasks-plugin" / "data.json"
    settings.parent.mkdir(parents=True)
    settings.write_text("{}", encoding="utf-8")
    (vault / "good.md").write_text("- [ ] pay 📅 2026-03-01\n", encoding="utf-8")

    check_vault(test, command, vault, {})
    for name, content in NOTES.items():
        path = vault / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    check_vault(test, command, vault, NOTES)

    print(f"{test.passed} claims hold, {test.failed} do not")
    return 1 if test.failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
