"""Forms that the rules do not find yet, each with what happens instead: they are not sown."""

KNOWN: dict[tuple[str, str], str] = {
    ("TL402", "@[[Guest Thirteen]] last"): "nothing: links are not compared with the known names",
    ("TL604", "blank"): "nothing: with no field before it, it may be a sentence",
    ("TL604", "{known},"): "nothing: the comma counts as one of a sentence",
    ("TL604", "{known}."): "nothing: the full stop counts as one of a sentence",
}
