"""What a reader of any format must find, taken from the items themselves and not from the model that the writers share."""

import re

from lxml import html

HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]+")


def even(text):
    """Make white space even."""
    return " ".join(text.split())


def read_html(source):
    """Give the text of an HTML fragment, and its stretches of Chinese with their language."""
    element = html.fragment_fromstring(source, create_parent="div")
    return even(element.text_content()), languages(element)


def languages(element):
    """Give every stretch of Chinese in an element with the language of what holds it."""
    found = []
    for node in element.iter():
        for text, holder in ((node.text, node), (node.tail, node.getparent() if node is not element else None)):
            if text and holder is not None:
                found += [(run, lang(holder)) for run in HAN.findall(text)]
    return found


def lang(element):
    """Give the language that an element is in."""
    for one in (element, *element.iterancestors()):
        for name in ("{http://www.w3.org/XML/1998/namespace}lang", "lang"):
            if name in one.attrib:
                return one.get(name)
    return "en"


def chinese(item, *texts):
    """Give the stretches of Chinese of texts, as they must be marked; those in words of the machine stand as they are."""
    return [(run, item.script) for text in texts for run in HAN.findall(even(text))]


def options(item):
    """Give the ways to choose: text, whether it is right, feedback."""
    found = [(even(one.text), one.key, even(one.feedback)) for one in item.options]
    return found + [(even(one.text), one.origin is not None, even(one.feedback)) for one in item.chunks]


def rows(item):
    """Give what is matched: row, answer, feedback."""
    found = [(even(one.left), even(one.right), even(one.feedback)) for one in item.pairs]
    return found + [(even(one.text), str(place), even(one.feedback)) for place, one in enumerate(item.steps, 1)]


def choices(item):
    """Give every answer that rows can have."""
    texts = [one.right for one in item.pairs] + [one.text for one in item.others]
    return {even(text) for text in texts} | {str(place) for place, _ in enumerate(item.steps, 1)}


def typed(item):
    """Give what can be typed: each form, whether it is right, feedback; a star for everything else."""
    found = [(form, True, even(item.feedback)) for form in item.accept]
    found += [(form, False, even(trap.feedback)) for trap in item.traps for form in trap.forms]
    return [*found, ("*", False, even(item.otherwise))] if item.accept else []


def general(item):
    """Give what must stand in the feedback that is always shown: what belongs to rows, and to answers of none."""
    return [said for _, _, said in rows(item)] + [even(other.feedback) for other in item.others]
