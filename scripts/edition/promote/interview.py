"""The questions, on plain lines: what the witness is, and what the Chinese shows for each correction."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from edition.model import AuthoredCorrection, Edition, Segment
from edition.promote import answers as kinds
from edition.promote.answers import Answers, CorrectionAnswer, RefusedError, WitnessAnswer, accept
from edition.promote.draft import Draft
from edition.promote.plan import TERMS, apply, rival, to_answer, witness_of
from edition.rules.segments import MACHINE

Ask = Callable[[str], str]
Say = Callable[[str], None]
Fault = Callable[[str], str | None]
EMPTY = "-"
_SCRIPTS = {"zh_hans": "zh-Hans", "zh_hant": "zh-Hant"}


def _any(_value: str) -> str | None:
    """Find no fault."""
    return None


def _one_of(*words: str) -> Fault:
    """Make a check that takes only these words."""
    return lambda value: None if value in words else f"Answer {', '.join(words[:-1])} or {words[-1]}."


class Interview:
    """One conversation about one segment; an interruption at any question ends it, and nothing has been written."""

    def __init__(self, edition: Edition, segment: Segment, source: str, ask: Ask, say: Say) -> None:
        """Keep whom to ask, and about what."""
        self.edition, self.segment, self.ask, self.say = edition, segment, ask, say
        self.draft = Draft.of(source)

    def question(self, words: str, fault: Fault = _any, default: str | None = None) -> str:
        """Ask until the answer can be used; an empty answer takes the default, where there is one."""
        shown = f"{words} [{default}]: " if default else f"{words}: "
        while True:
            try:
                value = unicodedata.normalize("NFC", self.ask(shown)).strip()
            except UnicodeDecodeError:
                self.say("  That is not UTF-8; set the terminal to UTF-8, or use --answers.")
                continue
            if not value:
                if default is not None:
                    return default
                self.say("  An answer is wanted here.")
            elif found := fault(value):
                self.say(f"  {found}")
            else:
                return value

    def yes(self, words: str, default: str) -> bool:
        """Ask a question that is answered yes or no."""
        return self.question(f"{words} (yes, no)", _one_of("yes", "no", "y", "n"), default).startswith("y")

    def hold(self) -> Answers:
        """Ask everything.

        Returns:
            The answers, fit to be carried out.

        Raises:
            EOFError, KeyboardInterrupt: the contributor stopped.
            RefusedError: the answers cannot be carried out by this command.
        """
        self.show()
        witness = self.witness()
        script = witness_of(self.edition, WitnessAnswer.model_validate(witness)).script
        found = {record.id: self.correction(record, script) for record in to_answer(self.edition, self.segment)}
        self.say(f"\nThe sentence is now:\n  {self.draft.corrected}")
        agrees = self.yes("Do the words that no correction is about agree with the Chinese too?", "no")
        reword = self.reword() if agrees else {}
        return accept(
            {
                "segment": self.segment.id,
                "witness": witness,
                "corrections": found,
                "rest_agrees": agrees,
                "note": self.note() if agrees else kinds.KEEP,
                "reword": reword,
            }
        )

    def show(self) -> None:
        """Show the segment."""
        segment = self.segment
        self.say(f"{segment.name} ({segment.id}): {segment.reading}\n")
        self.say(f"Machine:   {segment.machine}\n")
        self.say(f"Corrected: {segment.corrected}\n")
        if segment.note:
            self.say(f"Note:      {segment.note}\n")
        self.say("Enter takes what stands in [brackets]; Ctrl-C stops, and nothing is changed.\n")

    def witness(self) -> dict[str, Any]:
        """Ask which witness was read."""
        self.say("In which witness have you read the Chinese of this sentence?")
        known = {witness.id: witness for witness in self.edition.witnesses if witness.id != MACHINE}
        for key, witness in known.items():
            self.say(f"  {key}  {witness.name}, {witness.site}, {witness.date}")

        def letter(value: str) -> str | None:
            if value == MACHINE:
                return f"{MACHINE} is the machine text; which Chinese text have you read?"
            return None if len(value) == 1 and "A" <= value <= "Z" else "One capital letter: a known one, or a new one."

        key = self.question("Its letter, or a new letter", letter)
        if key in known:
            self.say(f"So far it says: {known[key].read}")
            read = self.question(
                "What of it has now been read, all in all? Enter: as it says", kinds.fault_in_prose, ""
            )
            return {"id": key, **({"read": read} if read else {})}
        return {
            "id": key,
            "name": self.question("Name, such as: printed article", kinds.fault_in_prose),
            "title": self.question("Title, in Chinese, if it has one", kinds.fault_in_line, ""),
            "site": self.question("Paper, library or site where it was read", kinds.fault_in_name),
            "date": self.question("Its date", kinds.fault_in_name),
            "script": self.question("Script (zh-Hans, zh-Hant)", _one_of("zh-Hans", "zh-Hant")),
            "read": self.question("Exactly what of it has been read, in a sentence", kinds.fault_in_prose),
        }

    def describe(self, record: AuthoredCorrection) -> None:
        """Show one correction with all that is known of it."""
        self.say(f"\n{record.id}: {record.type}, {record.severity}, {record.reading}")
        self.say(f"  Machine words: {'; '.join(f'“{words}”' for words in record.words)}")
        for index in self.draft.owned(record.id):
            self.say(f"  Edit {index + 1}: “{self.draft.edits[index].old}” → “{self.draft.ours(index)}”")
        facts = [("Why", record.explanation), ("Mechanism", record.mechanism), ("Chinese presumed", record.presumed)]
        facts += [("Would settle it", record.settles)]
        for name, value in facts:
            if value:
                self.say(f"  {name}: {value}")
        for number, other in enumerate(record.rivals, 1):
            self.say(f"  Rival {number}: “{other.wording}” Against it: {other.against}")

    def correction(self, record: AuthoredCorrection, script: str) -> dict[str, Any]:
        """Ask what the Chinese shows for one correction, and carry it out on the draft."""
        self.describe(record)
        while True:
            before = dict(self.draft.new)
            answer, former = self.verdict(record)
            try:
                apply(self.draft, record, CorrectionAnswer.model_validate({**answer, "reading": "secure"}))
                break
            except RefusedError as error:
                self.draft.new = before
                self.say(f"  {error}")
        if answer.get("confirms") != "ours":
            self.say(f"  The sentence: {self.draft.corrected}")
        reading = self.question("Is the reading now secure, or contested?", _one_of("secure", "contested"), "secure")
        answer["reading"] = reading
        if reading == "contested":
            answer |= self.contested(record, answer.get("confirms") or "", former)
        return answer | self.terms(record, script) | self.reasons(changed=answer.get("confirms") != "ours")

    def verdict(self, record: AuthoredCorrection) -> tuple[dict[str, Any], str]:
        """Ask which reading the Chinese confirms, and for the wording where that is not ours; give also our former one."""
        if record.reading == "not recovered":
            gaps = self.draft.gaps(record.id)
            asked = [
                self.question(f"The words in place of […] in “{self.draft.ours(index)}”", kinds.fault_in_wording)
                for index in gaps
            ]
            return {"wording": asked}, ""
        choices = ["ours", *(f"rival {number}" for number in range(1, len(record.rivals) + 1)), "other"]
        said = self.question(f"The Chinese confirms ({', '.join(choices)})", _one_of(*choices))
        if said == "ours":
            return {"confirms": said}, ""
        proposed, former = None, self.draft.stretch(record.id)
        if said != "other":
            chosen = rival(record, CorrectionAnswer(confirms=said, reading="secure"))
            if found := self.draft.proposal(record.id, chosen.wording):
                proposed, former = found
        wording = []
        for index in self.draft.owned(record.id):
            now = self.draft.ours(index) if proposed is None else proposed
            fault = lambda value: None if value == EMPTY else kinds.fault_in_wording(value)  # noqa: E731
            given = self.question(f"Edit {index + 1} should say ({EMPTY} for nothing)", fault, now or EMPTY)
            wording.append("" if given == EMPTY else given)
        if proposed is not None and wording == [proposed.strip()]:
            return {"confirms": said}, former
        return {"confirms": said, "wording": wording}, former

    def contested(self, record: AuthoredCorrection, confirms: str, former: str) -> dict[str, Any]:
        """Ask which rivals still stand; our former wording may become one."""
        every = [number for number in range(1, len(record.rivals) + 1) if f"rival {number}" != confirms]

        def numbers(value: str) -> str | None:
            said = value.replace(",", " ").split()
            good = all(word.isdecimal() and int(word) in every for word in said)
            return (
                None if good or value == EMPTY else f"Numbers from {', '.join(map(str, every))}, or {EMPTY} for none."
            )

        kept: list[int] = []
        if every:
            said = self.question("Which rivals still stand?", numbers, " ".join(map(str, every)))
            kept = [] if said == EMPTY else [int(word) for word in said.replace(",", " ").split()]
        added = []
        if confirms != "ours" and record.reading != "not recovered":
            against = self.question(
                f"Our former wording, “{former}”, as a rival: the reason against it (Enter: no rival)",
                kinds.fault_in_prose,
                "",
            )
            added = [{"wording": former, "against": against}] if against else []
        while not kept and not added:
            self.say("  A contested reading needs a rival that still stands.")
            wording = self.question("The wording of a rival", kinds.fault_in_prose)
            added = [{"wording": wording, "against": self.question("The reason against it", kinds.fault_in_prose)}]
        settles = self.question("What would settle it now? (Enter: nothing known)", kinds.fault_in_prose, "")
        return {"rivals_kept": kept, "rivals_added": added, **({"settles": settles} if settles else {})}

    def terms(self, record: AuthoredCorrection, script: str) -> dict[str, str]:
        """Ask for the Chinese term; the script of the witness is wanted wherever something had to be settled."""
        found = {}
        wanted = script.replace("-", "_").lower()
        for name in TERMS:
            had = getattr(record, name) or ""
            needed = name == wanted and record.reading != "secure"
            fault = kinds.fault_in_pinyin if name == "pinyin" else kinds.fault_in_term
            hint = "" if needed or had else " (Enter: none)"
            title = "Pinyin" if name == "pinyin" else f"The term, {_SCRIPTS[name]}, at most 20 characters"
            value = self.question(title + hint, fault, had or (None if needed else ""))
            if value:
                found[name] = value
        return found

    def reasons(self, *, changed: bool) -> dict[str, str]:
        """Ask for explanation and mechanism where what stands no longer fits; a changed wording wants a new one."""
        found = {}
        words = "The explanation, in one to three sentences" + ("" if changed else " (Enter: as it stands)")
        if value := self.question(words, kinds.fault_in_prose, None if changed else ""):
            found["explanation"] = value
        if value := self.question("The probable mechanism (Enter: as it stands)", kinds.fault_in_prose, ""):
            found["mechanism"] = value
        return found

    def note(self) -> str:
        """Ask what becomes of the segment's note."""
        if not self.segment.note:
            return kinds.KEEP
        self.say(f"\nThe note on the sentence says: {self.segment.note}")
        return self.question("Does it still hold? keep, drop, or a new note", kinds.fault_in_prose, kinds.KEEP)

    def reword(self) -> dict[int, str]:
        """Ask for changes to other edits, which a new wording may need, until there are none."""
        found: dict[int, str] = {}
        count = len(self.draft.edits)

        def number(value: str) -> str | None:
            return None if value.isdecimal() and 1 <= int(value) <= count else f"A number from 1 to {count}, or Enter."

        for index, edit in enumerate(self.draft.edits, 1):
            self.say(f"  {index}: “{edit.old}” → “{self.draft.ours(index - 1)}”")
        while said := self.question("The number of an edit that needs another wording now (Enter: none)", number, ""):
            index = int(said)
            fault = lambda value: None if value == EMPTY else kinds.fault_in_wording(value)  # noqa: E731
            value = self.question(
                f"Edit {index} should say ({EMPTY} for nothing)", fault, self.draft.ours(index - 1) or EMPTY
            )
            found[index] = "" if value == EMPTY else value
            self.draft.reword(index - 1, found[index])
            self.say(f"  {self.draft.corrected}")
        return found
