"""What can be wrong, in words: the catalogue of codes and the record of one finding.

Codes are permanent: a retired code stays in the catalogue, marked as such, and is not given out again.
Families: D data files, E edition and edits, C corrections, K claims and their argument, N numbers, Q questions, T terms and concordance,
S sources, P pages, R references, B blocks, L links and built pages, A the address registry.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """One kind of finding: what it means, and what an author can do about it."""

    sentence: str
    hint: str


CATALOGUE: dict[str, Code] = {
    "D001": Code(
        "The file is not valid YAML.",
        "Mend the line named; a text with a colon or a leading quotation mark wants a block (|) or quotes.",
    ),
    "D002": Code(
        "The record does not fit its schema.",
        "Use only the fields and values that the model names; see scripts/edition/model/.",
    ),
    "D003": Code(
        "A key stands twice in one record.",
        "Keep one of the two; YAML would silently drop the first.",
    ),
    "D004": Code(
        "The text holds characters that do not belong in an authored file.",
        "Save as UTF-8 in normal form NFC, without control or bidirectional override characters.",
    ),
    "D005": Code("A file that the edition needs is missing.", "Restore it from the version history."),
    "D006": Code("Two records have one id.", "Give one of them another id; ids are never shared."),
    "D007": Code(
        "The file uses a YAML feature that is not allowed here, or is too large or too deep.",
        "Write the value out; anchors, aliases, tags and several documents in one file are refused.",
    ),
    "D008": Code(
        "A date lies in the future.",
        "Write the day as its source has it; nothing is dated later than the commit (SOURCE_DATE_EPOCH), or today.",
    ),
    "D009": Code("The calendar has no such day.", "Write an ISO date: 2023-08-18, 2023-08 or 2023."),
    "E001": Code(
        "Rejecting every edit does not give the machine text.",
        "Compare the segment with docs/_data/machine-translation.txt, character by character.",
    ),
    "E002": Code(
        "An edit is owned by nothing.",
        "Put a label directly after it: {>>c-id<<}, {>>knock-on<<} or {>>choice<<}.",
    ),
    "E003": Code(
        "The edit notation cannot be read.",
        "Write {~~old~>new~~}{>>label<<}, {++new++}{>>label<<} or {--old--}{>>label<<}; "
        "put a backslash before a literal { } ~ + - < > or backslash.",
    ),
    "E004": Code(
        "A large edit is not covered by its corrections.",
        "Split it, or name more of its machine words in the corrections, and label the rest: {>>c-id; rest: knock-on<<}.",
    ),
    "E005": Code(
        "Carried-over machine text has not been looked at.",
        "Check polarity, subject and object of every clause that no edit touches, then set carried: checked.",
    ),
    "E006": Code(
        "The machine text is not the file that this edition is about.",
        "Restore docs/_data/machine-translation.txt byte for byte; editors and git must not touch its line endings.",
    ),
    "E007": Code(
        "Segment ids do not run on.",
        "Ids are p01s01, p01s02, … in the order of the text, with no number left out.",
    ),
    "E008": Code(
        "A gap and its record do not agree.",
        "Every […] in the text belongs to an edit of a correction with the reading 'not recovered', and every such correction shows a gap.",
    ),
    "E009": Code(
        "The corrected text is not clean.",
        "Remove double or outer spaces, straight quotation marks and the engine's ' -' hyphens from the corrected reading.",
    ),
    "E010": Code(
        "A segment was seen in a witness that does not exist, or that is not Chinese.",
        "Name witnesses of docs/_data/witnesses.yml other than M, the machine text, each once.",
    ),
    "C001": Code("An edit names a correction that does not exist.", "Write the correction, or mend the id."),
    "C002": Code(
        "A correction is used by no edit of its segment.",
        "Name it in the label of the edit that it explains, or remove it.",
    ),
    "C003": Code(
        "The machine words of a correction cannot be found.",
        "Quote them exactly as the machine text has them; give context and put the words in [brackets] where they stand more than once, and [] for an omission.",
    ),
    "C004": Code(
        "The machine words of a correction lie outside its edits.",
        "A correction speaks only of words that an edit bearing its label replaces.",
    ),
    "C005": Code(
        "The grade of a correction does not fit its evidence.",
        "What was seen in the Chinese is secure or contested; a conjecture names at least two rivals and what would settle it; a contested reading names one.",
    ),
    "C006": Code(
        "More of the article's Chinese is quoted than this edition allows.",
        "Quote terms, or clauses of at most 20 Han characters.",
    ),
    "K001": Code(
        "A sentence of the body is the anchor of no claim, or of one that it is said not to have.",
        "Write the claim in docs/_data/claims/, or say in the segment why there is none: no_claim: reason; not both.",
    ),
    "K002": Code(
        "The words of a claim are not in its sentences.",
        "Quote them exactly as the corrected text of one of the claim's segments has them.",
    ),
    "K003": Code(
        "The verdict of a claim does not fit it.",
        "Reported facts and classifications whose wording is seen or secure have a verdict and its reason; nothing else has one.",
    ),
    "K004": Code(
        "A forecast and its scores do not fit.",
        "Every forecast says its modality, horizon and test, and has scores, the earlier first, or 'unscored' with a reason; "
        "only seen or secure wording is scored, and “may” is never scored as reversed.",
    ),
    "K005": Code(
        "A case has one side, or too few sources, and nothing says why.",
        "Write both sides, or 'undisputed' with the reason; a reported fact has two sources, or 'few_sources' with the reason.",
    ),
    "K006": Code(
        "Something later than the commentary stands where only its own time may.",
        "Move what came after 31 August 2023 to 'now'.",
    ),
    "K007": Code(
        "What a claim says of the machine text does not fit.",
        "Name corrections of the claim's own sentences, each once, and say in machine_says what is left; neither without the other.",
    ),
    "K008": Code(
        "The argument map does not fit the claims.",
        "Every claim stands in at least one edge; an edge joins two different claims, once in its part; a part hangs together and runs in no circle.",
    ),
    "N001": Code(
        "A table of numbers does not have its columns.",
        "Its first line is series,entity,year,value,unit,edition,source; a cell with a comma wants quotation marks.",
    ),
    "N002": Code(
        "A cell of a table of numbers cannot be used.",
        "Use what scripts/edition/model/spending.py names; a number is positive, and its year is before its edition.",
    ),
    "N003": Code("Two lines of a table of numbers are about one thing.", "Keep the one that its edition has."),
    "N004": Code(
        "A number does not come from the edition that it names.",
        "Name the source whose date is the edition; a number of another release is of another edition.",
    ),
    "N005": Code(
        "The numbers of one edition do not fit together.",
        "A series has one unit and one source in it, and beside a region's number stands the world's of that year.",
    ),
    "Q001": Code(
        "An objective and its items do not fit.",
        "An item serves an objective in the front matter of its page; an objective has an item of that page, and one owner.",
    ),
    "Q002": Code(
        "The words that prove a key do not stand in their place.",
        "Quote them exactly: a sentence of the text, a field of the record, or a paragraph of the page without its citations.",
    ),
    "Q003": Code(
        "A judgment is asked for as if it were a fact.",
        "Say in the stem whose it is: “According to …”, “The article says …”.",
    ),
    "Q004": Code(
        "The form of an item gives its key away, or confuses.",
        "Make alternatives differ in what they say alone: of about one length, none for several at once, no negation of a negation.",
    ),
    "Q005": Code(
        "The keys of a set follow a pattern.",
        "Lengthen distractors or shorten keys; 'turn: 1' moves the options of one item on by one place.",
    ),
    "Q006": Code(
        "An item is not true to the machine text or to our repair.",
        "Quote both exactly; wrong chunks and options name their correction (origin) or misconception (idea).",
    ),
    "Q007": Code(
        "A page and its items do not fit.",
        "A page with items has a line <!-- edition:self-check --> or, a set, <!-- edition:quiz -->; a set has at least 10 items.",
    ),
    "Q008": Code(
        "A text of an item is not plain, or its Chinese is too long or of no script.",
        "Write no markup and no pinyin; at most 20 characters in a row, with 'script: zh-Hant' or zh-Hans on the item.",
    ),
    "Q009": Code("A misconception stands behind no distractor.", "Name it in an option ('idea'), or remove it."),
    "T001": Code(
        "A term of the glossary is rendered in another way.",
        "Use the term or one of its forms, declare the form, or give a reason under 'exceptions': \"p15s03: reason\".",
    ),
    "T002": Code(
        "An exception to a term excuses nothing.",
        "Remove it; an exception names a segment where the term's Chinese stands and its English does not.",
    ),
    "T003": Code(
        "A term of the glossary is used nowhere.",
        "Mend its forms, link to it from a page ([words](term:id)), or remove it.",
    ),
    "T004": Code(
        "The machine text does not have the words that a term or page gives as the machine's.",
        "Quote them exactly as docs/_data/machine-translation.txt has them.",
    ),
    "T005": Code(
        "A quotation is longer than this edition allows.",
        "Quote fewer than 25 English words, or at most 20 Han characters.",
    ),
    "T006": Code(
        "Chinese stands in a field for English prose.",
        "Put it in zh_hans or zh_hant, or in a quotation with its language.",
    ),
    "T007": Code("Two terms, or two pages, claim one wording.", "Leave the wording to one of them."),
    "S001": Code(
        "A record names a source that does not exist.", "Write the source in docs/_data/sources/, or mend the id."
    ),
    "S002": Code(
        "A page cites sources and does not list them.",
        "Write a line <!-- edition:sources --> where the list of sources belongs.",
    ),
    "S003": Code("A source is cited nowhere.", "Cite it where it is used, or remove the record."),
    "S004": Code(
        "A source below the floor stands alone.",
        "Cite a better source beside it; aggregators, reposts, encyclopedias, machine-written pages and anonymous files "
        "never stand alone.",
    ),
    "S005": Code(
        "A background page rests on too few sources.",
        "Full pages cite at least 5 sources from 3 publishers, small pages 3 from 2, and at least one is primary.",
    ),
    "P001": Code(
        "A page has no front matter, or no title in it.", "Begin the file with --- and a line 'title: …' and ---."
    ),
    "P002": Code(
        "A heading has no authored id.",
        "End the heading line with {#an-id}; addresses are permanent and never derived.",
    ),
    "P003": Code("An id stands twice on one page.", "Give one of them another id."),
    "P004": Code(
        "A background page does not follow the template of its kind.",
        "Keep the sections and blocks that scripts/edition/rules/background.py names, in their order.",
    ),
    "P005": Code(
        "A background page is too short or too long.",
        "Full pages have 400 to 900 words of prose, small ones 250 to 500; citations, headings and blocks do not count.",
    ),
    "P006": Code(
        "A paragraph of a background page cites no source.",
        "Cite one, [](source:id), or put <!-- uncited: reason --> on a line above it.",
    ),
    "P007": Code("An excuse for citing nothing is idle or gives no reason.", "Remove it, or say why."),
    "P008": Code(
        "A page has not been reviewed since its latest event or source.",
        "Read the page against it, then set 'reviewed' to the day on which you did.",
    ),
    "P009": Code(
        "The corrected text does not have the words by which a page says it is named.",
        "Write article_forms as the corrected text has them, as whole words.",
    ),
    "P010": Code(
        "Chinese stands in authored prose without its language.",
        'Wrap it: <span lang="zh-Hans">…</span> or zh-Hant; titles, descriptions, facts and events are English.',
    ),
    "B001": Code("No block has this name.", "Use one of the blocks in scripts/edition/views/."),
    "B002": Code("A block was given arguments that it does not take.", "See the docstring of the block."),
    "R001": Code("A reference names nothing in the edition.", "Mend the key, or write the record that it should name."),
    "L001": Code("A link leads to a page or file that does not exist.", "Mend the address, or restore the page."),
    "L002": Code("A link leads to a place on a page that does not exist.", "Mend the fragment, or restore the id."),
    "L003": Code("An id stands twice on one built page.", "Give one of them another id."),
    "L004": Code("A reference was left unresolved in a built page.", "Write it as a Markdown link: [words](term:key)."),
    "L005": Code(
        "A built page would ask a third party for something.", "Serve the file from this site, or leave it out."
    ),
    "L006": Code(
        "Chinese text stands outside an element with a Chinese lang.",
        'Wrap it: <span lang="zh-Hans">…</span> or zh-Hant.',
    ),
    "L007": Code("linkchecker found a broken link.", "Mend the address named."),
    "L008": Code(
        "The link check did not see the whole site.",
        "Look at the log of linkchecker; a check of nothing is not a pass.",
    ),
    "L009": Code(
        "A block was left unfilled in a built page.", "Write it on a line of its own; see scripts/edition/blocks.py."
    ),
    "A001": Code(
        "A published address or id is gone.",
        "Restore it; addresses are linked from syllabi and never disappear.",
    ),
    "A002": Code(
        "An address or id is not in the registry.",
        "Run 'python -m edition registry add SITE' and commit docs/_data/registry.txt with the page.",
    ),
    "A003": Code("The registry is malformed.", "One address or address#id a line, each once."),
    "A004": Code("A line of the registry was removed.", "Restore it; the registry only grows."),
}


@dataclass(frozen=True, order=True)
class Issue:
    """One finding: where it is, which rule, which record, what is wrong.

    ``path`` is relative to the folder of mkdocs.yml; ``line`` counts from 1, 0 where a line says nothing.
    """

    path: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        """Give the finding as an author reads it: place, code, what is wrong, and the remedy on a second line."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        code = CATALOGUE[self.code]
        words = " ".join(filter(None, (self.message, code.sentence)))
        return f"{place}: {self.code} {words}\n    hint: {code.hint}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Give a clause that names the nearest known spelling, or the empty string."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" Did you mean '{found[0]}'?" if found else ""


def report(issues: Iterable[Issue]) -> str:
    """Give all findings, sorted by place, with a closing count."""
    ordered = sorted(set(issues))
    lines = [str(issue) for issue in ordered]
    count = len(ordered)
    return "\n".join([*lines, f"{count} issue{'' if count == 1 else 's'} found."])
