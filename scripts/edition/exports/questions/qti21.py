"""QTI 2.1 (IMS Question and Test Interoperability 2.1, final): one item a file, a test that asks them all, a manifest.

Feedback of an option stands in the option (feedbackInline) and is shown for what was chosen; all other feedback is modal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree
from lxml.builder import ElementMaker

from edition.exports.questions.markup import archive, inline, xml
from edition.exports.questions.neutral import Pool, Question, Runs

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_MATCH_CORRECT = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
E = ElementMaker(namespace=QTI, nsmap={None: QTI})


def write(pool: Pool) -> bytes:
    """Write a pool as a package."""
    package = ElementMaker(namespace=_PACKAGE, nsmap={None: _PACKAGE})
    name = f"two-oceans-{pool.key}"
    files = {f"items/{one.item.id}.xml": xml(item(one)) for one in pool.questions}
    references = (
        E.assessmentItemRef(identifier=one.item.id, href=f"items/{one.item.id}.xml") for one in pool.questions
    )
    test = E.assessmentTest(
        E.testPart(
            E.assessmentSection(*references, identifier="section", title=pool.title, visible="true"),
            identifier="part",
            navigationMode="nonlinear",
            submissionMode="individual",
        ),
        identifier=name,
        title=f"Two Oceans: {pool.title}",
    )
    resources = [
        package.resource(
            package.file(href="test.xml"),
            *(package.dependency(identifierref=f"res-{one.item.id}") for one in pool.questions),
            identifier="res-test",
            type="imsqti_test_xmlv2p1",
            href="test.xml",
        )
    ]
    resources += [
        package.resource(
            package.file(href=path), identifier=f"res-{one.item.id}", type="imsqti_item_xmlv2p1", href=path
        )
        for one, path in zip(pool.questions, files, strict=True)
    ]
    manifest = package.manifest(
        package.metadata(package.schema("QTIv2.1 Package"), package.schemaversion("1.0.0")),
        package.organizations(),
        package.resources(*resources),
        identifier=f"{name}-manifest",
    )
    return archive({"imsmanifest.xml": xml(manifest), "test.xml": xml(test), **files})


def item(question: Question) -> etree._Element:
    """Make one item."""
    make = {"one": _choice, "some": _choice, "match": _match, "order": _order, "text": _typed}[question.shape]
    declared, interaction, processing, feedback = make(question)
    body = E.itemBody(*(inline(E.p(), runs) for runs in question.asks), interaction)
    return E.assessmentItem(
        declared,
        *_outcomes(question),
        body,
        processing,
        *feedback,
        _modal("FEEDBACK-GENERAL", "general", (*question.explains_rows, *question.explains)),
        identifier=question.item.id,
        title=question.item.id,
        adaptive="false",
        timeDependent="false",
        **{_LANG: "en"},
    )


def _outcomes(question: Question) -> Iterable[etree._Element]:
    """Declare the score, what was said of the answer, and the general feedback, which is always shown."""
    many = "multiple" if question.shape == "some" else "single"
    yield E.outcomeDeclaration(E.defaultValue(E.value("0")), identifier="SCORE", cardinality="single", baseType="float")
    yield E.outcomeDeclaration(identifier="FEEDBACK", cardinality=many, baseType="identifier")
    yield E.outcomeDeclaration(identifier="FEEDBACK-GENERAL", cardinality="single", baseType="identifier")


def _modal(outcome: str, identifier: str, paragraphs: Iterable[Runs]) -> etree._Element:
    """Make a feedback that is shown beside the item."""
    shown = (inline(E.p(), runs) for runs in paragraphs)
    return E.modalFeedback(*shown, outcomeIdentifier=outcome, identifier=identifier, showHide="show")


def _set(outcome: str, value: etree._Element) -> etree._Element:
    return E.setOutcomeValue(value, identifier=outcome)


def _said(identifier: str) -> etree._Element:
    return E.baseValue(identifier, baseType="identifier")


def _processing(right: etree._Element, *more: etree._Element) -> etree._Element:
    """Judge: full marks where the test holds, none else; then what more is to be done, and the general feedback."""
    mark = _set("SCORE", E.baseValue("1", baseType="float"))
    none = _set("SCORE", E.baseValue("0", baseType="float"))
    condition = E.responseCondition(E.responseIf(right, mark), E.responseElse(none))
    return E.responseProcessing(condition, *more, _set("FEEDBACK-GENERAL", _said("general")))


def _matches() -> etree._Element:
    return E.match(E.variable(identifier="RESPONSE"), E.correct(identifier="RESPONSE"))


def _declared(cardinality: str, kind: str, values: Iterable[str]) -> etree._Element:
    """Declare the response with what is right."""
    right = E.correctResponse(*(E.value(value) for value in values))
    return E.responseDeclaration(right, identifier="RESPONSE", cardinality=cardinality, baseType=kind)


class _Parts(NamedTuple):
    """What differs by shape: the response with its key, the interaction, how it is judged, feedback beside the item."""

    declared: etree._Element
    interaction: etree._Element
    processing: etree._Element
    feedback: list[etree._Element]


def _choice(question: Question) -> _Parts:
    """Make a choice of one or of several."""
    several = question.shape == "some"
    keys = [answer.id for answer in question.answers if answer.right]
    options = []
    for answer in question.answers:
        option = inline(E.simpleChoice(identifier=answer.id), answer.text)
        said = inline(
            E.feedbackInline(outcomeIdentifier="FEEDBACK", identifier=answer.id, showHide="show"), answer.feedback
        )
        option.append(said)
        options.append(option)
    interaction = E.choiceInteraction(
        *options, responseIdentifier="RESPONSE", shuffle="true", maxChoices="0" if several else "1"
    )
    declared = _declared("multiple" if several else "single", "identifier", keys)
    return _Parts(
        declared, interaction, _processing(_matches(), _set("FEEDBACK", E.variable(identifier="RESPONSE"))), []
    )


def _match(question: Question) -> _Parts:
    """Make rows to match: a choice may serve several rows, and a row takes one."""
    left = [
        inline(E.simpleAssociableChoice(identifier=f"row-{row.id}", matchMax="1"), row.text) for row in question.rows
    ]
    right = [
        inline(E.simpleAssociableChoice(identifier=f"choice-{at}", matchMax="0"), choice)
        for at, choice in enumerate(question.choices)
    ]
    interaction = E.matchInteraction(
        E.simpleMatchSet(*left),
        E.simpleMatchSet(*right),
        responseIdentifier="RESPONSE",
        shuffle="true",
        maxAssociations=str(len(left)),
    )
    pairs = (f"row-{row.id} choice-{row.right}" for row in question.rows)
    return _Parts(_declared("multiple", "directedPair", pairs), interaction, _processing(_matches()), [])


def _order(question: Question) -> _Parts:
    """Make a sequence."""
    steps = [inline(E.simpleChoice(identifier=f"step-{row.id}"), row.text) for row in question.rows]
    interaction = E.orderInteraction(*steps, responseIdentifier="RESPONSE", shuffle="true")
    right = (f"step-{row.id}" for row in sorted(question.rows, key=lambda row: row.right))
    return _Parts(_declared("ordered", "identifier", right), interaction, _processing(_matches()), [])


def _typed(question: Question) -> _Parts:
    """Make a field to type into: every accepted form is right, whatever its case."""
    field = E.p(E.textEntryInteraction(responseIdentifier="RESPONSE", expectedLength="30"))
    key = next(answer for answer in question.answers if answer.right)
    known = [answer for answer in question.answers if answer.forms != ("*",)]
    rest = next(answer for answer in question.answers if answer.forms == ("*",))

    def has(forms: tuple[str, ...]) -> etree._Element:
        tests = [
            E.stringMatch(
                E.variable(identifier="RESPONSE"), E.baseValue(form, baseType="string"), caseSensitive="false"
            )
            for form in forms
        ]
        return tests[0] if len(tests) == 1 else E("or", *tests)

    first, *others = known
    told = E.responseCondition(
        E.responseIf(has(first.forms), _set("FEEDBACK", _said(first.id))),
        *(E.responseElseIf(has(answer.forms), _set("FEEDBACK", _said(answer.id))) for answer in others),
        E.responseElse(_set("FEEDBACK", _said(rest.id))),
    )
    feedback = [_modal("FEEDBACK", answer.id, [answer.feedback]) for answer in question.answers]
    declared = _declared("single", "string", key.forms[:1])
    return _Parts(declared, E.div(field), _processing(has(key.forms), told), feedback)
