"""Words, days, names and sound task lines, all from one seed."""

import datetime
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

TODAY = datetime.date(2026, 1, 9)

# Two made-up words in each text keep any two tasks of a vault apart.
TEXTS = (
    "Brief the {a} team about {b}",
    "Send the draft of {a} to {b}",
    "Call {a} about the {b} offer",
    "Order chairs for {a} and {b}",
    "Review chapter 3 of {a} with {b}",
    "Book the room {a} for the {b} visit",
    "Read [[{a} roadmap]] and sum up {b}",
    "Run `{a} --check` on the {b} host",
    "Compare **{a}** with {b} (last year's list)",
    "Pay 1\u00a0200 € to {a} for {b}",
    "Ask {a} for the plan of 2026-01-05 and {b}",
    "Meet {a} at 10:00 in {b}",
    "Celebrate 🎉 the end of {a} with {b}",
    "Look at https://{a}.example/{b}?x=1#top again",
    "Write to desk@{a}.example about {b}",
    "Sort {a}, {b} and the rest",
    "{a}: decide on {b} before winter",
    "Is {a} ready for {b}?",
    'Move "{a}" to the archive of {b}',
    "Try C++ and {a} on {b}",
    "Büro {a} räumen und Öl für {b} kaufen",
    "Entrée et dessert à préparer pour {a} et {b}",
    "Llamar a {a} sobre el año de {b}",
    "{a}に電話する {b}",
    "Позвонить {a} насчёт {b}",
    "Τηλεφώνημα στον {a} για {b}",
    "לקנות חלב {a} {b}",
    "이메일 {a} 보내기 {b}",
    "Vergleich {a} – {b} „neu“ prüfen",
    "Prendre rendez-vous chez {a} (étage {b})",
    "Compare [{a}](https://example.org/{b}) with ours",
    "Explain what `📅 2026-02-30` means to {a} and {b}",
    "Fix bug #12 of {a} in {b}",
    "Keep {a} < {b} & the rest > 3",
    # Signs and words that look like a field or a mistake and are none.
    "Put a ✅ beside {a} and {b}",
    "Explain ❌ and ➕ to {a} and {b}",
    "Set the alarm ⏰ for {a} and {b}",
    "Sync 🔄 the folders of {a} every day with {b}",
    "Rate {a} [rating:: 5] for {b}",
    "Press [x] to close {a} of {b}",
    "Compute x^2 of {a} and y ^ 2 of {b}",
    "Rename the folder 2026/01/06 of {a} to {b}",
    "Move IMG_20260106 of {a} to {b}",
    "Bring the 🆔 of {a} to {b}",
    "Explain `[[` and a[b[0]] to {a} and {b}",
    "Explain :date: to {a} and {b}",
    "Explain √2 ≈ 1.41 to {a} and ƒ(x) to {b}",
    "Take the pills of {a} for 3 days with {b}",
    "Ask {a} what happens every week in {b}",
    "Wait for {a} at the 🏁 of {b}",
    "See [[{a}#^room]] of {b}",
    "Ask {a} for the plan of tomorrow and {b}",
    "Look  twice at {a} and {b}",
    "Explain `cafÃ©` to {a} and {b}",
    "Check the 🗓 of {a} on the wall of {b}",
    "Explain what `%%` means to {a} and {b}",
    "See [1], the footnote of {a} in {b}",
    "Mend ~~{a}~~ ==the end== of _{b}_",
)
ROSTER = tuple(f"Person {n}" for n in ("One", "Two", "Three", "Four", "Five", "Six", "Seven")) + (
    "owner1",
    "owner2",
    "owner3",
    "Pricing vTeam",
    "Azure networking team",
    "Persona Número Uno",
    "Product & Engineering",
)
PEOPLE = {"Participant Ten": "P10x", "Participant Eleven": "Elevenses"}  # notes in People/, with an alias each
TAGS = ("#errand", "#household", "#office/kitchen", "#auto", "#review", "#y2026", "#büro", "#waiting-for")
PRIORITIES = {"highest": "🔺", "high": "⏫", "medium": "🔼", "low": "🔽", "lowest": "⏬"}
SIGNS = {
    "due": "📅",
    "scheduled": "⏳",
    "start": "🛫",
    "created": "➕",
    "done": "✅",
    "cancelled": "❌",
    "recurrence": "🔁",
    "completion": "🏁",
    "id": "🆔",
    "depends": "⛔",
}
KEYS = {
    "due": "due",
    "scheduled": "scheduled",
    "start": "start",
    "created": "created",
    "done": "completion",
    "cancelled": "cancelled",
    "recurrence": "repeat",
    "completion": "onCompletion",
    "id": "id",
    "depends": "dependsOn",
}
RULES = (
    "every day",
    "every week",
    "every 2 weeks on Monday",
    "every month on the last Friday",
    "every weekday",
    "every week when done",
    "every 3 months",
    "every month on the 15th",
    "every January on the 15th",
    "every 10 days when done",
    "every Monday, Thursday",
    "every month on the 2nd Tuesday",
    "every year",
)
ORDER = "🆔⛔🔺⏫🔼🔽⏬🔁🏁➕🛫⏳📅❌✅"  # in which the plugin writes them; tags, which are not here, come first
CONSONANTS, VOWELS = "bdfgklmnprtvz", "aeiou"


class Source:
    """Makes the parts of notes. The same seed gives the same parts."""

    def __init__(self, seed: str, dataview: bool = False, owned: float = 0.5, ordered: bool = False) -> None:
        self.random = random.Random(seed)
        self.dataview = dataview
        self.owned = owned  # share of the tasks with an owner
        self.ordered = ordered  # fields in the plugin's order
        self.words = 0

    def pick(self, items: Sequence[T]) -> T:
        return self.random.choice(items)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # --- words

    def word(self) -> str:
        """A word that stands nowhere else in the vault."""
        self.words += 1
        number, word = (self.words * 7919 + 104729) % 65**4, ""
        for _ in range(4):
            number, digit = divmod(number, 65)
            word = CONSONANTS[digit // 5] + VOWELS[digit % 5] + word
        return word

    def name(self) -> str:
        return self.word().capitalize()

    def ident(self) -> str:
        return self.word() + self.pick(("", "-1", "_b", "9"))

    def text(self) -> str:
        return self.pick(TEXTS).format(a=self.name(), b=self.word())

    def owner(self) -> str:
        return "@" + self.pick(ROSTER)

    # --- days

    def day(self, first: datetime.date, last: datetime.date) -> datetime.date:
        """A day of the range up to the 28th of its month, which every month has."""
        day = first + datetime.timedelta(self.random.randint(0, (last - first).days))
        return day.replace(day=min(day.day, 28))

    def soon(self) -> datetime.date:
        return self.day(datetime.date(2026, 1, 10), datetime.date(2026, 11, 28))

    def early(self) -> datetime.date:
        """A day to come whose month and day are below ten."""
        return datetime.date(2026, self.random.randint(2, 9), self.random.randint(1, 9))

    def past(self) -> datetime.date:
        return self.day(datetime.date(2025, 2, 1), datetime.date(2026, 1, 8))

    # --- fields

    def field(self, kind: str, value: object) -> str:
        if not self.dataview:
            return PRIORITIES[str(value)] if kind == "priority" else f"{SIGNS[kind]} {value}"
        inside = f"priority:: {value}" if kind == "priority" else f"{KEYS[kind]}:: {value}"
        return f"[{inside}]" if self.chance(0.7) else f"({inside})"

    def due(self) -> str:
        return self.field("due", self.soon())

    def date_kind(self) -> str:
        return self.pick(("due", "scheduled", "start"))

    def dated(self) -> str:
        return self.field(self.date_kind(), self.soon())

    def sign(self) -> str:
        return SIGNS[self.date_kind()]

    def priority(self) -> str:
        return self.field("priority", self.pick(tuple(PRIORITIES)))

    def created(self) -> str:
        return self.field("created", self.past())

    def done(self) -> str:
        return self.field("done", self.past())

    def rule(self) -> str:
        return self.field("recurrence", self.pick(RULES))

    def tag(self) -> str:
        return self.pick(TAGS)

    def around(self, *piece: str, priority: bool = True) -> list[str]:
        """The piece, with sound fields and tags of other kinds before and behind it."""
        spare = [self.created(), self.tag(), *([self.priority()] if priority else []), self.field("id", self.ident())]
        self.random.shuffle(spare)
        before = self.pick((0, 0, 1, 2))
        return [*spare[:before], *piece, *(spare[before : before + 1] if self.chance(0.4) else [])]

    # --- lines

    def marker(self) -> str:
        return self.pick(("-",) * 8 + ("*", "+", "1.", "2)"))

    def body(
        self,
        *tail: str,
        text: str | None = None,
        owner: str | None = None,
        tag: str = "#task",
        last: bool = True,
        first: bool = True,
    ) -> str:
        """What stands behind the box: text, owner, the tail; the tag in front, behind the text or, if `last`, at the end."""
        text = self.text() if text is None else text
        if owner is None and self.chance(self.owned):
            owner = self.owner()
        if owner:
            text = (
                f"{text.rstrip('.?')}. {owner}"
                if self.chance(0.8)
                else f"Ask {owner} about it: {text}"
                if first
                else f"{text} ({owner})"
            )
        parts = [text, *tail]
        if tag:
            place = self.random.randint(0 if first else 1, 2 if last else 1)
            parts.insert(len(parts) if place == 2 else place, tag)
        return " ".join(part for part in parts if part)

    def task(self, *tail: str, box: str = " ", ordered: bool = True, **options: object) -> str:
        if self.ordered and ordered:
            tail, options = tuple(sorted(tail, key=lambda piece: ORDER.find(piece[:1]))), {**options, "last": False}
        return f"{self.marker()} [{box}] {self.body(*tail, **options)}"  # type: ignore[arg-type]

    def sound(self, recurring: bool = True, proposals: bool = True) -> str:
        """A task without a mistake."""
        dice = self.random.random()
        if dice < 0.15:
            return self.task(self.due(), self.done(), box="x")
        if dice < 0.2:
            return self.task(self.field("cancelled", self.past()), box="-")
        if dice < 0.3 and proposals:
            return self.task(self.due(), self.tag(), box="?", tag="#task #proposed")
        if dice < 0.4 and recurring:
            return self.task(self.rule(), self.dated())
        box = "/" if dice < 0.5 else " "
        if dice < 0.6:
            start = self.soon()
            later = start + datetime.timedelta(self.random.randint(0, 20))
            dates = [self.field("start", start), self.field("scheduled", later), self.field("due", later)]
            self.random.shuffle(dates)
            return self.task(*dates, self.priority(), box=box)
        if dice < 0.65:
            return self.task(self.field("completion", self.pick(("keep", "delete"))), self.due(), box=box)
        if dice < 0.7:
            return self.task(*self.around(self.due()), box=box, last=False) + f" ^{self.word()}"
        return self.task(*self.around(self.dated()), box=box)
