"""Promotion: the readings of a sentence whose Chinese someone has seen, in place, and nothing else."""

import difflib
import json
import re
import shutil
from itertools import chain
from pathlib import Path

import pytest

from edition import rules
from edition.__main__ import main
from edition.load import Sources, load_into
from edition.promote import RESTING, Interview, RefusedError, answers, plan, rewrite, run, write
from edition.promote.draft import Draft
from edition.promote.rewrite import File
from edition.site import check

ROOT = Path(__file__).resolve().parents[2]
PRINT = {
    "id": "P",
    "name": "printed article",
    "site": "a library",
    "date": "30 August 2023",
    "script": "zh-Hant",
    "read": "The whole article was read in print.",
}
GAP = {"wording": ["not leave"], "reading": "secure", "zh_hant": "不離", "explanation": "The verb was lost."}
HEADING = {"confirms": "ours", "reading": "secure", "zh_hant": "小題", "pinyin": "xiǎotí"}


@pytest.fixture
def real(tmp_path):
    """Give a copy of the real docs folder."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    return tmp_path / "docs"


def tree(docs):
    """Give every file's bytes."""
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in sorted(docs.rglob("*")) if path.is_file()}


def silent(*_words):
    """Show nothing."""


def never(prompt):
    """Answer no question."""
    raise AssertionError(prompt)


def promote(docs, key, corrections, /, said=silent, **more):
    """Promote from a file of answers; give the exit code."""
    file = docs.parent / "answers.yml"
    content = {"segment": key, "witness": PRINT, "corrections": corrections, "rest_agrees": True, **more}
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return run(docs, key, answers=file, dry_run=False, ask=never, say=said)


def records(docs, name):
    """Give the records of a data file by id, as text."""
    text = (docs / "_data" / name).read_text(encoding="utf-8")
    parts = re.split(r"^(?=- id: )", text, flags=re.MULTILINE)[1:]
    return {part.partition("\n")[0][6:]: part for part in parts}


def changed_lines(before, after):
    """Give the lines that a diff takes away and adds."""
    diff = list(difflib.ndiff(before.decode().splitlines(), after.decode().splitlines()))
    return [line[2:] for line in diff if line[0] == "-"], [line[2:] for line in diff if line[0] == "+"]


def agreeing(edition, segment, **special):
    """Give answers by which the Chinese confirms our reading everywhere, and fills every gap with a word."""
    found = {}
    for record in plan.to_answer(edition, segment):
        answer = {"reading": "secure", "zh_hans": record.presumed or "样本", "zh_hant": "樣本", "pinyin": "yàngběn"}
        if record.reading == "not recovered":
            answer |= {"explanation": "A word was lost."}
        else:
            answer |= {"confirms": "ours"}
        found[record.id] = special.get(record.id.replace("-", "_"), answer)
    return found


def filled(docs, segment, found):
    """Give the answers with a word for each gap that is there when its correction's turn comes."""
    draft = Draft.of(plan.source_of(docs, segment))
    for key, answer in found.items():
        if "confirms" not in answer:
            gaps = draft.gaps(key)
            found[key] = {**answer, "wording": ["words"] * len(gaps)}
            for index in gaps:
                draft.fill(index, "words")
    return found


def test_a_conjecture_becomes_secure(broken):
    """What the Chinese confirms is secure: rivals, guess and question go, term and witness come."""
    assert promote(broken, "p03s01", {"c-heading": HEADING}) == 0
    edition, issues = check(broken)
    assert not issues
    segment, record = edition.by_id["p03s01"], edition.correction_by_id["c-heading"].authored
    assert (segment.reading, segment.source_seen, segment.corrected) == ("secure", ("P",), "A subheading")
    assert (record.reading, record.rivals, record.settles, record.presumed) == ("secure", (), None, None)
    assert (record.zh_hant, record.pinyin) == ("小題", "xiǎotí")
    assert edition.witnesses[-1].name == "printed article"


def test_nothing_else_changes(broken):
    """Only the records concerned differ, and in them only the fields that had to; all else is the same to the byte."""
    before, old = tree(broken), records(broken, "corrections/all.yml")
    assert promote(broken, "p03s01", {"c-heading": HEADING}) == 0
    after = tree(broken)
    touched = {name for name in before if before[name] != after[name]}
    assert set(after) == set(before)
    assert touched == {"_data/segments.yml", "_data/witnesses.yml", "_data/corrections/all.yml"}
    assert {key for key, text in records(broken, "corrections/all.yml").items() if text != old[key]} == {"c-heading"}
    taken, added = changed_lines(before["_data/segments.yml"], after["_data/segments.yml"])
    assert (taken, added) == ([], ["  source_seen: [P]"])
    assert after["_data/witnesses.yml"].startswith(before["_data/witnesses.yml"])


def test_comments_order_and_style_are_kept(broken):
    """Comments beside, between and inside records survive, and so does the way in which every value is written."""
    file = broken / "_data" / "corrections" / "all.yml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("  reading: conjecture\n", "  # graded twice\n  reading: conjecture   # by two\n")
    text = text.replace("- id: c-spaced", "\n# of type only\n- id: c-spaced").replace("[heading]", '[ "heading" ]')
    file.write_text(text, encoding="utf-8")
    assert promote(broken, "p03s01", {"c-heading": HEADING}) == 0
    now = file.read_text(encoding="utf-8")
    assert "  # graded twice\n  reading: secure   # by two\n" in now
    assert '[ "heading" ]' in now
    assert now.endswith(text[text.index("\n# of type only") :])


def test_a_confirmed_rival_takes_our_place(broken):
    """The edit takes the rival's wording; where the reading stays contested, ours becomes a rival."""
    answer = {
        **HEADING,
        "confirms": "rival 2",
        "reading": "contested",
        "explanation": "It is a title.",
        "rivals_kept": [],
        "rivals_added": [{"wording": "A subheading", "against": "The Chinese has one word."}],
        "settles": "A second reader.",
    }
    assert promote(broken, "p03s01", {"c-heading": answer}) == 0
    edition, _ = check(broken)
    record = edition.correction_by_id["c-heading"].authored
    assert edition.by_id["p03s01"].corrected == "A title"
    assert edition.by_id["p03s01"].machine == "A heading"
    assert [rival.wording for rival in record.rivals] == ["A subheading"]
    assert (record.explanation, record.settles) == ("It is a title.", "A second reader.")


def test_a_gap_is_filled(broken):
    """The recovered words stand in place of the gap, in a text between quotation marks too."""
    assert promote(broken, "p02s02", {"c-lost": GAP}, witness={"id": "T"}) == 0
    edition, _ = check(broken)
    segment = edition.by_id["p02s02"]
    assert (segment.corrected, segment.reading, segment.source_seen) == ("They will not leave-there.", "secure", ("T",))
    assert '"They will {~~not go~>not leave~~}{>>c-lost<<}{-- --}' in records(broken, "segments.yml")["p02s02"]


def test_the_machine_text_stays(broken):
    """Rejecting every edit of a promoted edition still gives the machine text, byte for byte."""
    machine = (broken / "_data" / "machine-translation.txt").read_bytes()
    assert promote(broken, "p02s02", {"c-lost": GAP}, reword={1: "stay"}) == 0
    edition, issues = check(broken)
    assert not [issue for issue in issues if issue.code in ("E001", "E006")]
    assert "".join(s.machine + s.machine_tail for s in edition.segments).encode() == machine
    assert edition.by_id["p02s02"].corrected == "They will stay-there."


REFUSED = {
    "no answer about a correction": ({}, {}, "say also what it shows for c-heading"),
    "an unknown correction": ({"c-heding": HEADING}, {}, "Did you mean 'c-heading'?"),
    "a conjecture after sight": ({"c-heading": {**HEADING, "reading": "conjecture"}}, {}, "'secure' or 'contested'"),
    "a sentence of Chinese": ({"c-heading": {**HEADING, "zh_hant": "題" * 21}}, {}, "21 Han characters"),
    "no term": ({"c-heading": {"confirms": "ours", "reading": "secure"}}, {}, "give zh_hant"),
    "pinyin in Chinese": ({"c-heading": {**HEADING, "pinyin": "題"}}, {}, "Latin letters"),
    "no rival left": (
        {"c-heading": {**HEADING, "reading": "contested", "rivals_kept": []}},
        {},
        "a rival that still stands",
    ),
    "a secure reading with rivals": ({"c-heading": {**HEADING, "rivals_kept": [1]}}, {}, "no rivals left"),
    "a rival that is not there": ({"c-heading": {**HEADING, "confirms": "rival 9"}}, {}, "there is no rival 9"),
    "the machine was right": (
        {"c-heading": {**HEADING, "confirms": "rival 1", "explanation": "It was right."}},
        {},
        "nothing left to correct",
    ),
    "no verdict": ({"c-heading": {"reading": "secure", "zh_hant": "題"}}, {}, "ours, rival 1"),
    "a wording for ours": ({"c-heading": {**HEADING, "wording": ["x"]}}, {}, "no other wording"),
    "a verdict without wording": ({"c-heading": {**HEADING, "confirms": "other"}}, {}, "what each of its 1 edits"),
    "the wording that stands": (
        {"c-heading": {**HEADING, "confirms": "other", "wording": ["subheading"]}},
        {},
        "say confirms: ours",
    ),
    "no new explanation": ({"c-heading": {**HEADING, "confirms": "rival 2"}}, {}, "explanation must be written anew"),
    "the machine text as witness": ({"c-heading": HEADING}, {"witness": {"id": "M"}}, "is the machine text"),
    "a new witness without a name": ({"c-heading": HEADING}, {"witness": {"id": "Q"}}, "is new; say also its name"),
    "a known witness renamed": ({"c-heading": HEADING}, {"witness": {"id": "S", "name": "x"}}, "is known"),
    "a link to a repost": (
        {"c-heading": HEADING},
        {"witness": {**PRINT, "site": "https://a.example"}},
        "does not link",
    ),
    "a rest that disagrees": ({"c-heading": HEADING}, {"rest_agrees": False}, "needs a new edit"),
    "an edit that is not there": ({"c-heading": HEADING}, {"reword": {7: "x"}}, "There is no edit 7"),
    "an unknown field": ({"c-heading": {**HEADING, "pinjin": "x"}}, {}, "Did you mean 'pinyin'?"),
    "straight quotation marks": ({"c-heading": HEADING}, {"reword": {1: 'a "title"'}}, "curly"),
    "answers about another segment": ({"c-heading": HEADING}, {"segment": "p02s02"}, "about p02s02"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_answer_is_refused(broken, name):
    """An answer that cannot be is refused with its reason, and every byte stays."""
    corrections, more, reason = REFUSED[name]
    before = tree(broken)
    with pytest.raises(RefusedError) as error:
        promote(broken, "p03s01", corrections, **more)
    assert reason in str(error.value)
    assert tree(broken) == before


@pytest.mark.parametrize("wording", [[], ["[…]"], [""], ["still ..."], ["一"]])
def test_no_gap_may_stay(broken, wording):
    """With the Chinese seen, a gap must be filled, with words in English."""
    before = tree(broken)
    with pytest.raises(RefusedError):
        promote(broken, "p02s02", {"c-lost": {**GAP, "wording": wording}})
    assert tree(broken) == before


def test_what_the_check_finds_is_said_and_nothing_changes(broken):
    """A promotion that would break a rule is not carried out, and the finding is shown."""
    said, before = [], tree(broken)
    assert promote(broken, "p02s02", {"c-lost": {**GAP, "wording": ["not  leave"]}}, said=said.append) == 1
    assert "E009" in said[0]
    assert "nothing was changed" in said[0]
    assert tree(broken) == before


def test_a_broken_edition_is_not_promoted(broken):
    """Where the check already finds something, that comes first."""
    (broken / "index.md").write_text("# no front matter\n", encoding="utf-8")
    said = []
    assert promote(broken, "p03s01", {"c-heading": HEADING}, said=said.append) == 1
    assert "P001" in said[0]


def test_a_finding_that_the_promotion_mends_does_not_stop_it(broken):
    """What a rule finds beforehand is said; if nothing is found afterwards, the promotion is written."""
    file = broken / "_data" / "corrections" / "all.yml"
    text = file.read_text(encoding="utf-8")
    start, end = text.index("    - wording: A title"), text.rindex("  settles: The Chinese.")
    file.write_text(text[:start] + text[end:], encoding="utf-8")
    said = []
    assert promote(broken, "p03s01", {"c-heading": HEADING}, said=said.append) == 0
    assert "C005" in said[0]
    assert "only if it leaves none" in said[0]
    assert not check(broken)[1]


@pytest.mark.parametrize(
    ("key", "reason"),
    [("p03s1", "Did you mean 'p03s01'?"), ("p01s01", "header line"), ("p02s01", "been seen already, in S and T")],
)
def test_a_segment_that_cannot_be_promoted_is_explained(broken, capsys, key, reason):
    """An unknown segment names the nearest; a header line or a sentence already seen says why not."""
    assert main(["--docs", str(broken), "promote", key]) in (1, 2)
    assert reason in capsys.readouterr().err


def test_a_dry_run_shows_and_writes_nothing(broken, capsys):
    """The difference is shown as a patch, the check is run, and every byte stays."""
    file, before = broken.parent / "a.yml", tree(broken)
    content = {"segment": "p03s01", "witness": {"id": "S"}, "rest_agrees": True}
    content["corrections"] = {"c-heading": {**HEADING, "zh_hans": "小题"}}
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    assert main(["--docs", str(broken), "promote", "p03s01", "--answers", str(file), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "--- a/docs/_data/segments.yml" in said
    assert "+  source_seen: [S]" in said
    assert "-  reading: conjecture" in said
    assert tree(broken) == before


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "No such file"), (b"a: [", "answers.yml:1"), (b"\xff", "UTF-8")]
)
def test_a_file_of_answers_that_cannot_be_read_is_named(broken, capsys, content, reason):
    """A missing or malformed file of answers gives 2 and the place."""
    file = broken.parent / "answers.yml"
    if content is not None:
        file.write_bytes(content)
    assert main(["--docs", str(broken), "promote", "p03s01", "--answers", str(file)]) == 2
    assert reason in capsys.readouterr().err


def test_help_explains(capsys):
    """The help tells what happens, and how a file of answers is written."""
    with pytest.raises(SystemExit) as stopped:
        main(["promote", "--help"])
    said = capsys.readouterr().out
    assert stopped.value.code == 0
    assert all(words in said for words in ("--dry-run", "rest_agrees: yes", "Ctrl-C", "never changes"))


TYPED = [
    "M",  # refused: the machine text
    "pp",  # refused: two letters
    "P",
    "printed article",
    "",
    "a library",
    "30 August 2023",
    "Latin",  # refused
    "zh-Hant",
    "The whole article was read in print.",
    "yes",  # refused: not a verdict
    "rival 1",
    "",  # its wording as proposed: the machine was right, so the verdict is asked again
    "rival 2",
    "",
    "contested",
    "-",
    "The Chinese has one word.",
    "A second reader.",
    "",  # no simplified term
    "題" * 21,  # refused
    "題",
    "tí",
    "It is a title.",
    "",
    "yes",
    "9",  # refused: no such edit
    "",
    "yes",
]


def test_the_prompts_lead_to_the_same(broken):
    """A conversation with slips in it, each met with its reason and the question again, gives the promotion."""
    typed, said = iter(TYPED), []
    assert run(broken, "p03s01", answers=None, dry_run=False, ask=lambda _: next(typed), say=said.append) == 0
    assert not list(typed)
    edition, issues = check(broken)
    assert not issues
    record = edition.correction_by_id["c-heading"].authored
    assert edition.by_id["p03s01"].corrected == "A title"
    assert (record.reading, record.zh_hant, record.pinyin) == ("contested", "題", "tí")
    assert [rival.wording for rival in record.rivals] == ["A subheading"]
    spoken = "\n".join(said)
    for words in (
        "M is the machine text",
        "nothing left to correct",
        "21 Han characters",
        "from 1 to 1",
        "Rival 2: “A title”",
    ):
        assert words in spoken


@pytest.mark.parametrize(
    ("after", "stop"),
    [*((after, KeyboardInterrupt) for after in range(0, len(TYPED), 4)), (0, EOFError), (len(TYPED) - 1, EOFError)],
)
def test_an_interruption_changes_nothing(broken, after, stop):
    """Stopping at any question leaves every byte as it was."""
    before = tree(broken)
    typed = iter(TYPED[:after])

    def ask(_prompt):
        try:
            return next(typed)
        except StopIteration:
            raise stop from None

    assert run(broken, "p03s01", answers=None, dry_run=False, ask=ask, say=silent) == 130
    assert tree(broken) == before


def test_no_at_the_end_changes_nothing_and_gives_the_answers_back(broken):
    """Who does not want it written gets the answers as a file, which then does the same."""
    before, said, typed = tree(broken), [], iter([*TYPED[:-1], "no"])
    assert run(broken, "p03s01", answers=None, dry_run=False, ask=lambda _: next(typed), say=said.append) == 0
    assert tree(broken) == before
    file = broken.parent / "again.yml"
    file.write_text(said[-1].partition("--answers:\n\n")[2], encoding="utf-8")
    assert run(broken, "p03s01", answers=file, dry_run=False, ask=never, say=silent) == 0
    assert check(broken)[0].by_id["p03s01"].corrected == "A title"


def test_all_files_or_none(broken, monkeypatch):
    """Where the second of two files cannot be replaced, the first gets its old bytes back, and nothing lies about."""
    import os

    before, replace, count = tree(broken), os.replace, iter(range(9))

    def fail(old, new):
        if next(count):
            raise PermissionError(13, "Permission denied", str(new))
        replace(old, new)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(RefusedError, match="nothing was changed"):
        promote(broken, "p03s01", {"c-heading": HEADING})
    assert tree(broken) == before


def test_a_file_changed_meanwhile_is_left_alone(broken):
    """What someone else has saved since the file was read is not overwritten."""
    files = [File(broken / "_data" / name, b"other", "new") for name in ("segments.yml", "witnesses.yml")]
    before = tree(broken)
    with pytest.raises(RefusedError, match="by someone else"):
        write(files)
    assert tree(broken) == before


def test_every_unseen_segment_of_the_edition_can_be_promoted(real):
    """The whole of the commentary, sentence by sentence: only the records concerned change, and the check passes."""
    edition, issues = check(real)
    assert not issues
    unseen = [segment for segment in edition.segments if not segment.source_seen]
    assert unseen
    names = ["segments.yml", *(f"corrections/{path.name}" for path in (real / "_data" / "corrections").glob("*.yml"))]
    for segment in unseen:
        old = [records(real, name) for name in names]
        found = filled(real, segment, agreeing(edition, segment))
        content = {"segment": segment.id, "witness": {"id": "S"}, "corrections": found, "rest_agrees": True}
        write(plan.changes(real, edition, segment, answers.accept(content)))
        new = [records(real, name) for name in names]
        touched = {key for a, b in zip(old, new, strict=True) for key in a if a[key] != b[key]}
        assert touched <= {segment.id, *found}
        assert segment.id in touched
    sources = Sources(real.parent)
    after = load_into(sources, real)
    rules.run(after, sources)
    # The words that fill the gaps here are no translation, so that a term of the glossary may be missed, and
    # claims that rest on words now changed are to be fitted to them.
    assert not [issue for issue in sources.issues if issue.code[0] != "T" and issue.code not in RESTING]
    assert all(segment.source_seen for segment in after.segments)
    assert {correction.authored.reading for correction in after.corrections} <= {"secure", "contested"}
    assert "[…]" not in "".join(segment.corrected for segment in after.segments)
    assert not any(correction.authored.presumed for correction in after.corrections if correction.source_seen)


def test_a_real_rival_takes_its_place(real):
    """Wherever a rival's wording can be fitted into the sentence, the sentence then has it, and the machine its own."""
    edition, _ = check(real)
    fitted = 0
    for segment in edition.segments:
        for record in () if segment.source_seen else plan.to_answer(edition, segment):
            draft = Draft.of(plan.source_of(real, segment))
            for rival in record.rivals:
                proposed = draft.proposal(record.id, rival.wording)
                if proposed is None or record.reading == "not recovered":
                    continue
                changed = Draft.of(draft.source)
                changed.new[changed.owned(record.id)[0]] = proposed[0]
                assert rival.wording in changed.corrected
                assert proposed[1] in draft.corrected
                assert "  " not in changed.corrected
                fitted += 1
    assert fitted


def test_a_real_sentence_is_promoted_and_passes_the_check(real, tmp_path):
    """A sentence of each grade that the commentary still has goes the whole way: answers, check, files, check."""
    edition, _ = check(real)
    unseen = [one for one in edition.segments if not one.source_seen and one.reading != "not recovered"]
    for segment in {one.reading: one for one in reversed(unseen)}.values():
        docs = tmp_path / segment.id / "docs"
        shutil.copytree(real, docs)
        said = []
        assert promote(docs, segment.id, agreeing(edition, segment), said=said.append) == 0, said
        # Questions that are proved by the record as it was are to be fitted to it.
        assert not [issue for issue in check(docs)[1] if issue.code not in RESTING]
        after = load_into(Sources(docs.parent), docs)
        promoted = after.by_id[segment.id]
        assert (promoted.reading, promoted.source_seen, promoted.corrected) == ("secure", ("P",), segment.corrected)
        assert f"¶{segment.paragraph}" in said[-1]


def test_every_export_is_written_after_a_promotion(broken):
    """A new witness goes into the data files, and none of them fails for it."""
    from edition import exports

    assert promote(broken, "p03s01", {"c-heading": HEADING}) == 0
    files = exports.write(check(broken)[0])
    segments = json.loads(files["exports/edition.json"])["segments"]
    assert next(s for s in segments if s["id"] == "p03s01")["source_seen"] == ["P"]


def test_the_diff_of_one_real_sentence_is_its_own(real):
    """One sentence promoted in full: every line taken away or added lies in its record or in its corrections'."""
    edition, _ = check(real)
    segment = next(s for s in edition.segments if not s.source_seen and s.reading == "not recovered")
    before = tree(real)
    names = [f"_data/corrections/{path.name}" for path in (real / "_data" / "corrections").glob("*.yml")]
    own = (
        "".join(text for name in names for key, text in records(real, name[6:]).items() if key in segment.corrections)
        + records(real, "segments.yml")[segment.id]
    )
    found = filled(real, segment, agreeing(edition, segment))
    file = answers.accept(
        {"segment": segment.id, "witness": PRINT, "corrections": found, "rest_agrees": True, "note": "drop"}
    )
    write(plan.changes(real, edition, segment, file))
    after = tree(real)
    assert before.keys() == after.keys()
    for name in ("_data/segments.yml", *names):
        taken, _ = changed_lines(before[name], after[name])
        assert set(taken) <= {*own.splitlines(), ""}


def test_a_file_of_records_is_cut_and_joined_without_loss(real):
    """The three parts of a file are the file, for every record there is."""
    paths = chain(
        real.glob("_data/segments.yml"), real.glob("_data/witnesses.yml"), real.glob("_data/corrections/*.yml")
    )
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for key in list(records(real, path.relative_to(real / "_data").as_posix()))[::5]:
            assert "".join(rewrite.find(text, key)) == text


@pytest.mark.parametrize(
    "text",
    [
        "- id: c-a\n  rivals: [{wording: a, against: b}, {wording: c, against: d}]\n  z: 1\n",
        "- id: c-a\n  rivals:\n  - wording: a\n    against: b\n  - wording: c\n    against: >-\n      d\n\n  z: 1\n",
        "-\n    id: c-a\n    rivals:\n      - {wording: a, against: b}\n      # the better\n      - {wording: c, against: d}\n    z: 1",
    ],
)
def test_items_of_a_list_stay_or_go_in_any_style(text):
    """A list of rivals, however it is written, keeps the items named and takes new ones."""
    added = {"wording": "“e”: f", "against": "No: g."}
    changed = rewrite.keep_items(text, "rivals", [1], [added], ("id",))
    assert rewrite.values(changed) == {"id": "c-a", "rivals": [{"wording": "c", "against": "d"}, added], "z": 1}
    assert rewrite.values(rewrite.keep_items(text, "rivals", [], [], ("id",))) == {"id": "c-a", "z": 1}


@pytest.mark.parametrize("style", ["|-\n    {}", ">-\n    {}", '"{}"', "'{}'"])
@pytest.mark.parametrize("new", ["plain - words", "~> and {++ \\ }", "“quoted”: # so"])
def test_wording_is_written_so_that_it_is_read_back(style, new):
    """Whatever the style of the text and the characters of the wording, the edit says what was typed."""
    source = "A {~~b~>c~~}{>>c-a<<} d {~~b~>c~~}{>>c-a<<}, e -f."
    record = "- id: p01s01\n  text: " + style.format(source) + "\n  z: 1\n"
    draft = Draft.of(source)
    draft.reword(1, new)
    for span, written in draft.changes():
        record = rewrite.replace(record, "text", span, written)
    found = Draft.of(rewrite.values(record)["text"])
    assert found.corrected == f"A c d {new}, e -f."
    assert [edit.old for edit in found.edits] == ["b", "b"]
    assert rewrite.values(record)["z"] == 1


def test_a_line_that_is_no_text_is_asked_for_again(broken):
    """Bytes that are not UTF-8 and control characters get a message and the question again."""
    said, typed = [], iter([UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), "a\x07b", "", "good"])
    edition, _ = check(broken)
    segment = edition.by_id["p03s01"]

    def ask(_prompt):
        value = next(typed)
        if isinstance(value, Exception):
            raise value
        return value

    interview = Interview(edition, segment, plan.source_of(broken, segment), ask, said.append)
    assert interview.question("Words", answers.fault_in_prose) == "good"
    assert ["UTF-8" in said[0], "U+0007" in said[1], "wanted" in said[2]] == [True] * 3
