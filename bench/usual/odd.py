"""Files as they turn up in vaults now and then: huge, of one line, with other endings or encodings, or no text."""

from pathlib import Path

LINES = "# A heading\n\nSome prose about the plan of next week.\n- [ ] Send the draft 📅 2026-03-06 #task\n"
MEGABYTE = 1 << 20


def files() -> dict[str, bytes]:
    text = LINES.encode()
    numbered = (LINES.replace("the draft", f"draft {i}").encode() for i in range(5 * MEGABYTE // len(text)))
    return {
        "five megabytes.md": b"".join(numbered),
        "one line.md": b"word " * (MEGABYTE // 5) + b"\n",
        "one task.md": b"- [ ] " + b"word " * (MEGABYTE // 5) + "📅 2026-03-06\n".encode(),
        "crlf.md": LINES.replace("\n", "\r\n").encode(),
        "bom.md": b"\xef\xbb\xbf" + text,
        "latin-1.md": "# Büro\n\n- [ ] Öl kaufen\n".encode("latin-1"),
        "empty.md": b"",
        "binary.md": bytes(range(256)) * 64,
        "no end of line.md": text.rstrip(b"\n"),
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 256,  # no note: it must not be read
    }


def make(folder: Path) -> None:
    folder.mkdir()
    for name, contents in files().items():
        (folder / name).write_bytes(contents)
