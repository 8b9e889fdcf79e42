"""What somebody did in a sentence beside what the network saw: dismissed it, reported on it, did not answer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from ..outlets import find_outlets
from ..records import Method
from .attribution import NAME_WORD, Attribution, Span, drop, find_line, find_mode, list_places, meets
from .lexicon import read_words
from .relays import find_sentence, find_venues, name_after

# A clause behind the first one with the same subject: ", dismissing as "false" the reports".
PARTICIPLE = re.compile(r", (?:and )?(?P<cue>(?:dismissing|denouncing|branding|labelling|labeling|rejecting|denying|disputing)(?: as)?) (?P<words>[^.!?;\n]{8,200}?)(?=[.!?;\n]|, (?:and|but|while|after|adding) |$)")
# "the newspaper Herald, reporting on the alleged sale": an outlet passes on what others say.
REPORTING_ON = re.compile(
    r"(?P<who>\b[Tt]he [^,.;:!?\n\"“”]{3,80}), (?P<cue>reporting on|which reported on) "
    r"(?P<words>(?:the |an? )?(?:alleged|reported|rumou?red|purported) [^.!?;\n]{8,200}?)(?=[.!?;\n]|$)"
)
# "Ferrum did not respond to requests for comment": whoever says nothing declines, and that is on record too.
SILENCE = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=\n))(?P<who>(?:[Tt]he |An? )?[A-Z][\w’'&-]*(?: [\w’'&-]+){0,6}?) "
    r"(?P<cue>(?:did not|didn['’]t|has not|have not|had not)(?: immediately)? (?:respond|responded|reply|replied|return|returned|answer|answered)(?: to)?) "
    r"(?P<words>(?:an? |our |repeated |several |multiple |numerous )?(?:(?:requests?|calls?|messages?|e-?mails?|inquiries|enquiries) (?:for|seeking) (?:a )?(?:comment|response)s?"
    r"|(?:telephone |phone )?(?:calls|messages|e-?mails|inquiries|enquiries)(?! (?:for|to|by|that|asking|seeking)\b)))"
)
# "The mayor's office had no immediate comment.", "Lomax would not be drawn on names."
NO_COMMENT = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=\n))(?P<who>(?!(?:There|But|And|It)\b)(?:[Tt]he |An? |[Hh]is |[Hh]er |[Ii]ts )?[\w’'&-]+(?: (?!said\b|says\b|told\b|that\b)[\w’'&-]+){0,6}?) "
    r"(?:(?P<cue>(?:has|have|had)(?= no \w*\s?comment)) (?P<words>no (?:immediate |further )?comment)\b(?! from| by| on )|(?P<cue_drawn>(?:would|will|could) not be drawn on) (?P<drawn>[^.;:!?\n\"“”]{3,100}?)(?=[.;!?\n]|, |$))"
)
# "confirmed by CBS, which quoted the police as saying that": an outlet that is told of by the way.
QUOTED_AS = re.compile(
    rf"(?P<through>(?:\b[Tt]he )?(?<![\w’'&.-]){NAME_WORD}(?: {NAME_WORD}){{0,4}}), "
    r"which (?:(?:has|had) )?(?:quoted|quotes|cited|cites) (?P<who>[^,.;:!?\n\"“”]{2,80}?) (?P<cue>as saying)(?: that)?,? "
    r"(?P<words>[\"“]?[^.!?;\n]{8,300}?)(?=[.!?;\n]|$)"
)
# "“It rained,” he was quoted as saying by Radio Nord"
WAS_QUOTED = re.compile(r"[\"“](?P<words>[^\"“”\n]{2,600})[\"”],? (?P<who>[^,.;:!?\n\"“”]{1,60}?) (?P<cue>(?:was|were|is) quoted as saying)\b(?: (?P<by>by) )?")
# "told Radio Nord he had seen cracks", "told reporters the bridge was safe"
TOLD = re.compile(
    r"(?:^|(?<=[.!?] )(?<!\bMr\. )(?<!\bMrs\. )(?<!\bMs\. )(?<!\bDr\. )|(?<=\n))(?P<who>[A-Z][^,.!?;:\n\"“”—]{1,100}?)(?: — [^—.!?\n]{2,80} —)? (?P<cue>told) (?P<to>(?:the )?[A-Z][\w’'&.-]{0,30}(?: [A-Z][\w’'&.-]{0,30}){0,4}|reporters|journalists|me|us) "
    r"(?P<words>(?:that|he|she|it|they|there|the|an?|his|her|its|their|no)\b(?:[^.!?;\n]|(?<=\bMr)\.|(?<=\bMrs)\.|(?<=\bMs)\.|(?<=\bDr)\.){8,300}?(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?:[.!?][\"”])?)(?=[.!?;\n]|$|(?<=[.!?][\"”])\s)"
)
# "was interviewed in the newspaper Herald, where he said the same"
WHERE_SAID = re.compile(r",? where (?P<who>he|she|they) (?P<cue>said|claimed|repeated|insisted|argued|confirmed|denied)(?: that)? (?P<words>[^.!?;\n\"“”]{8,300}?)(?=[.!?;\n]|$)")
VERBS = r"(?:denied|denies|deny|rejected|rejects|dismissed|dismisses|refuted|contradicted|disputed|disputes|rebutted|ridiculed)"
# Where a denial can be: only round these words is the text looked at with the longer patterns below.
DENIES = re.compile(rf"\b{VERBS}\b")
ACCUSES = re.compile(r"\baccused\b")
BEFORE, BEHIND, MOST_DENIALS = 500, 400, 200  # characters looked at round such a word, and words looked at in a text
SOME_REPORT = r"(?:[Rr]eport|[Cc]laim|[Aa]llegation|[Rr]umou?r|[Aa]ccusation|[Aa]ssertion|[Ss]uggestion|[Ss]tatement)s?(?: (?:by|in|from|on) [^,.;:!?\n\"“”]{2,60}?)?"
# "Reports that troops had been sent were denied by the ministry": what is denied stands before who denies it.
DENIED_BY = re.compile(
    rf"(?<!\w)(?:[\w’'-]{{1,30}} ){{0,3}}?{SOME_REPORT} that (?P<words>[^.;!?\n\"“”]{{8,250}}?) "
    rf"(?P<cue>(?:was|were|is|are|has been|have been|had been)(?: \w{{1,20}}ly)? {VERBS}(?: as (?:[\"“][^\"“”\n]{{2,60}}[\"”]|\w{{1,30}}))?) "
    r"by (?P<who>(?:the |an? )?[\w’'&.-]{1,30}(?: [\w’'&-]{1,30}){0,6}?)(?=[,.;:!?\n]|$| (?:on|in|after|as|who|and|when|while|during|at|of) )"
)
# "..., a claim the ministry denied", "..., which Corin denies": what was told before is what is denied.
DENIED_BEHIND = re.compile(
    r"[\"”’']?, (?:which|something(?: that)?|an? (?:claim|charge|allegation|accusation|report|assertion)(?: (?:that|which))?|(?:claims|charges|allegations|accusations|reports)(?: (?:that|which))?) "
    rf"(?P<who>(?:the |an? |its |his |her |their )?[\w’'&.-]{{1,30}}(?: [\w’'&-]{{1,30}}){{0,4}}?) (?P<cue>(?:has |have |had )?(?:\w{{1,20}}ly )?{VERBS})(?=[.,;!?\n]|$| (?:on|in|and|but|while|as|at|within|later|outright) )"
)
# "denied a report in the Herald, which said that troops had been sent": the report's words are what is denied.
DENIED_WHICH = re.compile(
    rf"(?<!\w)(?P<who>(?:[Tt]he |[Aa]n? |[Ii]ts |[Hh]is |[Hh]er )?[\w’'&.-]{{1,30}}(?: [\w’'&-]{{1,30}}){{0,5}}?) (?P<cue>(?:has |have |had )?(?:\w{{1,20}}ly )?{VERBS}) "
    rf"(?:an?|the|this|that) (?:[\w’'-]{{1,30}} ){{0,2}}?(?:article|story|{SOME_REPORT})(?: (?:by|in|from|on) [^,.;:!?\n\"“”]{{2,60}})?, "
    r"which (?:had |has )?(?:said|says|claimed|claims|alleged|reported|stated)(?: that)? (?P<words>[^.;!?\n\"“”]{8,250}?)(?=[.;!?\n]|$)"
)
SUBJECT = r"(?:[Tt]he |[Aa]n? |[Ii]ts |[Hh]is |[Hh]er |(?!(?:On|In|At|But|And|For|By|As)\b)(?=[A-Z]))[\w’'&.-]{1,30}(?: [\w’'&-]{1,30}){0,4}?"  # “The government”, “Arvonia”
# "The government, which has repeatedly denied sending troops, said": a denial that is told by the way.
DENIED_ASIDE = re.compile(
    rf"(?<!\w)(?P<who>{SUBJECT}), (?:which|who) "
    rf"(?P<cue>(?:has |have |had )?(?:\w{{1,20}}ly )?{VERBS}) (?P<words>(?:that |any |all |[a-z]{{2,20}}ing )[^,.;!?\n\"“”]{{4,200}}), "
)
# "The government has been accused by the opposition of sending troops": who accuses, and of what.
ACCUSED_BY = re.compile(
    rf"(?<!\w)(?P<accused>{SUBJECT}) "
    r"(?P<cue>(?:was|were|is|are|has been|have been|had been)(?: \w{1,20}ly)? accused) by (?P<who>[^,.;:!?\n\"“”]{2,80}?) (?P<words>of [a-z]{2,20}ing\b[^,.;!?\n\"“”]{0,200})"
)
# "The police deny this.": what "this" is stands in the sentence before.
DENIED_THIS = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=\n)|(?<=, (?:but|and) ))(?:[Bb]ut |However, )?(?P<who>{SUBJECT}) (?P<cue>(?:(?:has|have|had|also|both|all|flatly) ){{0,2}}(?:\w{{1,20}}ly )?(?:den(?:y|ies|ied)|reject(?:s|ed)|disput(?:es?|ed)|confirm(?:s|ed))) "
    r"(?P<words>this|that|it)(?=[.;!?\n]|, |$| (?:but|and|on [A-Z]\w*)\b)"
)
PASSIVE_SCORE = 0.8  # set, not measured: too rare in the annotated articles
LONGEST_CUE = 300  # characters
RULE_SCORE = 0.5  # of what the network did not see; nobody has measured how often it is right


def add_participles(text: str, found: list[Attribution]) -> list[Attribution]:
    """With clauses of one sentence that say what its speaker did besides."""
    read = list_places(found)
    added = []
    for one in found:
        if one.speaker is None or one.parent is not None or one.mode == "own_voice":
            continue
        behind = max(one.cue[1], one.speaker[1])  # “…, the ministry said, rejecting claims that”
        start = one.span[1] if one.speaker[0] < one.span[0] else behind
        stop = text.find(". ", start)
        end = min(stop + 1 if stop >= 0 else len(text), find_line(text, start, start)[1])
        for match in PARTICIPLE.finditer(text, start, end):
            words = match.span("words")
            if start == behind < match.start():
                break
            if not meets((match.start(), words[1]), read):
                mode = find_mode(text, (words,))
                detail = f"“{match.group('cue')}” goes on with what “{text[slice(*one.speaker)]}” did."
                added.append(Attribution((words,), mode, match.span("cue"), one.speaker, one.score, detail, method=Method.RULES.value))
    return [*found, *added]


def add_reporting(text: str, found: list[Attribution]) -> list[Attribution]:
    """With what outlets are said to report on, who is said not to answer, and who denies “this”, where the network saw nothing."""
    read = list_places(found)
    added = []
    for pattern, reason in ((REPORTING_ON, "is an outlet that reports on it"), (SILENCE, "is said not to answer"), (DENIED_THIS, "is said to take a position on what stands before")):
        for match in pattern.finditer(text):
            who, words = match.span("who"), match.span("words")
            begin = name_outlet_at_end(text, *who) if pattern is REPORTING_ON else who[0]
            if begin is not None and not meets((match.start("cue"), words[1]), read):
                detail = f"“{text[begin : who[1]]}” {reason}."
                added.append(Attribution((words,), "indirect", match.span("cue"), (begin, who[1]), RULE_SCORE, detail, method=Method.RULES.value))
    for match in NO_COMMENT.finditer(text):
        cue, words = (match.span("cue"), match.span("words")) if match["cue"] else (match.span("cue_drawn"), match.span("drawn"))
        if not meets((cue[0], words[1]), read):
            detail = f"“{match['who']}” is said not to answer."
            added.append(Attribution((words,), "indirect", cue, match.span("who"), RULE_SCORE, detail, method=Method.RULES.value))
    return [*found, *added]


def add_told(text: str, found: list[Attribution]) -> list[Attribution]:
    """With what somebody told an outlet or reporters, said where he was interviewed, and whom an outlet quotes by the way, where the network saw nothing."""
    read = list_places(found)
    added, named = [], find_outlets(text)
    for match in TOLD.finditer(text):
        outlet = name_after(text, match.start("to"), True, named)
        is_outlet = outlet is not None and outlet[0] == match.start("to")
        if (is_outlet or match["to"].islower()) and not meets((match.start("cue"), match.end("words")), read):
            detail = f"“{match['who']}” told “{match['to']}” so."
            added.append(make_found(text, match, match.span("to") if is_outlet else None, detail))
    for match in QUOTED_AS.finditer(text):
        if not meets((match.start("who"), match.end("words")), read):
            detail = f"“{match['through']}” quotes “{match['who']}” as saying it."
            added.append(make_found(text, match, match.span("through"), detail))
    for match in WAS_QUOTED.finditer(text):
        outlet = name_after(text, match.end(), False, named) if match["by"] else None
        if not meets((match.start("words"), match.end("cue")), read):
            added.append(make_found(text, match, outlet, f"“{match['who']}” was quoted as saying it."))
    for venue in find_venues(text):
        match = WHERE_SAID.match(text, venue.outlet[1])
        if match and not meets((match.start("cue"), match.end("words")), read):
            added.append(make_found(text, match, venue.outlet, f"“{match['who']}” said it in “{text[slice(*venue.outlet)]}”."))
    return [*found, *added]


def make_found(text: str, match: re.Match[str], relay: Span | None, detail: str) -> Attribution:
    relays, words = (relay,) if relay else (), match.span("words")
    return Attribution((words,), find_mode(text, (words,)), match.span("cue"), match.span("who"), RULE_SCORE, detail, method=Method.RULES.value, relays=relays)


def add_denied(text: str, found: list[Attribution]) -> list[Attribution]:
    """With what is denied or accused in the passive, in place of what the network made of the same words, and in relative clauses."""
    gone, added, places = set(), [], order_places(found)
    for match in find_told(text, DENIED_BY):
        inside = {n for n in list_near(places, *match.span()) if match.start() <= found[n].cue[0] < match.end() or match.start() <= found[n].span[0] < match.end()}
        if any(one.parent is None and one.span[1] > match.end() or one.span[0] < match.start() for one in (found[n] for n in inside)):
            continue  # a part of more that somebody said
        gone |= inside
        added.append(make_told(match, (match.span("words"),)))
    for match in find_told(text, DENIED_WHICH):
        bare = find_rivals(match, found, places)
        if all(found[n].span[1] <= match.start("words") for n in bare):  # “a report in the Herald” at most
            gone |= bare
            added.append(make_told(match, (match.span("words"),)))
    for match in find_told(text, DENIED_ASIDE):
        rivals = find_rivals(match, found, places)
        if all(found[n].speaker and text[slice(*found[n].speaker)] in ("which", "who") for n in rivals):
            gone |= rivals
            added.append(make_told(match, (match.span("words"),)))
    for match in find_told(text, ACCUSED_BY, ACCUSES):
        gone |= find_rivals(match, found, places)
        added.append(make_told(match, (match.span("accused"), match.span("words"))))
    found = drop(found, gone)
    gone, places = set(), order_places(found)
    for one in found:
        match = DENIED_BEHIND.match(text, one.span[1]) if one.parent is None and one.mode != "own_voice" else None
        rivals = find_rivals(match, found, places) if match else set()
        if match and all(text[slice(*found[n].span)].lower() in ("which", "something") for n in rivals):
            gone |= rivals
            added.append(make_told(match, one.pieces))
    return [*drop(found, gone), *added]


Places = list[tuple[int, int]]  # where cues and passages begin, in order, each with the number of its attribution


def order_places(found: list[Attribution]) -> Places:
    return sorted({(at, n) for n, one in enumerate(found) for at in (one.cue[0], one.span[0])})


def list_near(places: Places, start: int, end: int) -> set[int]:
    """The attributions of which a cue or a passage begins within a span, or a cue's length before it."""
    return {n for _, n in places[bisect_left(places, (start - LONGEST_CUE, -1)) : bisect_left(places, (end, -1))]}


def find_rivals(match: re.Match[str], found: list[Attribution], places: Places) -> set[int]:
    """The attributions whose cue shares a character with the cue of a match."""
    return {n for n in list_near(places, *match.span("cue")) if meets(found[n].cue, [match.span("cue")])}


def find_told(text: str, pattern: re.Pattern[str], verbs: re.Pattern[str] = DENIES) -> Iterator[re.Match[str]]:
    """Matches round the first verbs that deny or accuse, each looked for in its own sentence."""
    last = 0
    for verb in islice(verbs.finditer(text), MOST_DENIALS):
        begin, _ = find_sentence(text, *verb.span(), BEFORE)
        match = pattern.search(text, max(last, begin), verb.end() + BEHIND)
        if match and match.start("cue") <= verb.start() < match.end("cue"):
            last = match.end()
            yield match


def make_told(match: re.Match[str], pieces: tuple[Span, ...]) -> Attribution:
    detail = f"“{match.group('who')}”: “{match.group('cue')}” of what “{match.group()[:60].strip(' ,')}…” tells."
    return Attribution(pieces, "indirect", match.span("cue"), match.span("who"), PASSIVE_SCORE, detail, method=Method.RULES.value)


def name_outlet_at_end(text: str, start: int, end: int) -> int | None:
    """Where the last noun phrase before a comma begins, when it names an outlet: “echoed by the paper Herald”."""
    begin = max(text.rfind(" the ", start, end) + 1, text.rfind("The ", start, end), start)
    outlets = read_words("outlets")
    return begin if any(word in outlets or word.lower() in outlets for word in text[begin:end].split()) else None
