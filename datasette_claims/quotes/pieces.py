"""Which words an attribution has: what belongs to its passage, and what is of its cue, its listener or its topic."""

from __future__ import annotations

import re
from dataclasses import replace

from .attribution import Attribution, Span, find_line, find_mode
from .edges import complete_of_them, cut_adverb, cut_meanwhile, cut_run_on, drop_bare
from .lexicon import read_words
from .unseen import PARTICIPLE

# "dismissing as “fantasy”": the annotated articles mostly have "as" in the cue.
TAKES_AS = re.compile(r"(?i)\b(?:dismiss|denounc|brand|label|reject|describ|portray|characteri[sz]|depict)\w*$")
ASIDE = re.compile(r"(?:however|meanwhile|though|too|also|in turn|for (?:his|her|its|their) part), (?=that\b)")
# “How much would it cost? “Ask the Treasury,” he said.”: nobody of the annotated articles said a sentence before the quotation too.
SENTENCE_BEFORE = re.compile(r"[^\"“”„«»\n]{2,300}[.?!] (?=[\"“„«]\S)")
SIMPLY = re.compile(r"(?:simply|bluntly|flatly|only|just),? (?=[\"“])")  # “told them simply, “We lost.””
DECLINED = re.compile(r"(?i)\b(?:declin|refus)\w* to$")
TO_SAY = re.compile(r"(?P<verb>(?:say|disclose|reveal|specify|confirm|explain)(?= (?:whether|if|what|why|how|when|where|who|which)\b)|comment(?: on)?(?= \w)) ")
RESPONDS = re.compile(r"(?i)\b(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?)$")
THE_SAME = re.compile(r"(?i)\bthe same(?: [\w’'-]+){0,3}$")
THE_SAME_AS = re.compile(r" as [^.!?;:\n\"“”]{3,120}?(?=[.!?;:\n]|$)")
GERUND = re.compile(r"(?!(?:some|any|no|every)thing)\w+ing$")
DENIED = re.compile(r"(?i)\bden(?:y|ies|ied|ying)$")
CLAUSE_REST = re.compile(r"[^,.;:!?\n\"“”]+")
TELLS = re.compile(r"(?i)\b(?:told|tells?|telling|assured?|assures|informed|warned|reminded|promised)$")
CLAUSE_BEGINS = "the|an?|there|it|he|she|they|we|no|his|her|its|their|this|these"
LISTENER = re.compile(rf"(?:him|her|them|us|me|you|reporters|journalists|lawmakers|ministers|colleagues|parliament) (?=(?:that|{CLAUSE_BEGINS})\b|[A-Z\d])(?:that )?")
# “told the mayor the bridge was unsafe”: only behind verbs that need a listener, since one can warn that “the bridge it built” is unsafe.
TELLS_SOMEBODY = re.compile(r"(?i)\b(?:told|tells?|telling|assured|assures|informed|reminded)$")
NOUN_LISTENER = re.compile(rf"(?:the|an?|his|her|its|their|our|my) (?:[\w’'-]{{1,30}} )?[\w’'-]{{1,30}} (?=(?:{CLAUSE_BEGINS})\b)")
MARK = re.compile(r"[\"“„«]|''")
ABOUT, ABOUT_BEFORE = re.compile(r"\b(?:of|about|on|in \w+ing)$"), re.compile(r"(?:of|about) ")
OPENERS = (frozenset(read_words("function_words")) | {"no", "based"}) - {"that"}  # of a phrase; a name alone can be all that was said of somebody
ADVERBIAL = frozenset("after and as at before but by despite during for from in of on or over since so then to under until with without".split())
SHORT = re.compile(r"(?: [\w’'-]+){1,2}[,.?!]*(?=[\"”]|'')")
BLOCK_OPENS = re.compile(r": ?\n+$")
QUOTATION_REST = re.compile(r"(?:(?!'')[^\"“”\n]){2,1500}(?=[\"”]|'')")
INNER_END = re.compile(r"[.,!?…](?=['’](?:[\s.,\"”]|$))")
INNER = re.compile(r"(?<![\w.])['‘](?! )[^'‘’\"“”\n]{1,300}(?:['’]\w[^'‘’\"“”\n]{0,300}){0,5}['’](?!\w)")  # in single marks, with apostrophes
ADVERB = re.compile(r"[a-z-]+ly")
WORDS = re.compile(r"(?: [\w’'.-]+)+(?<!\.)")
MARKS = "\"“”„«»'‘’"


def correct_pieces(text: str, attribution: Attribution) -> Attribution:
    """The attribution with the words that were said, and no others."""
    for step in (drop_adverbs, cut_before, complete_first, complete_last, complete_short, complete_block, cut_aside, cut_topic, cut_participle, move_say, move_as, move_to, complete_gerund, cut_adverb, cut_run_on, complete_of_them, cut_meanwhile, drop_bare):
        attribution = step(text, attribution)
    return attribution


def drop_adverbs(text: str, attribution: Attribution) -> Attribution:
    """Without “matter-of-factly” of “he said matter-of-factly”."""
    kept = tuple(piece for piece in attribution.pieces if not ADVERB.fullmatch(text, *piece) or text[piece[0] - 1] in MARKS)
    return replace(attribution, pieces=kept) if kept else attribution


def cut_before(text: str, attribution: Attribution) -> Attribution:
    """A quotation that its cue follows, without the sentence before it."""
    start, end = attribution.span
    before = SENTENCE_BEFORE.match(text, start, end) if end <= attribution.cue[0] and not begins_quotation(text, start) else None
    kept = tuple((max(first, before.end()), last) for first, last in attribution.pieces if last > before.end()) if before else ()
    return replace(attribution, pieces=kept, mode=find_mode(text, kept)) if kept else attribution


def cut_aside(text: str, attribution: Attribution) -> Attribution:
    """“that jobs must be protected” for “however, that jobs must be protected” behind “she warned, ”."""
    start, end = attribution.pieces[0]
    aside = ASIDE.match(text, start, end) or SIMPLY.match(text, start, end)
    return replace(attribution, pieces=((aside.end(), end), *attribution.pieces[1:])) if aside else attribution


def cut_topic(text: str, attribution: Attribution) -> Attribution:
    """“It rained” of ““It rained,” he said of the storm”: what a quotation is about is no part of it."""
    *quoted, (start, end) = attribution.pieces
    cue = text[slice(*attribution.cue)]
    is_behind = quoted and quoted[-1][1] <= attribution.cue[0] and start == attribution.cue[1] + 1 and not MARK.search(text, start, end)
    is_topic = is_behind and (ABOUT.search(cue) or ABOUT_BEFORE.match(text, start))
    if not is_topic or not all(MARK.match(text, piece[0]) or MARK.match(text, piece[0] - 1) or text.startswith("''", piece[0] - 2) for piece in quoted):
        return attribution
    return replace(attribution, pieces=tuple(quoted), mode="direct")


def cut_participle(text: str, attribution: Attribution) -> Attribution:
    """Without “, dismissing as “fantasy” the story”, which tells what the speaker did besides."""
    start, end = attribution.pieces[-1]
    match = PARTICIPLE.search(text, start, end) if attribution.speaker and attribution.speaker[0] < start else None
    if match is None or text.count('"', start, match.start()) % 2:
        return attribution
    is_quoted = any(mark in text[attribution.pieces[0][0] : match.start()] for mark in "\"“«„")
    mode = attribution.mode if is_quoted else "indirect"
    return replace(attribution, pieces=(*attribution.pieces[:-1], (start, match.start())), mode=mode)


def cut_listener(text: str, attribution: Attribution) -> Attribution:
    """Without “him” in “had told him the bridge was safe”, which a second reading takes for the first word that was said."""
    start, end = attribution.pieces[0]
    listener = find_listener(text, attribution)
    return replace(attribution, pieces=((listener.end(), end), *attribution.pieces[1:])) if listener else attribution


def find_listener(text: str, attribution: Attribution) -> re.Match[str] | None:
    """Who was told something, where the first piece begins with it."""
    cue, (start, end) = text[slice(*attribution.cue)], attribution.pieces[0]
    if attribution.mode == "direct" or not TELLS.search(cue):
        return None
    listener = LISTENER.match(text, start, end)
    return listener or (NOUN_LISTENER.match(text, start, end) if TELLS_SOMEBODY.search(cue) else None)


def complete_first(text: str, attribution: Attribution) -> Attribution:
    """“No name change” of ““No name change, he said, hides it”” where “No” alone was read before the gap; without the “In” of “In fact, he said,”."""
    (start, end), *rest = attribution.pieces
    if not rest or text[start:end].lower() not in OPENERS:
        return attribution
    stop = min((place for place in (rest[0][0], attribution.cue[0], *(attribution.speaker or ())[:1]) if place > end), default=end)
    more = WORDS.match(text, end, stop)
    is_quoted = begins_quotation(text, start) or find_mode(text, ((start, end),)) != "indirect"
    is_adverbial = text[start:end].lower() in ADVERBIAL or start > attribution.cue[1] or more and text.startswith(", and ", more.end())
    if is_adverbial and not is_quoted:
        return replace(attribution, pieces=tuple(rest))
    return replace(attribution, pieces=((start, more.end()), *rest)) if more and more.end() > end + 2 else attribution


def complete_last(text: str, attribution: Attribution) -> Attribution:
    """Without “and” of “It is shut, he said, and”, of which no more was read; with the rest where a quotation begins so."""
    *rest, (start, end) = attribution.pieces
    if not rest or start < attribution.cue[1] or text[start:end].strip(MARKS).lower() not in read_words("function_words") | {"i"}:
        return attribution
    if not begins_quotation(text, start):
        return replace(attribution, pieces=tuple(rest))
    more = QUOTATION_REST.match(text, end)
    return replace(attribution, pieces=(*rest, (start, more.end()))) if more else attribution


def complete_short(text: str, attribution: Attribution) -> Attribution:
    """“Perpetual motion!” where a quotation of two or three words was read to its first one."""
    return replace(attribution, pieces=tuple(complete_quotation(text, *piece) for piece in attribution.pieces))


def complete_quotation(text: str, start: int, end: int) -> Span:
    short = SHORT.match(text, end) if begins_quotation(text, start) else None
    return start, short.end() if short else end


def begins_quotation(text: str, at: int) -> bool:
    """Whether a quotation mark stands at an offset or right before it, but for “…” and brackets."""
    return text[at] in MARKS or text[max(0, at - 6) : at].rstrip("[(….\u00a0 ").endswith(tuple(MARKS))


def complete_gerund(text: str, attribution: Attribution) -> Attribution:
    """“deny laying mines” where “laying” alone was read as what is denied."""
    start, end = attribution.pieces[-1]
    if len(attribution.pieces) > 1 or not GERUND.fullmatch(text[start:end]) or not DENIED.search(text[slice(*attribution.cue)]):
        return attribution
    rest = CLAUSE_REST.match(text, end)
    return replace(attribution, pieces=((start, rest.end()),)) if rest else attribution


def complete_comparison(text: str, attribution: Attribution) -> Attribution:
    """“the same information” with “as in his first interview”, without which nobody knows what was said."""
    start, end = attribution.pieces[-1]
    rest = THE_SAME_AS.match(text, end) if attribution.mode == "indirect" and THE_SAME.search(text[start:end]) else None
    return replace(attribution, pieces=(*attribution.pieces[:-1], (start, rest.end()))) if rest else attribution


def complete_block(text: str, attribution: Attribution) -> Attribution:
    """The whole paragraph behind “She writes:” on a line of its own, where only its beginning was read."""
    start, end = attribution.pieces[-1]
    if text[start] in MARKS or attribution.cue[1] > start or not BLOCK_OPENS.search(text, max(0, start - 12), start):
        return attribution
    _, stop = find_line(text, start, end)
    if stop <= end + 1:
        return attribution
    whole = start, start + len(text[start:stop].rstrip(" \n.\"”"))
    return replace(attribution, pieces=(*attribution.pieces[:-1], whole))


def close_inner(text: str, attribution: Attribution) -> Attribution:
    """A nested passage up to the mark that closes it, “He said, 'It rained.' I left” inside another's words, and its own mode."""
    start, end = attribution.pieces[-1]
    is_open = text[start - 1 : start] in ("'", "‘")
    mark = INNER_END.search(text, start, end) if is_open else None
    if mark:
        return replace(attribution, pieces=(*attribution.pieces[:-1], (start, mark.end())), mode="direct")
    if attribution.mode != "indirect" or len(attribution.pieces) > 1 or text[slice(*attribution.cue)].endswith(("called", "calls")):
        return attribution  # what somebody is called is told apart by the rules behind this one
    inner = INNER.search(text, start - is_open, end + 2)
    if inner is None:
        return attribution
    return replace(attribution, mode="direct" if inner.start() < start and inner.end() >= end else "mixed")


def keep_paragraph(text: str, attribution: Attribution) -> Attribution:
    """Without pieces from another paragraph than the cue's, unless they are quotations: a headline has no full stop."""
    begin, end = find_line(text, *attribution.cue)
    kept = tuple(
        piece for piece in attribution.pieces
        if begin <= piece[0] < end or begins_quotation(text, piece[0])
    )  # fmt: skip
    return replace(attribution, pieces=kept) if kept else attribution


def move_say(text: str, attribution: Attribution) -> Attribution:
    """“declined to say” as the cue when “say” was read as the first word that was said."""
    cue, (start, end) = attribution.cue, attribution.pieces[0]
    verb = TO_SAY.match(text, start, end) if cue[1] < start and DECLINED.search(text[slice(*cue)]) else None
    if verb is None:
        return attribution
    return replace(attribution, cue=(cue[0], start + len(verb.group("verb"))), pieces=((verb.end(), end), *attribution.pieces[1:]))


def move_to(text: str, attribution: Attribution) -> Attribution:
    """“did not respond to” as the cue when “to” was read as the first word of what was not answered."""
    cue, (start, end) = attribution.cue, attribution.pieces[0]
    if start != cue[1] + 1 or not text.startswith("to ", start) or not RESPONDS.search(text[slice(*cue)]):
        return attribution
    return replace(attribution, cue=(cue[0], start + 2), pieces=((start + 3, end), *attribution.pieces[1:]))


def move_as(text: str, attribution: Attribution) -> Attribution:
    """“dismissing as” as the cue when “as” was read as the first word that was said."""
    cue, (start, end) = attribution.cue, attribution.pieces[0]
    behind = text[cue[1] : start + 3]
    if behind.strip() != "as" or start + 3 >= end or not TAKES_AS.search(text[slice(*cue)]):
        return attribution
    return replace(attribution, cue=(cue[0], start + 2), pieces=((start + 3, end), *attribution.pieces[1:]))
