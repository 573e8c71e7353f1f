"""The table of attacks: what a note, a tag, an owner, a heading or a file's name could try."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Attack:
    name: str
    text: bytes  # one line
    first: bool = False  # stands at the very beginning of the description


def attack(name: str, text: str | bytes, first: bool = False) -> Attack:
    return Attack(name, text if isinstance(text, bytes) else text.encode(), first)


ATTACKS = (
    # what a terminal obeys
    attack("colour", "\x1b[31mred\x1b[0m"),
    attack("clear screen", "\x1b[2J\x1b[H"),
    attack("window title", "\x1b]0;owned\x07"),
    attack("hyperlink", "\x1b]8;;https://example.com/\x1b\\here\x1b]8;;\x1b\\"),
    attack("clipboard", "\x1b]52;c;aGFja2Vk\x07"),
    attack("device control", "\x1bP$q\"p\x1b\\"),
    attack("C1 CSI", "\u009b31mred"),
    attack("C1 CSI as a byte", b"\x9b31mred"),
    attack("C1 OSC", "\u009d0;owned\u009c"),
    attack("carriage return", "harmless\rhidden"),
    attack("backspaces", "abc\x08\x08\x08xyz"),
    attack("vertical tab and form feed", "a\x0bb\x0cc"),
    attack("NUL", "a\x00b"),
    attack("DEL", "a\x7fb"),
    # what hides or turns text
    attack("bidi override", "\u202etxet\u202c"),
    attack("bidi isolates", "\u2066a\u2067b\u2068c\u2069"),
    attack("bidi marks", "a\u200eb\u200fc\u061cd"),
    attack("zero width", "a\u200bb\u200cc\u2060d\ufeffe"),
    attack("tag characters", "a\U000e0041\U000e0042b"),
    attack("private use", "a\ue000b\uf8ffc"),
    attack("noncharacters", "a\ufffeb\uffffc\U0010ffffd"),
    attack("line separators", "a\u2028b\u2029c\u0085d"),
    # bytes that are no text
    attack("lone surrogates", b"a\xed\xa0\x80b\xed\xbf\xbfc"),
    attack("overlong slash", b"a\xc0\xafb\xe0\x80\xafc"),
    attack("cut sequences", b"a\xf0\x9f\x93"),
    attack("stray continuation", b"\x80\xbf\xfe\xff"),
    # workflow commands
    attack("workflow error", "::error file=x,line=1::owned", first=True),
    attack("workflow output", "::set-output name=a::b", first=True),
    attack("workflow command of old", "##[set-env name=PATH]x", first=True),
    attack("percent line ends", "%0A::error::x%0D%0A::warning::y"),
    attack("workflow mask", "::add-mask::secret", first=True),
    attack("workflow command behind a blank", " \t::error::x", first=True),
    attack("workflow commands of old within a line", "a ##[stop-commands]x ##[[error]y"),
    attack("commands of Azure within a line", "a@##vso[task.setvariable variable=PATH]x ##VsO[y]"),
    # markup
    attack("CDATA end", "]]></failure></error>"),
    attack("script", "<script>alert(1)</script>"),
    attack("image", "<img src=x onerror=alert(1)>"),
    attack("comment ends", "--><!-- --> %% x"),
    attack("entities", "&#60;script&#62; &lt;b&gt; &xxe;"),
    attack("document type", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;'),
    attack("attribute ends", "\"' onfocus=x() autofocus x=\"'"),
    attack("processing instruction", "<?xml version='1.0'?>"),
    attack("Markdown", "[a](javascript:alert(1)) ![b](//example.com/x.png) | `c` **d**"),
    attack("code fence", "``` ~~~ ```` x"),
    attack("mentions", "@someone #1 owner/name#2"),
    attack("template", "{0} {} %s %n ${x} $(x)"),
    # JSON and SARIF
    attack("JSON ends", '"}],"evil":[{"a":"'),
    attack("backslashes", "\\u0000 \\n \\\" \\x41 \\"),
    attack("SARIF placeholder", "{0} [a](1) {1}"),
    attack("URI", "file:///etc/passwd?x#y%2e%2e%2f"),
    # spreadsheets
    attack("formula", "=cmd|' /C calc'!A0", first=True),
    attack("formula with plus", "+1+cmd|' /C calc'!A0", first=True),
    attack("formula with minus", "-2+3+cmd|' /C calc'!A0", first=True),
    attack("formula with at", "@SUM(1+1)*cmd|' /C calc'!A0", first=True),
    attack("formula behind a tab", "\t=1+1", first=True),
    attack("cells", 'a","=1+1";b\tc,d'),
    attack("wide formula signs", "＝1+1＋2－3＠x", first=True),
    # calendars
    attack("property", "x\\nATTACH:file:///etc/passwd\\nX-EVIL:1"),
    attack("property behind CR", "x\rATTACH:file:///etc/passwd"),
    attack("component", "x\\nEND:VTODO\\nBEGIN:VALARM\\nACTION:AUDIO"),
    attack("parameters", 'x";ALTREP="http://example.com/";X=":'),
    attack("commas", "a,b;c:d\\,e\\;f"),
    # paths
    attack("way up", "../../../etc/passwd"),
    attack("absolute path", "/etc/passwd"),
    attack("way up of Windows", "..\\..\\x:y*?"),
    attack("device name", "CON"),
    attack("option", "--output=/tmp/x"),
    attack("hidden name", ".ssh"),
    attack("Obsidian link", "[[../../x|obsidian://open?vault=y&file=z]]"),
)
