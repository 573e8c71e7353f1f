from __future__ import annotations

import datetime
import pathlib

import pytest

import tasklint

HIDDEN = "- [ ] Brief the team 📅 2026-01-06 before lunch"


def test_a_finding_has_its_place_in_code_points() -> None:
    (finding,) = tasklint.check(f"# Plan\r\n\r\n{HIDDEN}\r\n", path="Meetings/Kickoff.md")
    assert (finding.code, finding.name) == ("TL101", "field-hidden-by-text")
    assert finding.severity is tasklint.Severity.ERROR
    assert (finding.line, finding.end_line) == (3, 3)
    assert HIDDEN[finding.column - 1 : finding.end_column - 1] == "before lunch"
    assert finding.path == "Meetings/Kickoff.md"
    assert "before lunch" in finding.message
    assert len(finding.fingerprint) == 16
    assert finding.rule in tasklint.rules() and finding.rule.code == finding.code
    assert finding.fix is not None and finding.fix.safe
    assert finding.fix.line == "- [ ] Brief the team before lunch 📅 2026-01-06"


def test_a_finding_is_the_one_of_the_command() -> None:
    (finding,) = tasklint.check(HIDDEN, path="Note.md")
    fields = finding.to_dict()
    for key in ("path", "line", "column", "end_line", "end_column", "code", "name", "message"):
        assert fields[key] == getattr(finding, key)
    assert fields["severity"] == finding.severity.name.lower()
    assert finding.fix is not None and fields["fix"]["title"] == finding.fix.title
    assert str(finding).startswith("Note.md:1:35: error TL101 field-hidden-by-text [*]\n")


def test_findings_compare() -> None:
    assert tasklint.check(HIDDEN) == tasklint.check(HIDDEN)
    (one,) = tasklint.check(HIDDEN)
    (other,) = tasklint.check("\n" + HIDDEN)
    assert one != other and len({one, other, *tasklint.check(HIDDEN)}) == 2
    assert one.fix == other.fix
    assert repr(one) == "<Diagnostic 1:35: TL101 field-hidden-by-text>"


def test_a_document_is_checked_like_its_text(vault: pathlib.Path, today: datetime.date) -> None:
    config = tasklint.Config.load(vault)
    text = "- [ ] pay #task 📅 2026-01-06 soon\n- [ ] no task 📅 2026-01-06 soon\n"
    note = tasklint.parse(text, path="A.md", config=config)
    assert tasklint.check(note, today=today) == tasklint.check(
        text, path="A.md", config=config, today=today
    )
    # Another configuration reads the note again.
    plain = tasklint.check(note, config=tasklint.Config(), today=today)
    assert {finding.line for finding in plain} == {1, 2}
    found = {(finding.line, finding.code) for finding in tasklint.check(note, today=today)}
    assert found == {(1, "TL101"), (2, "TL005")}


def test_the_path_belongs_to_a_text() -> None:
    with pytest.raises(ValueError, match="a Document has its own"):
        tasklint.check(tasklint.parse("a"), path="A.md")


def test_a_configuration_chooses_rules() -> None:
    off = tasklint.Config.from_toml('ignore = ["TL101"]')
    assert not tasklint.check(HIDDEN, config=off)
    softer = tasklint.Config.from_toml('[severity]\nTL101 = "info"\n')
    (finding,) = tasklint.check(HIDDEN, config=softer)
    assert finding.severity is tasklint.Severity.INFO


def test_queries_are_checked_and_mended() -> None:
    text = "> ```tasks\n> due befor 2026-01-14\n> (done) or (due today)\n> ```\n"
    today = datetime.date(2026, 1, 9)
    words, operator = tasklint.check(text, today=today)
    assert (words.code, words.line, words.column) == ("TQ001", 2, 7)
    assert words.fix is not None and not words.fix.safe
    assert (operator.code, operator.line, operator.column) == ("TQ012", 3, 10)
    mended = tasklint.fix(text, today=today)
    assert mended.text == text.replace(" or ", " OR ")


def test_fix_mends_and_says_what_it_did() -> None:
    result = tasklint.fix(HIDDEN + "\n", path="Note.md")
    assert result.text == "- [ ] Brief the team before lunch 📅 2026-01-06\n"
    assert [finding.code for finding in result.applied] == ["TL101"]
    assert result.applied[0].path == "Note.md"
    assert result.remaining == ()
    assert tasklint.fix(result.text).text == result.text
    assert repr(result) == "<FixResult: 1 applied, 0 remaining>"
    assert tasklint.fix(tasklint.parse(HIDDEN)).text + "\n" == result.text


def test_fix_leaves_what_it_does_not_know() -> None:
    text = "\ufeffprose \udcff\x00\r\n- [ ] caf\udce9 📅 2026-01-06 soon  \r\nlast"
    mended = tasklint.fix(text).text
    assert mended == "\ufeffprose \udcff\x00\r\n- [ ] caf\udce9 soon 📅 2026-01-06  \r\nlast"


def test_an_unsafe_fix_is_only_applied_when_asked_for() -> None:
    rules = {rule.code for rule in tasklint.rules() if rule.fix == "unsafe"}
    assert rules
    text = "- [ ] pay 📅 2026-01-06 📅 2026-01-07\n"  # one of them goes
    assert tasklint.fix(text).text == text
    result = tasklint.fix(text, unsafe=True)
    assert result.text != text
    assert {finding.code for finding in result.applied} <= rules
    assert result.applied[0].fix is not None and not result.applied[0].fix.safe


def test_rules_are_complete() -> None:
    rules = tasklint.rules()
    codes = [rule.code for rule in rules]
    assert codes == sorted(set(codes))
    for rule in rules:
        assert rule.name and rule.group and rule.summary
        assert rule.page.startswith(f"# {rule.code} {rule.name}\n")
        assert rule.fix in ("safe", "unsafe", None)
        assert repr(rule) == f"<Rule {rule.code} {rule.name}>"
