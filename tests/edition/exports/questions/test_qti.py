"""QTI 1.2, QTI 2.1 and Common Cartridge, unpacked with zipfile and read with lxml."""

import io
import posixpath
import zipfile

import expected
import pytest
from lxml import etree

from edition.exports.questions import cartridge, qti12, qti21

QTI12 = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
QTI21 = {"q": "http://www.imsglobal.org/xsd/imsqti_v2p1"}
LINK = {"w": "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"}


def unpacked(content):
    """Give the files of a package, with what its manifest names checked against what is there."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        files = {name: packed.read(name) for name in packed.namelist()}
    manifest = etree.fromstring(files["imsmanifest.xml"])
    names = {one.get("href") for one in manifest.iterfind(".//{*}file")}
    assert names == set(files) - {"imsmanifest.xml"}
    known = {one.get("identifier") for one in manifest.iterfind(".//{*}resource")}
    assert {one.get("identifierref") for one in manifest.iterfind(".//{*}*[@identifierref]")} <= known
    return manifest, {name: etree.fromstring(data) for name, data in files.items()}


def fed(item, ident):
    """Give the text of a feedback of QTI 1.2."""
    return expected.read_html(item.findtext(f"q:itemfeedback[@ident='{ident}']//q:mattext", namespaces=QTI12))[0]


def shown_for(item, value):
    """Give the feedbacks that QTI 1.2 shows for a value, but for those shown always or where a value is not."""
    return [
        condition.find("q:displayfeedback", QTI12).get("linkrefid")
        for condition in item.iterfind("q:resprocessing/q:respcondition", QTI12)
        if condition.find("q:displayfeedback", QTI12) is not None
        and any(
            equal.text == value
            for equal in condition.iterfind(".//q:varequal", QTI12)
            if not any(etree.QName(up).localname == "not" for up in equal.iterancestors())
        )
    ]


def scored(item):
    """Give the values that make full marks, and those that must be absent."""
    condition = next(
        one for one in item.iterfind(".//q:respcondition", QTI12) if one.findtext("q:setvar", None, QTI12) == "100"
    )
    wanted, refused = set(), set()
    for equal in condition.iterfind(".//q:varequal", QTI12):
        (refused if etree.QName(equal.getparent()).localname == "not" else wanted).add(equal.text)
    return wanted, refused


@pytest.fixture(params=["qti12", "imscc"])
def items(request, pool):
    """Give the items of both packages in QTI 1.2 with the questions that they must hold."""
    if request.param == "qti12":
        _, files = unpacked(qti12.write(pool))
        asked = pool.questions
        assessment = files[f"two-oceans-{pool.key}/two-oceans-{pool.key}.xml"]
    else:
        manifest, files = unpacked(cartridge.write(pool))
        assert manifest.findtext("{*}metadata/{*}schemaversion") == "1.3.0"
        asked = [one for one in pool.questions if one.item.type not in ("matching", "ordering")]
        assert cartridge.carried(pool) == len(asked)
        assessment = files[f"two-oceans-{pool.key}/two-oceans-{pool.key}.xml"]
    found = {item.get("ident"): item for item in assessment.iterfind(".//q:item", QTI12)}
    assert list(found) == [one.item.id for one in asked]
    return [(one.item, found[one.item.id]) for one in asked]


def test_stems(items):
    """What is asked is the stem and the machine's words, and Chinese has its language."""
    for item, found in items:
        text, languages = expected.read_html(found.findtext("q:presentation/q:material/q:mattext", namespaces=QTI12))
        assert text == expected.even(item.stem) + expected.even(item.machine or "")
        assert languages == expected.chinese(item, item.stem, item.machine or "")


def test_choices(items):
    """Options, key and feedback are those of the bank; of several, full marks ask for all right ones and no other."""
    for item, found in items:
        if not expected.options(item):
            continue
        wanted, refused = scored(found)
        read = []
        for label in found.iterfind(".//q:response_label", QTI12):
            text, _ = expected.read_html(label.findtext(".//q:mattext", namespaces=QTI12))
            ident = label.get("ident")
            (feedback,) = shown_for(found, ident)
            read.append((text, ident in wanted, fed(found, feedback)))
            assert (ident in refused) == (item.type in ("multiple", "mark") and ident not in wanted)
        assert sorted(read) == sorted(expected.options(item))


def test_rows(items):
    """Each row offers every answer and is judged by its own; what is said of rows is in the general feedback."""
    for item, found in items:
        if not expected.rows(item):
            continue
        read = []
        for response in found.iterfind(".//q:response_lid", QTI12):
            row, _ = expected.read_html(response.findtext("q:material/q:mattext", namespaces=QTI12))
            offered = {
                label.get("ident"): expected.even(label.findtext(".//q:mattext", namespaces=QTI12))
                for label in response.iterfind(".//q:response_label", QTI12)
            }
            assert set(offered.values()) == expected.choices(item)
            (equal,) = found.iterfind(f".//q:varequal[@respident='{response.get('ident')}']", QTI12)
            read.append((row, offered[equal.text]))
        assert sorted(read) == sorted(row[:2] for row in expected.rows(item))
        general = fed(found, "general_fb")
        assert all(said in general for said in expected.general(item))


def test_typed(items):
    """What can be typed is judged and answered as the bank has it."""
    for item, found in items:
        if item.type != "short":
            continue
        wanted, _ = scored(found)
        assert set(map(expected.even, wanted)) == {expected.even(form) for form in item.accept}
        for form, _, said in expected.typed(item):
            if form == "*":
                assert said in [fed(found, one.get("ident")) for one in found.iterfind("q:itemfeedback", QTI12)]
            else:
                assert [fed(found, one) for one in shown_for(found, form)] == [said]


def test_links(pool, monkeypatch):
    """A cartridge of a site with an address links every page that its questions send to; without one it has no link."""
    monkeypatch.delenv("SITE_URL", raising=False)
    _, files = unpacked(cartridge.write(pool))
    assert not [name for name in files if name.startswith("links/")]
    assert cartridge.site() == ""
    monkeypatch.setenv("SITE_URL", "https://example.org/two-oceans")
    assert cartridge.site() == "https://example.org/two-oceans/"


def test_links_of_an_addressed_site(hostile_bank, monkeypatch):
    """The links of a cartridge are whole addresses, each once."""
    from dataclasses import replace

    from edition.exports.questions.neutral import pools

    monkeypatch.setenv("SITE_URL", "https://example.org/two-oceans/")
    _, files = unpacked(cartridge.write(pools(replace(hostile_bank))[-1]))
    links = [file.find("w:url", LINK).get("href") for name, file in files.items() if name.startswith("links/")]
    assert links == ["https://example.org/two-oceans/article/", "https://example.org/two-oceans/actors/coast/"]


@pytest.fixture
def separate(pool):
    """Give the items of the package in QTI 2.1 with the questions that they must hold."""
    manifest, files = unpacked(qti21.write(pool))
    test = files["test.xml"]
    order = [one.get("href") for one in test.iterfind(".//q:assessmentItemRef", QTI21)]
    assert [posixpath.basename(one) for one in order] == [f"{one.item.id}.xml" for one in pool.questions]
    kinds = [one.get("type") for one in manifest.iterfind(".//{*}resource")]
    assert kinds == ["imsqti_test_xmlv2p1", *["imsqti_item_xmlv2p1"] * len(order)]
    return [(one.item, files[path]) for one, path in zip(pool.questions, order, strict=True)]


def told(element):
    """Give the text of an element without the feedback in it."""
    parts = [element.text or ""]
    for child in element:
        if etree.QName(child).localname != "feedbackInline":
            parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    return expected.even("".join(parts))


def whole(element):
    """Give all text of an element."""
    return expected.even("".join(element.itertext()))


def keys_of(found):
    """Give what is right, in order."""
    return [one.text for one in found.iterfind("q:responseDeclaration/q:correctResponse/q:value", QTI21)]


def test_separate_stems(separate):
    """An item of QTI 2.1 is English, asks what the bank asks, and marks its Chinese."""
    for item, found in separate:
        assert expected.lang(found) == "en"
        asked = found.findall("q:itemBody/q:p", QTI21)
        assert [whole(one) for one in asked] == [expected.even(text) for text in (item.stem, item.machine) if text]
        assert expected.languages(asked[0]) == expected.chinese(item, item.stem)


def test_separate_choices(separate):
    """Options, key and feedback are those of the bank."""
    for item, found in separate:
        if not expected.options(item):
            continue
        right = keys_of(found)
        read = [
            (told(one), one.get("identifier") in right, whole(one.find("q:feedbackInline", QTI21)))
            for one in found.iterfind(".//q:simpleChoice", QTI21)
        ]
        assert sorted(read) == sorted(expected.options(item))
        for one in found.iterfind(".//q:simpleChoice", QTI21):
            assert one.find("q:feedbackInline", QTI21).get("identifier") == one.get("identifier")
        single = item.type in ("single", "repair")
        assert found.find(".//q:choiceInteraction", QTI21).get("maxChoices") == ("1" if single else "0")
        assert found.find("q:responseDeclaration", QTI21).get("cardinality") == ("single" if single else "multiple")


def test_separate_rows(separate):
    """Rows are matched with their answers, and sequences are in their order."""
    for item, found in separate:
        named = {one.get("identifier"): told(one) for one in found.iterfind(".//q:simpleAssociableChoice", QTI21)}
        named |= {
            one.get("identifier"): told(one) for one in found.iterfind(".//q:orderInteraction/q:simpleChoice", QTI21)
        }
        if item.type == "matching":
            pairs = [tuple(named[part] for part in value.split()) for value in keys_of(found)]
            assert sorted(pairs) == sorted(row[:2] for row in expected.rows(item))
            assert expected.choices(item) <= set(named.values())
        if item.type == "ordering":
            assert [named[value] for value in keys_of(found)] == [expected.even(step.text) for step in item.steps]
        general = whole(found.find("q:modalFeedback[@identifier='general']", QTI21))
        assert all(said in general for said in expected.general(item))


def test_separate_typed(separate):
    """Every form that is accepted or foreseen leads to its feedback, and all others to the last."""
    for item, found in separate:
        if item.type != "short":
            continue
        said = {one.get("identifier"): whole(one) for one in found.iterfind("q:modalFeedback", QTI21)}
        read = []
        for branch in found.iterfind(".//q:responseCondition/*", QTI21):
            outcome = branch.find("q:setOutcomeValue[@identifier='FEEDBACK']/q:baseValue", QTI21)
            if outcome is not None:
                forms = [one.text for one in branch.iterfind(".//q:stringMatch/q:baseValue", QTI21)] or ["*"]
                read += [(form, said[outcome.text]) for form in forms]
        assert read == [(form, feedback) for form, _, feedback in expected.typed(item)]
