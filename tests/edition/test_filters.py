"""The filters: every choice that a page offers works without a script, and counts what it shows."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from edition import claims
from edition.model import EFFECTS, KEPT
from edition.views import claims as ledger
from edition.views import corrections, sources
from edition.views.background import KINDS

# The pages that have filters, each with the blocks that make and use them.
PAGES = {
    "article/corrections.md": ("filters", "corrections"),
    "sources.md": ("all-sources",),
    "timeline.md": ("timeline",),
    "article/claims.md": ("claims",),
}
RULE = re.compile(r'#show-([a-z0-9-]+):target ~ \* \[data-values\]:not\(\[data-values~="([a-z0-9-]+)"\]\)')
MARK = re.compile(r'#show-([a-z0-9-]+):target ~ \.filters \[data-value="([a-z0-9-]+)"\]')


@pytest.fixture(scope="module")
def sample(sample, a_claim):
    """Give the sample with claims of several kinds."""
    forecast = {"modality": "may", "horizon": "none given", "test": "A journey.", "unscored": "The wording is lost."}
    damage = {"damage": ({"correction": "c-lost", "effect": "vanished"},), "machine_says": "They will not go."}
    authored = (
        a_claim(type="reported fact", verdict="accurate", because="Two reports give it."),
        a_claim(id="C02", segments=("p02s02",), words=("They will […]",), type="forecast", forecast=forecast, **damage),
        a_claim(id="C03", segments=("p03s01",), words=("subheading",), type="classification"),
    )
    return replace(sample, claims=claims.resolve(authored, sample.by_id, sample.correction_by_id))


@pytest.fixture(scope="module")
def rules(root):
    """Give the values that the style sheet has a rule for."""
    css = (root / "overrides" / "assets" / "filters.css").read_text(encoding="utf-8")
    found = RULE.findall(css)
    assert MARK.findall(css) == found
    assert css.count("#show-") == 2 * len(found)
    assert all(shown == kept for shown, kept in found)
    assert ":has(" not in css.partition("*/")[2]
    return [shown for shown, _ in found]


def choices(tree):
    """Give the choices of a page: facet and value of each."""
    found = [(link.get("data-facet"), link.get("data-value"), link) for link in tree.xpath(".//a[@data-facet]")]
    assert all(link.get("href") == f"#show-{value}" for _, value, link in found)
    targets = [target.get("id") for target in tree.xpath(".//div[@class='choice']")]
    assert targets == [f"show-{value}" for _, value, _ in found]
    # They stand beside all that is filtered, before it.
    assert not tree.xpath(".//*[@data-values][not(ancestor-or-self::*/preceding-sibling::div[@class='choice'])]")
    return [(facet, value) for facet, value, _ in found]


def test_every_value_has_one_rule(rules):
    """No value has two rules."""
    assert [value for value, count in Counter(rules).items() if count > 1] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_choice_of_the_site_has_its_rule(edition, as_shown, rules, page):
    """What the pages of the site offer is shown by a rule of the style sheet, without a script."""
    offered = {value for _, value in choices(as_shown(page, edition, *PAGES[page]))}
    assert offered
    assert offered <= set(rules), sorted(offered - set(rules))


@pytest.mark.parametrize("page", PAGES)
def test_every_choice_of_the_sample_has_its_rule(sample, as_shown, rules, page):
    """What the sample offers has its rule too; but its pages are none of the site."""
    offered = {value for facet, value in choices(as_shown(page, sample, *PAGES[page])) if facet != "page"}
    assert offered
    assert offered <= set(rules), sorted(offered - set(rules))


def test_every_value_that_can_be_has_its_rule(rules):
    """Labels, languages, grades, verdicts and fates that no record has today have their rule already."""
    possible = {value for _, _, options in sources.FACETS for value, _ in options}
    possible |= {code.lower() for code in sources.LANGUAGES}
    possible |= {value.replace(" ", "-") for value in (*corrections.READINGS, *corrections.SEVERITIES)}
    possible |= {corrections.slug(value) for value in (*ledger.TYPES, *ledger.VERDICTS, ledger.LOST, ledger.NO_FACT)}
    possible |= {ledger.fate_value(fate) for fate in (KEPT, *EFFECTS)}
    assert possible <= set(rules), sorted(possible - set(rules))


def test_every_background_page_has_its_rule(root, rules):
    """Every page of the site that an event can concern has its rule, whether or not one does today."""
    keys = set()
    for file in (root / "docs").rglob("*.md"):
        front = file.read_text(encoding="utf-8").split("\n---\n", 1)[0]
        if kind := re.search(r"^kind: (\S+)$", front, re.MULTILINE):
            assert kind[1] in KINDS
            keys.add(file.stem)
    assert keys
    assert keys <= set(rules), sorted(keys - set(rules))


@pytest.mark.parametrize("page", PAGES)
def test_counts_are_those_of_the_page(sample, as_shown, page):
    """Each choice counts the items that have its value, and every facet counts each item."""
    tree = as_shown(page, sample, *PAGES[page])
    listed = tree.xpath(".//li[@data-values] | .//article[@data-values]")
    items = [set(item.get("data-values").split()) for item in listed]
    total = int(re.search(r"\d+", tree.get_element_by_id("show-all").text_content())[0])
    assert len(items) == total > 0
    counts = Counter()
    for link in tree.xpath(".//a[@data-facet]"):
        said = int(re.search(r"\((\d+)\)$", link.text_content())[1])
        assert said == sum(link.get("data-value") in item for item in items)
        counts[link.get("data-facet")] += said
    # An event may concern several pages; everything else has one value of a facet.
    assert all(count == total or facet == "page" for facet, count in counts.items())


@pytest.mark.parametrize("page", PAGES)
def test_no_two_facets_share_a_value(sample, as_shown, page):
    """An item lists the values of all facets together, so that each value must say which facet it is of."""
    found = choices(as_shown(page, sample, *PAGES[page]))
    assert len({value for _, value in found}) == len(found)


def test_no_page_is_called_like_another_value(root):
    """On the timeline a page's key is a value beside “before” and “after”."""
    assert not {file.stem for file in (root / "docs").rglob("*.md")} & {"before", "after", "all"}
