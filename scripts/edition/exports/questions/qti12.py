"""QTI 1.2 (IMS Question & Test Interoperability 1.2.1, ASI XML binding), in the dialect that Canvas writes and reads.

``assessment`` serves Common Cartridge too, whose profile of QTI 1.2.1 (Common Cartridge 1.3, section "Question") names
the type of an item otherwise and has no matching. A sequence becomes rows to be matched with places.
"""

from __future__ import annotations

from lxml import etree
from lxml.builder import ElementMaker

from edition.exports.questions.markup import archive, html, xml
from edition.exports.questions.neutral import Answer, Pool, Question, flat

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
TYPES = {
    "one": "multiple_choice_question",
    "some": "multiple_answers_question",
    "match": "matching_question",
    "order": "matching_question",
    "text": "short_answer_question",
}
PROFILES = {"one": "cc.multiple_choice.v0p1", "some": "cc.multiple_response.v0p1", "text": "cc.fib.v0p1"}
E = ElementMaker(namespace=QTI, nsmap={None: QTI})


def write(pool: Pool) -> bytes:
    """Write a pool as a package: a manifest, and one assessment."""
    name = f"two-oceans-{pool.key}"
    package = ElementMaker(namespace=_PACKAGE, nsmap={None: _PACKAGE})
    manifest = package.manifest(
        package.metadata(package.schema("IMS Content"), package.schemaversion("1.1.3")),
        package.organizations(),
        package.resources(
            package.resource(package.file(href=f"{name}/{name}.xml"), identifier=name, type="imsqti_xmlv1p2")
        ),
        identifier=f"{name}-manifest",
    )
    return archive({"imsmanifest.xml": xml(manifest), f"{name}/{name}.xml": xml(assessment(pool, TYPES))})


def assessment(pool: Pool, types: dict[str, str]) -> etree._Element:
    """Make an assessment of those questions of a pool whose shape has a name in ``types``."""
    items = (_item(one, types) for one in pool.questions if one.shape in types)
    profile = types is PROFILES
    about = [("cc_profile", "cc.exam.v0p1"), ("qmd_assessmenttype", "Examination")] if profile else []
    return E.questestinterop(
        E.assessment(
            _metadata([*about, ("cc_maxattempts", "unlimited")]),
            E.section(*items, ident="root_section"),
            ident=f"two-oceans-{pool.key}",
            title=f"Two Oceans: {pool.title}",
        )
    )


def _metadata(fields: list[tuple[str, str]]) -> etree._Element:
    """Make a list of fields with their values."""
    made = (E.qtimetadatafield(E.fieldlabel(label), E.fieldentry(entry)) for label, entry in fields)
    return E.qtimetadata(*made)


def _material(text: str, kind: str = "text/html") -> etree._Element:
    """Make a material of one text."""
    return E.material(E.mattext(text, texttype=kind))


def _feedback(ident: str, text: str) -> etree._Element:
    """Make a feedback."""
    return E.itemfeedback(E.flow_mat(_material(text)), ident=ident)


def _shown(ident: str) -> etree._Element:
    """Make the order to show a feedback."""
    return E.displayfeedback(feedbacktype="Response", linkrefid=ident)


def _item(question: Question, types: dict[str, str]) -> etree._Element:
    """Make one item: metadata, what is asked, how answers are judged, and what is then said."""
    name = question.item.id
    if types is PROFILES:
        fields = [("cc_profile", types[question.shape]), ("cc_weighting", "1")]
    else:
        fields = [("question_type", types[question.shape]), ("points_possible", "1")]
    general = html((*question.explains_rows, *question.explains))
    ways = [(f"{name}_{answer.id}_fb", answer) for answer in question.answers]
    processing = E.resprocessing(
        E.outcomes(E.decvar(maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")),
        E.respcondition(E.conditionvar(E.other()), _shown("general_fb"), {"continue": "Yes"}),
    )
    fill = {"one": _one, "some": _some, "text": _typed}.get(question.shape, _rows)
    responses = fill(question, processing)
    return E.item(
        E.itemmetadata(_metadata(fields)),
        E.presentation(_material(html(question.asks)), *responses),
        processing,
        _feedback("general_fb", general),
        *(_feedback(ident, html([answer.feedback])) for ident, answer in ways),
        ident=name,
        title=name,
    )


def _choices(question: Question, cardinality: str) -> etree._Element:
    """Make the options of a choice."""
    labels = (
        E.response_label(_material(html([answer.text])), ident=f"{question.item.id}_{answer.id}")
        for answer in question.answers
    )
    return E.response_lid(E.render_choice(*labels), ident="response1", rcardinality=cardinality)


def _tell(question: Question, answer: Answer, processing: etree._Element, tests: list[etree._Element]) -> None:
    """Show an answer's feedback where one of the tests holds."""
    condition = E.conditionvar(*(tests if len(tests) == 1 else [E("or", *tests)]))
    shown = _shown(f"{question.item.id}_{answer.id}_fb")
    processing.append(E.respcondition(condition, shown, {"continue": "Yes"}))


def _is(value: str, respident: str = "response1", **how: str) -> etree._Element:
    return E.varequal(value, respident=respident, **how)


def _one(question: Question, processing: etree._Element) -> list[etree._Element]:
    """Judge a choice of one."""
    for answer in question.answers:
        _tell(question, answer, processing, [_is(f"{question.item.id}_{answer.id}")])
    key = next(answer for answer in question.answers if answer.right)
    _score(processing, [_is(f"{question.item.id}_{key.id}")])
    return [_choices(question, "Single")]


def _some(question: Question, processing: etree._Element) -> list[etree._Element]:
    """Judge a choice of several: all right ones and no other."""
    for answer in question.answers:
        _tell(question, answer, processing, [_is(f"{question.item.id}_{answer.id}")])
    tests = [
        test if answer.right else E("not", test)
        for answer in question.answers
        for test in [_is(f"{question.item.id}_{answer.id}")]
    ]
    _score(processing, [E("and", *tests)])
    return [_choices(question, "Multiple")]


def _score(processing: etree._Element, tests: list[etree._Element]) -> None:
    """Give full marks where a test holds."""
    condition = E.conditionvar(*tests)
    processing.append(E.respcondition(condition, E.setvar("100", action="Set", varname="SCORE"), {"continue": "No"}))


def _typed(question: Question, processing: etree._Element) -> list[etree._Element]:
    """Judge what is typed, whatever its case; for anything else there is the general feedback alone."""
    for answer in question.answers:
        forms = [_is(form, case="No") for form in answer.forms if form != "*"]
        if forms:
            _tell(question, answer, processing, forms)
    rest = next(answer for answer in question.answers if answer.forms == ("*",))
    known = [_is(form, case="No") for answer in question.answers if answer is not rest for form in answer.forms]
    _tell(question, rest, processing, [E("not", E("or", *known))])
    key = next(answer for answer in question.answers if answer.right)
    forms = [_is(form, case="No") for form in key.forms]
    _score(processing, forms if len(forms) == 1 else [E("or", *forms)])
    field = E.render_fib(E.response_label(ident="answer1", rshuffle="No"))
    return [E.response_str(field, ident="response1", rcardinality="Single")]


def _rows(question: Question, processing: etree._Element) -> list[etree._Element]:
    """Judge rows one by one, each for its part of the marks; every row offers every choice, the unused ones too."""
    offered = [*question.choices]
    share = round(100 / len(question.rows), 2)
    responses = []
    for row in question.rows:
        respident = f"response_{row.id}"
        labels = (
            E.response_label(_material(flat(choice), "text/plain"), ident=f"{question.item.id}_choice{at}")
            for at, choice in enumerate(offered)
        )
        responses.append(E.response_lid(_material(html([row.text])), E.render_choice(*labels), ident=respident))
        test = E.conditionvar(_is(f"{question.item.id}_choice{row.right}", respident))
        processing.append(E.respcondition(test, E.setvar(f"{share:.2f}", action="Add", varname="SCORE")))
    return responses
