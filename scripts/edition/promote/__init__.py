"""``edition promote``: for the day on which someone has seen the Chinese of a sentence that we had to guess.

The answers come from prompts or from a file (``answers``); ``plan`` works out which records change and ``rewrite``
changes them in place, every other byte as it was; the new files are checked on a copy of docs/, and only if nothing
is found do they take the place of the old ones.
"""

from __future__ import annotations

import difflib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from edition import rules
from edition.issues import Issue, report
from edition.load import Sources, load_into
from edition.model import Edition, Segment
from edition.notation import NotationError
from edition.promote import answers as kinds
from edition.promote.answers import Answers, RefusedError
from edition.promote.interview import Ask, Interview, Say
from edition.promote.plan import changes, source_of, subject
from edition.promote.rewrite import File, RewriteError
from edition.site import check

HELP = """\
Walks you through one sentence whose Chinese you have seen, such as p07s01: which witness you read, and for each
correction whether the Chinese confirms our reading, a rival, or something else; for a gap, which words stood there.
It then shows what would change in docs/_data, runs every check on a copy, and writes only if nothing is found and
you agree. The machine text never changes. Stop at any question with Ctrl-C: nothing has been written.

A file for --answers is YAML:

  segment: p07s01
  witness: {id: P, name: printed article, title: "", site: a library, date: 30 August 2023,
            script: zh-Hant, read: "The whole article was read in print."}     # or {id: S}
  corrections:
    c-one: {confirms: ours, reading: secure, zh_hant: 提升, pinyin: tíshēng}
    c-two: {confirms: rival 1, reading: secure, zh_hant: …, explanation: …}    # ours, rival N or other
    c-three: {wording: [the recovered words], reading: secure, zh_hant: …, explanation: …}   # a gap
  rest_agrees: yes    # the words that no correction is about agree with the Chinese too
  note: drop          # keep, drop, or a new note on the sentence

Other fields: wording (our side of each edit of the correction), mechanism, zh_hans; for a contested reading
rivals_kept: [1], rivals_added: [{wording: …, against: …}] and settles; reword: {3: …} for the third edit.
"""


_ELSEWHERE = """\
Where the remedy lies in another file, such as a form or an exception of a glossary term, change that file first and run
the command again: what is found before the promotion, and no more after it, does not stand in its way."""

# What a promotion can find in claims and questions: they are fitted to the new words when these stand.
RESTING = ("K002", "K003", "K004", "Q002", "Q003", "Q006")
_CLEAN = "The check finds nothing."


def difference(docs: Path, files: list[File]) -> str:
    """Give what would change, as a unified diff."""
    out: list[str] = []
    for file in files:
        name = file.path.relative_to(docs.parent).as_posix()
        before, after = file.was.decode().splitlines(keepends=True), file.text.splitlines(keepends=True)
        out += difflib.unified_diff(before, after, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else line + "\n" for line in out)


def rehearse(docs: Path, files: list[File]) -> list[Issue]:
    """Run the full check on a copy of docs/ that has the new files, and give its findings."""
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        copy = Path(folder) / docs.name
        shutil.copytree(docs, copy)
        for file in files:
            (copy / file.path.relative_to(docs)).write_bytes(file.now)
        return check(copy)[1]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold signals back for the moment in which files change places, where the system can."""
    mask = getattr(signal, "pthread_sigmask", None)
    held = {signal.SIGINT, signal.SIGTERM}
    if mask:
        mask(signal.SIG_BLOCK, held)
    try:
        yield
    finally:
        if mask:
            mask(signal.SIG_UNBLOCK, held)


def write(files: list[File]) -> None:
    """Put all new files in the place of the old ones, or none.

    Raises:
        RefusedError: a file has been changed by someone else since it was read, or cannot be written.
    """
    beside = [file.path.with_name(f".{file.path.name}.promote") for file in files]
    done: list[File] = []
    try:
        for file, new in zip(files, beside, strict=True):
            if file.path.read_bytes() != file.was:
                raise RefusedError(f"{file.path.name} has been changed by someone else meanwhile; nothing was written.")
            new.write_bytes(file.now)
            shutil.copymode(file.path, new)
        with _undisturbed():
            try:
                for file, new in zip(files, beside, strict=True):
                    os.replace(new, file.path)  # noqa: PTH105
                    done.append(file)
            except BaseException:
                for file in done:
                    file.path.write_bytes(file.was)
                raise
    except OSError as error:
        raise RefusedError(f"{error.filename or 'A file'}: {error.strerror}; nothing was changed.") from None
    finally:
        for new in beside:
            new.unlink(missing_ok=True)


def _to_mend(found: Answers) -> str:
    """Give the answers as a file, so that none is lost."""
    plain = found.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100)


def _afterwards(edition: Edition, segment: Segment) -> str:
    """Name what a person has to look at now, because no program can rewrite it."""
    prose = "docs/_data/provenance.yml (what was checked against what), docs/article/method.md"
    own = [entry.id for entry in edition.concordance if segment.id in entry.segments]
    more = f", and the concordance's {', '.join(own)}" if own else ""
    return (
        f"Now look at {prose} and the comment at the head of the corrections{more}: "
        f"do they still say that the Chinese of ¶{segment.paragraph} was not seen?"
    )


def run(docs: Path, key: str, *, answers: Path | None, dry_run: bool, ask: Ask, say: Say) -> int:
    """Promote one segment.

    Args:
        docs: the folder of authored pages.
        key: the id of the segment.
        answers: a file of answers; without it, the questions are asked.
        dry_run: show what would change and what the check finds, and write nothing.
        ask: shows a prompt and gives a line; it raises EOFError or KeyboardInterrupt where there is none.
        say: shows lines.

    Returns:
        The exit code: 0 done, 1 findings or answers that cannot be carried out, 130 stopped by the contributor.

    Raises:
        RefusedError: with the reason, and nothing was changed.
    """
    docs = docs.resolve()
    sources = Sources(docs.parent)
    edition = load_into(sources, docs)
    if edition is None or sources.issues:
        say(f"{report(sources.issues)}\nMend these first; nothing was changed.")
        return 1
    segment = subject(edition, key)
    rules.run(edition, sources)
    if sources.issues:
        say(f"{report(sources.issues)}\nThis is found already; the promotion is written only if it leaves none.\n")
    found = kinds.read(answers) if answers else None
    try:
        found = found or Interview(edition, segment, source_of(docs, segment), ask, say).hold()
        return _carry_out(docs, edition, segment, found, dry_run=dry_run, ask=None if answers else ask, say=say)
    except (EOFError, KeyboardInterrupt):
        say("\nStopped; nothing was changed.")
        return 130
    except (RewriteError, NotationError) as error:
        raise RefusedError(f"{error} Nothing was changed.") from None


def _carry_out(
    docs: Path, edition: Edition, segment: Segment, found: Answers, *, dry_run: bool, ask: Ask | None, say: Say
) -> int:
    """Show, check, and write what the answers change; after prompts, a refusal gives the answers back."""
    again = f"\nYour answers, to mend and to give with --answers:\n\n{_to_mend(found)}" if ask else ""
    try:
        files = changes(docs, edition, segment, found)
    except (RefusedError, RewriteError, NotationError) as error:
        raise RefusedError(f"{error}\nNothing was changed.{again}", getattr(error, "code", 1)) from None
    if dry_run or ask:
        say(difference(docs, files))
    issues = rehearse(docs, files)
    # A claim or a question can only be fitted to the new words once they stand.
    later = [issue for issue in issues if issue.code in RESTING]
    if len(later) < len(issues):
        say(
            f"{report(issues)}\nWith these answers the check finds what stands above; nothing was changed.\n{_ELSEWHERE}{again}"
        )
        return 1
    what = (
        f"What the check finds then, in claims and questions that rest on the changed words:\n{report(later)}"
        if later
        else _CLEAN
    )
    if dry_run:
        say(f"{what} This was a dry run; nothing was changed.")
        return 0
    if ask and not ask("Write this? (yes, no) [no]: ").strip().lower().startswith("y"):
        say(f"Nothing was changed.{again}")
        return 0
    write(files)
    names = ", ".join(file.path.relative_to(docs.parent).as_posix() for file in files)
    say(f"{segment.id} is promoted: {names}. {what}\n{_afterwards(edition, segment)}")
    return 0
