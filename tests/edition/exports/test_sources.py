"""The sources for reference managers, each format read back by a program that did not write it."""

import json
import re
import unicodedata
from dataclasses import replace

import bibtexparser
import pypandoc
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from citeproc.source.json import CiteProcJSON
from pylatexenc import latex2text

from edition import exports
from edition.exports import sources as writers
from edition.model import Source

HOSTILE = "=1+1 \"a\" 'b' <v>&amp; {c} {{d} \\e \\n 100% #1 $2 f_g | ]]> line\nend e\u0301 ä 中文 𠀀 – it’s"
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@pytest.fixture(params=["sample", "hostile"])
def sourced(request, sample, a_source):
    """Give the sample, and the sample with hostile sources of several kinds, with and without authors and dates."""
    if request.param == "sample":
        return sample
    url = "https://example.org/_a_?b=c&d=e%20~{f}#g=(h),i;j"
    names = ({"en": "A {B} & C and D\\"}, {"en": "Zoë O’Neil-Ünal", "family": "O’Neil-Ünal"}, {"en": "Sun Chenghao"})
    own = {"title": HOSTILE, "evidence": HOSTILE, "stance": HOSTILE, "url": url}
    more = (
        a_source("hostile-one", type="article-newspaper", publisher=HOSTILE, author=names, date="2020-02", **own),
        a_source(
            "hostile-two",
            type="article-journal",
            publisher="P & Q",
            container=HOSTILE,
            volume="{3}",
            issue="4 & 5",
            pages="6–7",
            date="2020-02-29",
            author=names[1:2],
            **own,
        ),
        a_source("hostile-three", type="treaty", publisher="R {S} & T", **{**own, "url": None}),
        a_source("hostile-four", type="book", author=names[2:], date="1949", archive=url, label="advocacy", **own),
        a_source("no-date", language="zh-Hant", title="海岸與“兩海”", weak="repost", date=None),
    )
    return replace(sample, sources=(*sample.sources, *more))


@pytest.fixture
def written(sourced):
    """Give the files with each edition's sources."""
    return exports.write(sourced)


def folded(text):
    """Give a text as every format may have it: one line, one form of quotation mark, composed letters."""
    return unicodedata.normalize("NFC", re.sub("[“”‘’']", '"', " ".join(text.split())))


def names_of(source):
    """Give the authors as (family or whole name, given name): those of the record, or the body that stands in for them."""
    if not source.author and source.type in ("article-newspaper", "article-magazine"):
        return []
    names = [
        (one.family, one.en.removesuffix(one.family).strip()) if one.family else (one.en, "") for one in source.author
    ]
    return names or [(source.publisher, "")]


# CSL-JSON -------------------------------------------------------------------


@pytest.fixture
def items(written):
    """Give the records of the CSL-JSON by id."""
    found = json.loads(written["exports/sources.json"])
    assert len({one["id"] for one in found}) == len(found)
    return {one["id"]: one for one in found}


def test_json_has_every_source(items, sourced):
    """Ids, titles, types, names, dates and addresses are the edition's, letter for letter."""
    assert set(items) == set(sourced.source_by_id)
    for source in sourced.sources:
        one = items[source.id]
        assert (one["title"], one["type"], one.get("URL")) == (source.title, source.type, source.url)
        assert one["language"] == source.language
        names = [(name.get("literal") or name["family"], name.get("given", "")) for name in one.get("author", ())]
        assert names == names_of(source)
        parts = one["issued"]["date-parts"] if source.date else [[]]
        assert "-".join(f"{part:02d}" for part in parts[0]) == (source.date or "")
        assert ("accessed" in one) is bool(source.url)


def test_json_says_what_the_format_has_no_field_for(items, sourced):
    """What kind of source it is, how much was read, when, and where it is cited stand under ``custom``, and in a note."""
    for source in sourced.sources:
        custom = items[source.id]["custom"]
        assert custom.pop("cited_on") == [page.key for page in exports.sources.citing(sourced)[source.id]]
        assert custom == {
            "primary": source.primary,
            "stance": source.stance,
            "label": source.label,
            "below_floor": source.weak,
            "extent": source.extent,
            "seen_on": source.seen_on,
        }
        assert items[source.id]["note"].endswith(source.evidence.strip())
        assert items[source.id].get("archive") == source.archive


# It reads CSL 1.0.1, which had no such field.
@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported. custom$:UserWarning")
def test_citeproc_reads_the_json(written, sourced):
    """Citeproc-py finds every source with title, names, date and address, and knows every other field."""
    found = CiteProcJSON(json.loads(written["exports/sources.json"]))
    assert set(found) == set(sourced.source_by_id)
    for source in sourced.sources:
        one = found[source.id]
        assert (one.type, str(one["title"])) == (source.type, source.title)
        assert str(one.get("URL", "")) == (source.url or "")
        names = [(name.get("literal") or name["family"], name.get("given", "")) for name in one.get("author", ())]
        assert names == names_of(source)
        if source.date:
            date = [one["issued"].get(part) for part in ("year", "month", "day")]
            assert "-".join(f"{part:02d}" for part in date if part) == source.date
        else:
            assert "issued" not in one


# BibTeX ---------------------------------------------------------------------


def latex():
    """Give a decoder of LaTeX that knows the macros for <, > and |, which pylatexenc leaves out."""
    database = latex2text.get_default_latex_context_db()
    signs = {"textless": "<", "textgreater": ">", "textbar": "|"}
    macros = [latex2text.MacroTextSpec(name, sign) for name, sign in signs.items()]
    database.add_context_category("signs", prepend=True, macros=macros)
    return latex2text.LatexNodes2Text(latex_context=database, keep_comments=True, strict_latex_spaces=False)


def parsed(content):
    """Read BibTeX with bibtexparser, names in their parts; nothing may be left over."""
    library = bibtexparser.parse_string(content.decode(), append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert library.failed_blocks == []
    assert len(library.blocks) == len(library.entries)
    return library.entries_dict


@pytest.fixture
def entries(written):
    """Give the entries of the BibTeX by key, as bibtexparser reads them."""
    return parsed(written["exports/sources.bib"])


def test_bibtex_has_every_source(entries, sourced):
    """Keys, titles, months and years are the edition's; BibTeX has no days and no case of its own in titles."""
    assert set(entries) == set(sourced.source_by_id)
    read = latex().latex_to_text
    for source in sourced.sources:
        fields = {field.key: field.value for field in entries[source.id].fields}
        assert folded(read(fields["title"])).casefold() == folded(source.title).casefold()
        year, _, rest = (source.date or "").partition("-")
        month = MONTHS[int(rest[:2]) - 1] if rest else None
        assert (fields.get("year", ""), fields.get("month")) == (year, month)


def test_bibtex_has_the_addresses(entries, sourced):
    """An address is written as it is, because BibTeX reads this field so."""
    for source in sourced.sources:
        found = entries[source.id].fields_dict.get("url")
        assert (found.value if found else None) == source.url


def test_bibtex_has_the_names(entries, sourced):
    """A Western name is in two parts; a body and an East Asian name are one, with whatever “and” they hold."""
    read = latex().latex_to_text
    for source in sourced.sources:
        authors = entries[source.id].fields_dict.get("author")
        names = [
            (folded(read(" ".join([*name.von, *name.last]))), folded(read(" ".join(name.first))))
            for name in (authors.value if authors else ())
        ]
        assert names == [(folded(family), folded(given)) for family, given in names_of(source)]
        assert not any(name.jr for name in (authors.value if authors else ()))


def test_bibtex_keeps_a_body_with_a_comma(sample, a_source):
    """The comma of a body’s name parts no family name from a given one."""
    body = "Fish, Nets and Boats, Inc."
    found = parsed(writers.as_bibtex(replace(sample, sources=(a_source("one", publisher=body),))))
    (name,) = found["one"]["author"]
    assert ([part.strip("{}") for part in name.last], name.first, name.jr) == ([body], [], [])


def test_bibtex_has_the_notes(entries, sourced):
    """What was read of a source is in its note."""
    read = latex().latex_to_text
    for source in sourced.sources:
        assert folded(read(entries[source.id]["note"])) == folded(writers.note(source))


# RIS ------------------------------------------------------------------------

LINE = re.compile(r"^([A-Z][A-Z0-9])  - ?(.*)$")


@pytest.fixture
def references(written):
    """Give the references of the RIS by id, as pandoc reads them."""
    read = pypandoc.convert_text(written["exports/sources.ris"].decode(), to="csljson", format="ris")
    found = json.loads(read)
    assert len({one["id"] for one in found}) == len(found)
    return {one["id"]: one for one in found}


def test_ris_is_lines_with_tags(written):
    """Every line is empty or has a tag; each reference begins with its type and ends with ER."""
    lines = [line for line in written["exports/sources.ris"].decode().split("\n") if line.strip()]
    assert [line for line in lines if not LINE.match(line)] == []
    tags = [LINE.match(line)[1] for line in lines]
    assert tags.count("TY") == tags.count("ER") == tags.count("ID")
    assert all(after == "TY" for before, after in zip(["ER", *tags], tags, strict=False) if before == "ER")


def test_ris_types_are_of_the_format():
    """Every type of the model has a type of RIS, and the format has it."""
    from typing import get_args

    assert set(writers.RIS_TYPES) == set(get_args(Source.model_fields["type"].annotation))
    assert set(writers.RIS_TYPES.values()) <= set(rispy.TYPE_OF_REFERENCE_MAPPING)


def test_ris_has_every_source(references, sourced):
    """Ids, titles, years, addresses, volumes, issues and pages are the edition's; a line end becomes a space."""
    assert set(references) == set(sourced.source_by_id)
    for source in sourced.sources:
        one = references[source.id]
        assert one["title"] == " ".join(source.title.split())
        assert one.get("URL") == source.url
        year = [[int(source.date[:4])]] if source.date else None
        assert one.get("issued", {}).get("date-parts") == year
        fields = (one.get("volume"), one.get("issue"), one.get("page", "").replace("-", "–"))
        assert fields == (source.volume, source.issue, source.pages or "")


def test_ris_has_the_names(references, sourced):
    """A Western name is in two parts; a body and an East Asian name are one."""
    for source in sourced.sources:
        names = [(name["family"], name.get("given", "")) for name in references[source.id].get("author", ())]
        assert names == names_of(source)


def test_ris_has_whole_dates(written, sourced):
    """Day of publication, day of access, language and note stand on lines of their own, which pandoc does not read."""
    blocks = re.split(r"^ER  - ?$", written["exports/sources.ris"].decode(), flags=re.MULTILINE)[:-1]
    assert len(blocks) == len(sourced.sources)
    for block in blocks:
        fields = dict(LINE.match(line).groups() for line in block.split("\n") if LINE.match(line))
        source = sourced.source_by_id[fields["ID"]]
        assert fields.get("DA", "").replace("/", "-") == (source.date if "-" in (source.date or "") else "")
        assert fields["Y2"].replace("/", "-") == source.seen_on
        assert fields["LA"] == source.language
        assert fields["N1"] == " ".join(writers.note(source).split())


# All three ------------------------------------------------------------------


def test_formats_stand_in_one_order(written, sourced):
    """All three formats have the sources in the order of the list on the site."""
    order = [source.id for source in sorted(sourced.sources, key=exports.sources.order)]
    assert [one["id"] for one in json.loads(written["exports/sources.json"])] == order
    assert re.findall(r"^@\w+\{(.*),$", written["exports/sources.bib"].decode(), re.MULTILINE) == order
    assert re.findall(r"^ID  - (.*)$", written["exports/sources.ris"].decode(), re.MULTILINE) == order


def test_a_note_says_what_a_source_is(a_source):
    """Kind, label, stance and weakness are told before what was read."""
    source = a_source("x", label="state media", stance="of a neighbor", weak="repost", evidence="Read in part.\n")
    said = "Secondary source; state media; of a neighbor; below the floor: repost. Read in part."
    assert writers.note(source) == said
    assert writers.note(a_source("y", primary=True)) == "Primary source. Read whole."
