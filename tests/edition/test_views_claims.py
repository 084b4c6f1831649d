"""The ledger as it is shown: every claim with its sides and sources, there and back from Read, and the scores."""

from collections import Counter
from dataclasses import replace

import pytest

from edition.model import DECIDABLE, Score, Withdrawal
from edition.views import claims as view
from edition.views import corrections

LEDGER = "article/claims.md"


@pytest.fixture(scope="module")
def edition_with_history(edition):
    """Give the edition with an earlier score of its first scored forecast."""
    first = next(claim for claim in edition.claims if claim.score)
    forecast = first.authored.forecast
    earlier = Score(date="2023-12-31", label="cannot be judged", because="It was early.", sources=first.score.sources)
    longer = forecast.model_copy(update={"scores": (earlier, *forecast.scores)})
    changed = replace(first, authored=first.authored.model_copy(update={"forecast": longer}))
    return replace(edition, claims=tuple(changed if one is first else one for one in edition.claims)), first.id


@pytest.fixture
def ledger(edition, as_shown):
    """Give the ledger as it stands on its page."""
    return as_shown(LEDGER, edition, "claims")


def test_every_claim_stands_once_with_all_it_has(ledger, edition):
    """Nothing of a record is lost on the way to the page, and no Markdown is left in it."""
    shown = {one.get("id"): one for one in ledger.xpath(".//article")}
    assert list(shown) == [claim.id for claim in edition.claims]
    for claim in edition.claims:
        text = " ".join(shown[claim.id].text_content().split())
        record = claim.authored
        said = [record.text, record.changes, record.then.text, record.now.text, *record.words, record.because or ""]
        said += [point.text for _, _, point in record.points]
        said += [
            record.other_reading or "",
            record.undisputed or "",
            record.few_sources or "",
            record.machine_says or "",
        ]
        for part in said:
            assert " ".join(part.split()) in text, (claim.id, part)
    assert "](" not in ledger.text_content()


def test_every_source_of_a_claim_is_linked(ledger, edition):
    """Each place that cites has its short citations, and they lead to the list of all sources."""
    for claim in edition.claims:
        wanted = Counter(key for _, keys in claim.authored.resting for key in keys)
        links = ledger.xpath(f".//article[@id='{claim.id}']//a[contains(@href, 'sources.md#')]/@href")
        assert Counter(link.partition("#")[2] for link in links) == wanted, claim.id


def test_marks_lead_there_and_back(ledger, edition, as_shown):
    """Read links every claim of a sentence, and the claim links the sentence."""
    read = as_shown("article/index.md", edition, "segments")
    there = read.xpath(".//p[contains(@class, 'claims-line')]//a/@href")
    assert Counter(there) == Counter(
        f"claims.md#{claim.id}" for claim in edition.claims for _ in {key[:3] for key in claim.authored.segments}
    )
    for claim in edition.claims:
        back = ledger.xpath(f".//article[@id='{claim.id}']//p[contains(@class, 'claim-words')]//a/@href")
        assert back == [f"index.md#{key}" for key in claim.authored.segments]


def test_only_facts_and_classifications_have_verdicts(ledger, edition):
    """Every other claim says that it has none, and why."""
    for claim in edition.claims:
        text = ledger.xpath(f"string(.//article[@id='{claim.id}'])")
        if claim.authored.type not in DECIDABLE:
            assert "Not a claim of fact; no verdict." in text
            assert ("Score: " in text) == bool(claim.score)
            assert view.standing(claim) == view.NO_FACT
        elif not claim.is_settled:
            assert "No verdict: its wording was not seen, and is not secure." in text
        else:
            assert claim.authored.verdict.capitalize() in text


def test_facets_count_every_claim_once(edition):
    """The numbers behind the choices add up, and no two facets share a value."""
    facets = view.filters(edition)["facets"]
    assert [sum(option["count"] for option in one["options"]) for one in facets] == [len(edition.claims)] * len(facets)
    offered = [option["value"] for one in facets for option in one["options"]]
    assert len(offered) == len(set(offered))
    assert {value for claim in edition.claims for value in view.values(claim)} == set(offered)


def test_a_withdrawn_article_shows_no_words(edition, as_shown):
    """The take-down switch reaches the ledger: what is quoted of the text is gone, our own words stay."""
    withdrawn = Withdrawal(date="2026-01-01", notice="Withdrawn.")
    without = replace(edition, article=edition.article.model_copy(update={"withdrawn": withdrawn}))
    shown = as_shown(LEDGER, without, "claims")
    assert not shown.xpath(".//p[contains(@class, 'claim-words')][contains(., '“')]")
    headings = [heading.text_content() for heading in shown.xpath(".//h2")]
    assert not any(segment.corrected in headings for segment in edition.segments if segment.kind == "heading")
    assert edition.claims[0].authored.text in shown.text_content()


def test_scores_come_with_their_history(edition_with_history, as_shown):
    """The latest score stands first, an earlier one is kept under it with its day."""
    edition, key = edition_with_history
    shown = as_shown("since-2023.md", edition, "forecasts").xpath(f".//article[@id='forecast-{key}']")[0]
    names = [name.text_content() for name in shown.xpath(".//dt")]
    assert names[-2:] == ["Score", "Earlier score"]
    days = shown.xpath(".//time/@datetime")
    assert days == sorted(days, reverse=True)


def test_every_forecast_is_told_with_or_without_a_score(edition, as_shown):
    """Those that cannot be scored are named with the reason, and the numbers agree."""
    found = view.forecasts(edition)
    forecasts = [claim for claim in edition.claims if claim.authored.type == "forecast"]
    assert found["total"] == len(forecasts) == len(found["scored"]) + len(found["unscored"])
    assert sum(one["count"] for one in found["labels"]) == found["scored_count"]
    text = " ".join(as_shown("since-2023.md", edition, "forecasts").text_content().split())
    for claim in forecasts:
        assert claim.id in text
        if not claim.score:
            assert " ".join(claim.authored.forecast.unscored.split()) in text


def test_counts_by_type_add_up(edition):
    """The table has every claim once."""
    found = view.counts(edition)
    assert sum(row["total"] for row in found["rows"]) == found["claims"] == len(edition.claims)
    assert sum(row["damaged"] for row in found["rows"]) == found["damaged"]


def test_severity_and_gravity_are_compared_for_every_correction(edition, as_shown):
    """The table has every correction once, and each one that differs is listed under it with its claims."""
    found = corrections.gravities(edition)
    assert sum(sum(row["counts"]) for row in found["rows"]) == found["total"] == len(edition.corrections)
    listed = [one["id"] for group in found["differing"] for one in group["corrections"]]
    assert len(listed) == len(set(listed)) == found["total"] - found["agreeing"]
    shown = as_shown("article/corrections.md", edition, "gravity")
    assert [link.removeprefix("#") for link in shown.xpath(".//a/@href")] == listed


def test_a_correction_names_the_claims_that_it_changes(edition, as_shown):
    """The same is said from both sides."""
    shown = as_shown("article/corrections.md", edition, "corrections")
    for key, claims in edition.claims_by_correction.items():
        links = shown.xpath(f".//article[@id='{key}']//p[contains(@class, 'fix-claims')]//a/@href")
        assert links == [f"claims.md#{claim.id}" for claim in claims]
