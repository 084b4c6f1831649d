"""Rules about the question bank: every key is proved, none is given away by its form, and every item teaches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from edition import cited, questions
from edition.blocks import target
from edition.issues import Issue, nearest
from edition.load import Sources
from edition.model import Edition, Item
from edition.prose import HAN
from edition.rules.corrections import HAN_BOUND
from edition.rules.terms import WORD_BOUND

SET_FLOOR = 10
# A set with this many single choices is judged by where their keys stand and by how long they are.
JUDGED = 8
FIRST_BOUND, LONGEST_BOUND = 0.5, 0.5
_LUMPED = re.compile(r"\b(all|none|any|both|neither) of (the|these|those)\b|\b(above|below)\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(not|no|never|none|neither|nor|cannot|except|without)\b|n[’']t\b", re.IGNORECASE)
_ATTRIBUTED = re.compile(r"\baccording to\b|\b(article|author|commentary|edition|ledger|machine)\b", re.IGNORECASE)
# What would be markup, and letters of pinyin whose language a plain text cannot tell.
_MARKUP = re.compile(r"\]\(|<[a-z/!]|\*\*|`|&[a-z#]+;|[āēīōūǎěǐǒǔǖǘǚǜ]", re.IGNORECASE)
_FREE = re.compile(r"“[^”]*”")


def _add(sources: Sources, item: Item, code: str, message: str, *loc: str | int) -> None:
    sources.add(code, "question", item.id, f"'{item.id}' {message}", *loc)


def keys_are_known(edition: Edition, sources: Sources) -> None:
    """R001: pages, sets, errors, misconceptions, and the places that items send to or rest on, exist."""
    sets = {page.key for page in edition.sets}
    for item in edition.questions:
        named = [(("page",), item.page, edition.page_by_key.keys())]
        named += [(("sets", index), key, sets) for index, key in enumerate(item.sets)]
        named += [(("segment",), item.segment, edition.by_id.keys())] if item.segment else []
        named += [(("correction",), item.correction, edition.correction_by_id.keys())] if item.correction else []
        for name in ("options", "chunks"):
            for index, part in enumerate(getattr(item, name)):
                if part.origin:
                    named.append(((name, index, "origin"), part.origin, edition.correction_by_id.keys()))
                if getattr(part, "idea", None):
                    named.append(((name, index, "idea"), part.idea, edition.misconception_by_id.keys()))
        for loc, key, known in named:
            if key not in known:
                _add(sources, item, "R001", f"names '{key}'.{nearest(key, known)}", *loc)
        for loc, place in item.places:
            scheme, _, key = place.partition(":")
            try:
                target(scheme, key, edition, "index.md")
            except LookupError as error:
                _add(sources, item, "R001", f"names '{place}'.{error.args[0]}", *loc)
        for index, proof in enumerate(item.proof):
            if questions.proving(proof, edition) is None:
                kind, key = proof.place
                _add(sources, item, "R001", f"names the {kind} '{key}'.", "proof", index, kind)


def objectives_have_items(edition: Edition, sources: Sources) -> None:
    """Q001: an item serves an objective of its page, and every objective has an item."""
    served = {(item.page, item.objective) for item in edition.questions if not item.retired}
    owners: dict[str, str] = {}
    for page in edition.pages:
        for index, objective in enumerate(page.front.objectives):
            path, line = sources.place("page", page.path, "objectives", index, "id")
            other = owners.setdefault(objective.id, page.path)
            if other != page.path:
                sources.issues.append(Issue(path, line, "Q001", f"'{objective.id}' is an objective of {other} too."))
            if (page.key, objective.id) not in served:
                sources.issues.append(Issue(path, line, "Q001", f"no item of '{page.key}' serves '{objective.id}'."))
    for item in edition.questions:
        page = edition.page_by_key.get(item.page)
        known = [objective.id for objective in page.front.objectives] if page else []
        if page and item.objective not in known:
            _add(sources, item, "Q001", f"serves '{item.objective}'.{nearest(item.objective, known)}", "objective")


def keys_are_proved(edition: Edition, sources: Sources) -> None:
    """Q002, Q003: the words of a proof stand in its place, and a judgment is asked for as somebody's."""
    for item in edition.questions:
        for index, proof in enumerate(item.proof):
            texts = questions.proving(proof, edition)
            if texts is None:
                continue
            kind, key = proof.place
            if not questions.stands(proof.words, texts):
                _add(sources, item, "Q002", f"{kind} '{key}': “{proof.words}”.", "proof", index, "words")
            elif not _ATTRIBUTED.search(item.stem) and questions.is_contested(proof, edition):
                _add(sources, item, "Q003", f"rests on {kind} '{key}'.", "stem")


def _alternatives(item: Item) -> list[tuple[tuple[str, int], str]]:
    """Give the texts among which an answer is chosen, with their fields."""
    found = [(("options", index), option.text) for index, option in enumerate(item.options)]
    found += [(("steps", index), step.text) for index, step in enumerate(item.steps)]
    rights = dict.fromkeys(pair.right for pair in item.pairs)
    found += [(("pairs", index), text) for index, text in enumerate(rights)]
    return found + [(("others", index), other.text) for index, other in enumerate(item.others)]


def form_tells_nothing(edition: Edition, sources: Sources) -> None:
    """Q004: alternatives differ, lump nothing together, have about one length, and negate nothing twice."""
    for item in edition.questions:
        given = _alternatives(item)
        texts = [text for _, text in given]
        stem = _FREE.sub("", item.stem)
        for loc, text in given:
            if _LUMPED.search(_FREE.sub("", text)):
                _add(sources, item, "Q004", f"lumps alternatives together: “{text}”.", *loc)
            if _NEGATIVE.search(stem) and _NEGATIVE.search(_FREE.sub("", text)):
                _add(sources, item, "Q004", f"negates in the stem and again in “{text}”.", *loc)
        asked = f" {' '.join(map(questions.fold, item.stem.split()))} "
        told = [form for form in item.accept if f" {' '.join(map(questions.fold, form.split()))} " in asked]
        if told:
            _add(sources, item, "Q004", f"says what it asks for: “{told[0]}”.", "stem")
        doubled = [text for text, count in Counter(map(questions.fold, texts)).items() if count > 1]
        if doubled:
            _add(sources, item, "Q004", "has one alternative twice.")
        if item.options and not questions.is_balanced(texts):
            lengths = questions.longest_first(texts)
            _add(sources, item, "Q004", f"has options of {lengths[0]} and {lengths[-1]} characters.", "options")


def _biases(items: list[Item]) -> Iterator[str]:
    """Give what the single choices of a set give away together."""
    longest = [item for item in items if _is_longest(item)]
    if len(longest) > LONGEST_BOUND * len(items):
        names = ", ".join(item.id for item in longest)
        yield f"in {len(longest)} of {len(items)} choices the key is the longest option: {names}"
    places = Counter(next(at for at, option in enumerate(item.shown_options) if option.key) for item in items)
    place, count = places.most_common(1)[0]
    if count > FIRST_BOUND * len(items):
        yield f"in {count} of {len(items)} choices the key stands in place {place + 1}"


def _is_longest(item: Item) -> bool:
    """Tell whether the key of a choice is longer than every other option."""
    key = next(option for option in item.options if option.key)
    return all(len(key.text) > len(option.text) for option in item.options if option is not key)


def sets_tell_nothing(edition: Edition, sources: Sources) -> None:
    """Q005: over a set, keys are not the longest option, nor in one place, more often than half the time."""
    for page in edition.sets:
        items = [item for item in questions.members(page.key, edition) if item.type in ("single", "repair")]
        for bias in _biases(items) if len(items) >= JUDGED else ():
            path, line = sources.place("page", page.path)
            sources.issues.append(Issue(path, line, "Q005", f"{bias}."))


def machine_words_are_the_machines(edition: Edition, sources: Sources) -> None:
    """Q006: what an item says of the machine's words and of our repair is so, and its distractors come from somewhere."""
    for item in edition.questions:
        if item.type == "mark" and item.segment in edition.by_id:
            _mark(item, edition, sources)
        if item.type == "repair" and item.correction in edition.correction_by_id:
            correction = edition.correction_by_id[item.correction]
            segments = [edition.by_id[key] for key in correction.spans]
            if not any(item.machine in segment.machine for segment in segments):
                _add(sources, item, "Q006", f"the machine has no “{item.machine}”.", "machine")
            key = next(index for index, option in enumerate(item.options) if option.key)
            if not any(item.options[key].text in segment.corrected for segment in segments):
                _add(sources, item, "Q006", f"we have no “{item.options[key].text}”.", "options", key)
        if item.type == "repair" or set(item.homes) & set(questions.TRANSLATION):
            for index, option in enumerate(item.options):
                if not (option.key or option.origin or option.idea):
                    _add(sources, item, "Q006", f"option {option.id} comes from nowhere.", "options", index)


def _mark(item: Item, edition: Edition, sources: Sources) -> None:
    """Note where the chunks of a machine sentence are not its words, or where an error is missed or made up."""
    segment = edition.by_id[item.segment]
    found = questions.spans(item, segment)
    if found is None:
        _add(sources, item, "Q006", f"its chunks, joined, do not stand in {segment.id} once.", "chunks")
        return
    for index, (chunk, span) in enumerate(zip(item.chunks, found, strict=True)):
        errors = list(questions.errors_in(chunk, span, segment, edition))
        if chunk.origin and chunk.origin not in errors:
            if chunk.origin in edition.correction_by_id:
                _add(sources, item, "Q006", f"“{chunk.text}” has no words of '{chunk.origin}'.", "chunks", index)
        elif not chunk.origin and errors:
            _add(sources, item, "Q006", f"“{chunk.text}” has words of {', '.join(errors)}.", "chunks", index)


def pages_ask_what_they_have(edition: Edition, sources: Sources) -> None:
    """Q007: a page has the block that shows its items, and only then; a set has enough of them."""
    for page in edition.pages:
        shown = {"self-check", "quiz"} & set(cited.blocks(page))
        has = bool(edition.items_by_page.get(page.key))
        path, line = sources.place("page", page.path)
        if bool(shown) != has:
            what = "has items and no block for them" if has else "has the block and no items"
            sources.issues.append(Issue(path, line, "Q007", f"'{page.key}' {what}."))
    for page in edition.sets:
        items = [item for item in edition.items_by_page.get(page.key, ()) if not item.retired]
        if 0 < len(items) < SET_FLOOR:
            path, line = sources.place("page", page.path)
            sources.issues.append(Issue(path, line, "Q007", f"'{page.key}' has {len(items)} items."))


def texts_are_plain(edition: Edition, sources: Sources) -> None:
    """Q008, T005: texts are plain, their Chinese short and of a named script, quotations short."""
    for item in edition.questions:
        for loc, text in item.texts:
            if found := _MARKUP.search(text):
                _add(sources, item, "Q008", f"has “{found[0]}” in a plain text.", *loc)
            if HAN.search(text) and not item.script:
                _add(sources, item, "Q008", "has Chinese and no script.", *loc)
            longest = max(map(len, re.findall(f"{HAN.pattern}+", text)), default=0)
            if longest > HAN_BOUND:
                _add(sources, item, "Q008", f"has {longest} characters of Chinese in a row.", *loc)
            for quoted in questions.QUOTED.findall(text):
                if (words := len(quoted.split())) >= WORD_BOUND:
                    _add(sources, item, "T005", f"“{quoted[:40]}…” has {words} words.", *loc)


def misconceptions_are_used(edition: Edition, sources: Sources) -> None:
    """Q009: every misconception stands behind a distractor."""
    used = {option.idea for item in edition.questions for option in item.options}
    for one in edition.misconceptions:
        if one.id not in used:
            sources.add("Q009", "misconception", one.id, f"'{one.id}'.")


RULES = (
    keys_are_known,
    objectives_have_items,
    keys_are_proved,
    form_tells_nothing,
    sets_tell_nothing,
    machine_words_are_the_machines,
    pages_ask_what_they_have,
    texts_are_plain,
    misconceptions_are_used,
)
