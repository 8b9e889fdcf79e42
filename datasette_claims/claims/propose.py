"""Quote -> a new claim for a person to check, worded affirmatively: “denied reports that X” proposes X."""

from __future__ import annotations

import re

from ..affirmation import soften_any
from ..polarity import FALSE_WORDS, SUBORDINATE, WRONG_WORDS
from ..records import Claim, Method, Quote, Review
from ..text import NUMBER, make_key, make_slug
from ..verbs import find_past, is_plural
from .charges import word_charge, word_existence
from .deeds import ACCUSES, NOT_TOLD_TO, URGES, word_accusation, word_demand, word_infinitive, word_noun, word_request
from .finite import has_verb
from .wording import (
    NAMELESS,
    capitalise,
    is_statement,
    name_speaker,
    name_subject,
    shorten,
    strip_quotes,
    word_affirmatively,
)

UNSORTED = "unsorted"  # the topic of proposals; a person sorts them
# “Media reports of troops in Lund” claim that there are some; what is known to both sides (“the minister's exit”) is no claim by itself.
REPORTS_OF = re.compile(
    r"^(?:(?:the|these|those|all|any|some|several|such|recent|media|press|news|unconfirmed|foreign|local|numerous|repeated|widespread|new|earlier|baseless|false) )*"
    r"(?:reports?|rumou?rs?|claims?|allegations?|accusations?|talk) of (?P<what>(?!the |an? |its |his |her |their |my |our |any |all )[^,;.\"“”]{4,120}?)"
    r"(?: as [\w -]{3,40}| [\"“][^\"“”]{3,80}[\"”]?)?$",
    re.I,
)
# “Rumours of a coup were false”.
FALSE_REPORTS = re.compile(
    r"(?i)(?:that )?(?:(?:the|these|all|any|such|recent|media|press|news|foreign|local|unconfirmed) ){0,3}(?:reports?|rumou?rs?|claims?|allegations?|accusations?|suggestions?|talk) of "
    r"(?:an? |any )?(?P<what>(?!(?:the|its|his|her|their|our|my|that|this|having|being)\b)[^,;.\"“”]{3,80}?) (?:is|are|was|were) (?:\w+ly )?[\"“]?(?:an? )?(?:\w+ )?(?:" + WRONG_WORDS + r")\b"
)
NOUN = re.compile(r"^(?:any|its|his|her|their|all|the|a|an)?\s*(?:\w+ )?(?:role|involvement|links?|ties|responsibility|knowledge|part|participation|connection|wrongdoing|plans?|intentions?)\b", re.I)
BRACKETS = re.compile(r"\[(?P<inside>[\w’' ]{1,40})\]|(?<=\w)\](?=\w)")  # “[W]e have seen [the ship]”
HELD = re.compile(r"(?i)\b(?:any |all )?(?:knowledge of|(?:involvement|role|part|participation) in)$")  # “denied any knowledge of” as a cue
DENIES = re.compile(r"(?i)\b(?:den(?:y|ies|ied|ying)|reject|dismiss|refut|rul\w+ out|no evidence)\w*")  # “denied that there was any attack”
OTHER_WORDS = re.compile(r"(?<=\w): [\"“].*", re.S)  # “that he had lied: “I am sorry””
UNSURE = re.compile(r"(?i)\W*(?:(?-i:whether |if (?=[^,]*$))|(?:that )?(?:\S+ ){1,3}?(?:(?:not |un)aware|(?:not|n['’]t) (?:believe|think)|doubt\w*) )")  # “not aware that any men had left”
LEADS_IN = re.compile(r"(?i)\b(?:is|are|was|were|say|says|said|read|reads|wrote|add(?:s|ed)|asked|repl\w+|respond\w+|answer\w+|(?:told|tells) \w+(?: \w+)?)$")  # “he replied: “No””
INVOLVED = re.compile(r"(?i)(?:(?:any|its|his|her|their|all) )?(?:[a-z]+ )?involvement (?P<where>in .+)")
WRONG = re.compile(r"(?i)(?:(?:any|all|its|his|her|their|full|sole) ){0,2}(?:(?P<wrong>wrongdoing)|responsibility)(?P<rest>(?: (?:for|in|over|at) [^.,;]*)?)")  # “denied any wrongdoing”, “claimed responsibility for it”
COUNTED = re.compile(r"^((?:any|its|his|her|their|all|the|a|an)?\s*(?:\w+ )?)(role|part|connection|link|hand)\b", re.I)
# “declined to say whether X” is about X; “declined to comment” is about nothing that could be true.
TO_SPEAK = re.compile(
    r"^to (?:\w+ly )?(?:be drawn|comment|say|answer|respond|reply|discuss|confirm|deny|admit|acknowledge|concede|accept|believe|speculate|elaborate|specify|rule out|tell \w+|talk|explain|address)\b"
    r"(?: (?:on|about|to|further))*(?: (?:whether|if|that|how|why|when|what|who|which|where))?\s*",
    re.I,
)
# … and with the rest of that in the cue: “would not say | when the bridge would open”.
NOT_SAID = re.compile(r"(?i)(?:\b(?:not|never)|n['’]t|\b(?:declin|refus)\w* to|\bstop\w* short of) (?:\w+ly )?(?:sa(?:y|id|ying)|disclos\w+|reveal\w*|specif\w+|explain\w*)$")
ABOUT_WHEN = re.compile(r"(?i)(?:when|where|why|how (?!many|much|long|far|often|soon|big|old|well|close)) ?(?=\w+ \w+)")
WHO_DID = re.compile(r"(?i)to .{2,40}? (?:who|what|which) (?:is|are|was|were|has|have|had|will|would|did|\w+ed)\b")  # “declined to say who had paid”
# “It could neither confirm nor deny that X”, “it denied reports that X”: about X.
NEITHER = re.compile(
    r"(?i)^(?:that )?(?:(?:I|we|they|he|she|it) (?:(?:could|can|would|will) (?:not|neither)|cannot|(?:could|ca|would|wo)n['’]t)(?: either)? (?:confirm|deny) n?or (?:deny|confirm) (?:(?:that|whether|if) |(?=(?:the )?reports?\b))"
    r"|(?:I|we|it) (?:(?:has|have|had) )?(?:\w+ly )?(?:den(?:y|ies|ied)|reject(?:s|ed)|dismiss(?:es|ed)) (?:(?:the |these |any |all )?(?:\w+ )?(?:reports?|claims?|allegations?|suggestions?|rumou?rs?) )?that )"
)
# Who “declined to give her name” said nothing that could be true; who “declined to send troops” did.
NOT_TOLD = re.compile(r"to (?:be (?:interviewed|quoted|named|identified)|disclose|reveal|identify|name|provide|give|offer|define|describe|detail|share)\b(?!.*\b(?:whether|that|if)\b)", re.I)
DECLINED = re.compile(r"(?i)\b(?:declin|refus)\w*$|\bunwilling$|\b(?:would|did|will|does|do)(?: not|n['’]t)$")
NO_CLAIM = re.compile(
    r"^(?:(?:a|an|the|any|several|repeated|multiple|further|emailed|\w+['’]s?) )*(?:requests?|inquir\w+|enquir\w+|questions?|calls?|messages?|emails?|comments?)(?: for (?:an? )?(?:comment|interview|information)| seeking comment|\W*$)",
    re.I,
)
# “We are not going to discuss it” and “we don't know what happened” say nothing either, but for what stands behind “whether”.
NO_ANSWER = re.compile(
    r"(?i)^(?:that )?[\"“]?(?:(?:I|we|they|he|she|it)|(?:the )?[\w-]{2,30}(?: [\w-]{2,30}){0,2}?)(?:['’](?:re|m|s)| are| am| is| was| were)? (?:(?:not going to|do not|don['’]t|does not|doesn['’]t|will not|won['’]t|would not|wouldn['’]t|cannot|can['’]t|could not|couldn['’]t)(?: be able to)? "
    r"(?:\w+ly )?(?:confirm|verify|corroborate|authenticate|vouch|comment|discuss|speculate|speak|talk|go into|get into|elaborate|say|identify|name|disclose|reveal|rule out)\b(?! (?:that(?! (?:and|but)\b|\W*$)|whether|if)\b)|(?:do|does|did|has|have|had)(?: not|n['’]t) ruled? out\b|not (?:\w+ )?sure (?:what|who|how|why|where|when|which)\b|(?:have|has|had)(?: not|n['’]t)(?: yet)? been able to (?:confirm|verify|substantiate|corroborate|establish|identify)\b(?! (?:that|whether|if)\b)|(?:do|does|did)(?: not|n['’]t) (?:\w+ly )?know (?:what|who|how|why|where|when|which)\b|(?:\w+ )?(?:in no|not in a) position to (?:confirm|verify|corroborate|say|know)\b(?! (?:that|whether|if)\b)|(?:has|have|had) [\"“'‘]?no (?:(?:immediate|further|official|public) )?comment\b|(?:has|have|had) [\"“'‘]?nothing (?:more |further |else |new )?(?:to (?:add|say)|for (?:you|us|me|reporters|journalists|the (?:press|media)))\b)"
    r"|^(?:that )?[\"“]?it(?:['’]s| is| was| would be) (?:still |far |much |simply )?(?:too (?:early|soon)|premature) to (?:say|tell|know|draw|speculate|comment|judge)\b(?! (?:whether|if|that)\b)"
    r"|^(?:that )?(?:that|this)(?:['’]s| is| was| would be) (?:a |the )?(?:(?:matter|question|decision) for (?!concern|regret|debate)|for [^.,;]{2,60} to (?:decide|say|answer)\b)"
)
OF_ONESELF = re.compile(r"(?i)(?:that )?[\"“]?(?:I|we|they|he|she|it)\b")
# “It was unaware of any deaths”, “they had no knowledge of a plot”: about whether there were any.
KNOWS_OF_NONE = re.compile(
    r"(?i)^(?:that )?[\"“]?(?:(?:I|we|they|he|she|it|(?:the )?[\w-]+(?: [\w-]+){0,2}?)(?:['’]m|['’]re| am| is| are| was| were)? (?:not aware|unaware|(?:(?:has|have|had) )?(?:(?:seen|found|received) )?no (?:\w+ )?(?:knowledge|evidence|indications?|signs?|proof|record)) of (?:any |an? |(?!(?:any|an?|such|the|its|his|her|their|our|that|this|these|those|what|how|who|being|having)\b))|there (?:is|was) nothing to (?:suggest|indicate) (?:any |an? )?)"
    r"(?P<what>(?!such\b|kind\b|wrongdoing\b)[^,.;:\"“”]{4,120}?)(?:(?:,? but\b| …) .*)?$"
)
WAS_WRONG = re.compile(r"(?i)(?:(?:I|we) (?:was|were) (?:wrong|mistaken)|(?:I|we) take (?:it|that) back)\W*")  # about what, stands elsewhere
HOPED = re.compile(r"(?i)[\"“]?(?:I|we) (?:\w+ly |do |just |really )?(?:hope|wish|pray)(?: to God)?(?: that)? (?:this|it|that|they|he|she|you)\b")
WITH_MORE = re.compile(r",|^(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) ")  # “Ivo Marek, a reporter”, “her colleague Ivo Marek”
AGED = re.compile(r"(?i)the \d\d-year-old")
TO_DO = re.compile(r"(?i)(?:not |never )?(?:\w+ly )?to\b")
# “Denied sending troops” says that they were not sent.
GERUND = re.compile(r"^(?:ever )?(?!(?:includ|accord|concern|regard|dur|noth|someth|anyth|everyth|morn|even)ing\b)(?P<verb>[a-z]{2,}ing)\b(?= \w)")
# “Has reportedly | built a yard”: the verb was cut in two.
PERFECT = re.compile(r"\b(?P<aux>has|have|had) (?:reportedly|allegedly|apparently|supposedly)$")
PARTICIPLE = re.compile(r"[a-z]+(?:ed|en|wn|lt|nt|ght|ade|one|old|und) ")
HAS_VERB = re.compile(r"(?<!to )\b(?:is|are|was|were|has|had|will|would|can|could|should|may|might|must)\b")
# “called the plan "madness"” says that the plan is madness.
CALLS = re.compile(r"(?i)\b(?:call(?:s|ed|ing)?|brand(?:s|ed|ing)?|label+(?:s|ed|ing)?|dubb(?:ed|ing)|denounc(?:es|ed|ing))(?: as)?$")
IT_SO = re.compile(r"(?i)(?:it|them|him|her|this|that|these|those) (?!(?:is|are|was|were|had|has|have|would|will)\b)")  # “called it irresponsible”
CALLED = re.compile(
    r"(?P<what>(?:(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Aa]n?) [^\"“”,;]{2,80}?|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}(?:['’]s? [a-z-]+){0,2})) "
    r"(?:(?:as )?[\"“'‘](?P<quoted>[^\"“”]{3,100}?)[\"”'’]?|as (?P<as>an? [^.;:\"“”]{3,100})|(?P<plain>(?:an?|the) [^.;:,\"“”]{3,100}))$"
)
# “described Holt as a generous man”, “the penalty as "a joke"”; and “put the cost at 75 million marks”.
DESCRIBES = re.compile(r"(?i)\b(?:describ|identif|portray|characteri[sz]|depict|dismiss|condemn|denounc|decr|hail|prais|regard|view)\w*$")
DESCRIBED_AS = re.compile(r"(?P<what>(?:(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Aa]n?) |[A-Z])[^\"“”,;]{2,80}?) as (?P<name>(?<= as )(?:[\"“'‘]?(?:an? |the )|(?P<being>being ))[^.;]{3,160})$")
CALLED_WORDS = re.compile(r"(?i)(?:an? |the )?(?:reported|alleged|rumou?red|supposed|purported)\b|(?:\w+ ){0,3}(?:reports?|claims?|allegations?|accusations?|rumou?rs?|statements?|suggestions?|stor(?:y|ies))\b")  # what these are called says nothing but that they are not so
FIGURES = re.compile(r"(?i)\b(?:put|puts|putting|estimate[sd]?|estimating)$")
FIGURE = re.compile(rf"(?P<what>(?!(?:it|them|that|this)\b)[\w’' -]{{3,100}}?) at (?P<name>{NUMBER}\b[^.;]*)$")
FALSE_NAME = re.compile(rf"(?i)(?:\w+ ){{0,2}}{FALSE_WORDS}\b")  # a story that is “mere propaganda” is no claim about the story
UNDONE = re.compile(r"(?i)\b(?:wary|afraid|scared|fear\w*|avoid\w*|against|oppos\w+|prevent\w*|stopp\w*|resist\w*|according|per|show\w*|sa(?:y|ys|id)|stat(?:e|es|ed|ing)|f[io]und|not(?:e|es|ed|ing)|explain\w*|belie\w+|think|thinks|thought|argu\w+|add(?:s|ed|ing)?|conclud\w*|estimat\w*|expect\w*|forecast\w*)\b")  # who “voted against” sending cranes sent none; “shows”: what follows is a clause
CLAIMS_TO = re.compile(r"(?i)\b(?:claim|profess|purport)\w*(?: on \w+day)?$")
TELLS = re.compile(r"(?i)\b(?:told|tells?|warn\w*|assur\w*|inform\w*|promis\w*|remind\w*)$")
LISTENER = re.compile(r"(?i)(?:me|us|him|her|them|you) (?=(?:that )?(?:he|she|they|it|we|I|there|the|his|their|its|no)\b)")  # “warned | me he would be late”
HIM = re.compile(r"(?i)\W*(?:him|her) of\b")
AHEAD = re.compile(r"(?i)\b(?:rul\w+ out|consider\w*|plan\w*|propos\w+|suggest\w*|recommend\w*)\b")
VERB = re.compile(r"\b(?:is|are|was|were|am|be|been|do|does|did|has|have|had|can|could|will|would|should|shall|must|may|might|\w{2,}(?:ed|es)|\w{3,}s)\b", re.I)
INTENTION = re.compile(r"\b(?:plan|plans|planning|planned|intend\w*|will|going to|aims? to|wants? to|prepar\w+ to|willing)\b", re.I)
CAPABILITY = re.compile(r"\b(?:can|could|able|capable|ready|capacity|enough|strong)\b", re.I)
LEGALITY = re.compile(r"\b(?:illegal\w*|legal\w*|unlawful\w*|violat\w+|breach\w*|war crimes?|constitution\w*|treaty|sanction\w*)\b", re.I)
QUANTITY = re.compile(r"\b(?:\d[\d,.]*|thousands|hundreds|dozens|millions|per cent|percent|half|most)\b", re.I)


def find_reported(passage: str) -> str:
    """“There are troops in Lund.” for “reports of troops in Lund as baseless”; empty where nothing of that form stands."""
    found = FALSE_REPORTS.match(passage) or REPORTS_OF.match(passage) or KNOWS_OF_NONE.match(passage)
    if found is None or has_verb(found.group("what")) and found.re is not REPORTS_OF:
        return ""
    what = re.split(r" (?:is|are|was|were|has|have|had) ", found.group("what"))[0].strip()
    article = re.search(r"(?i) ((?:an?|any) )$", passage[: found.start("what")]) if found.re is not REPORTS_OF else None
    return soften_any(f"There {'are' if is_plural(what) else 'is'} {article[1].lower() if article else ''}{what}.")


def is_no_answer(words: str) -> bool:
    """Whether words only say that the speaker gives no answer: “we are not going to discuss it”."""
    return NO_ANSWER.match(words) is not None and OF_ONESELF.match(words) is not None


def propose_claim(quote: Quote, speaker: str = "", subject: str = "") -> Claim | None:
    """A claim for what a quote says, or None where it says nothing that can be true or false.

    `speaker` names who says “I” where the speaker's words do not, and `subject` whom the passage's first “he” stands for.
    """
    passage = (quote.words or quote.paraphrase or "").strip(" \"“”")
    cue = quote.cue or ""
    if NO_CLAIM.match(passage) or NO_ANSWER.match(passage) or HOPED.match(passage) or WAS_WRONG.fullmatch(passage) or CALLS.search(cue) and IT_SO.match(passage) or DECLINED.search(cue) and NOT_TOLD.match(passage):
        return None
    told = LISTENER.match(passage) if TELLS.search(cue) else None
    passage = passage[told.end() :] if told and has_verb(passage[told.end() :]) else passage
    head = OTHER_WORDS.sub("", passage)
    passage = head if has_verb(head) and not LEADS_IN.search(head) else passage
    held = HELD.search(cue)
    passage = re.sub(r"^(\w+)\) ", r"\1 ", passage)  # “(The) minister”
    passage = BRACKETS.sub(r"\g<inside>", f"{held.group()} {passage}" if held else passage)
    said = TO_SPEAK.sub("", NEITHER.sub("", passage))
    said = ABOUT_WHEN.sub("", said, count=1) if NOT_SAID.search(cue) and ABOUT_WHEN.match(said) else said
    if WHO_DID.match(passage) and TO_SPEAK.match(passage):
        return None
    if said != passage and not (VERB.search(said) and len(said.split()) > 2):
        return None
    named = (quote.speaker_words or "").strip()
    # “Former director Lucy Tarn” and “Tarn” are Lucy Tarn, as in all other claims.
    is_name = named.lower() in NAMELESS or AGED.fullmatch(named) or " " in speaker and "’s " not in named.replace("'", "’") and named.split(" ")[-1:] == speaker.split(" ")[-1:] or WITH_MORE.search(named) and (named.startswith(speaker) or named.endswith(speaker))
    speaker = speaker if speaker and is_name else re.split(r",(?!\d)| who | \(|['’]s$", named)[0]
    accused = word_accusation(strip_quotes(passage), speaker) if ACCUSES.search(cue) else None
    if accused == "":
        return None
    accused = name_subject(capitalise(accused), subject) if accused and HIM.match(passage) else accused
    text = accused or find_reported(said) or word_called(passage, cue) or word_noun(strip_quotes(said), cue) or word_charge(said, cue, speaker) or word_deed(said, speaker, cue) or word_existence(said, cue) or word_statement(said, speaker, subject, cue)
    text = capitalise(shorten(text.strip(" ."))) + "." if text else ""
    is_clause = said.startswith("that ") or TO_DO.match(said) is not None and CLAIMS_TO.search(cue) is not None  # “hold the bridge”: a verb, whatever stands before it
    return make_claim(text) if text and is_statement(text, is_clause) else None


def word_statement(said: str, speaker: str, subject: str, cue: str) -> str:
    """What somebody said, with names for “I” and for the “he” it begins with."""
    text = word_affirmatively(said)
    demanded = word_demand(capitalise(strip_quotes(said[5:])), cue) if text and said.startswith("that ") else ""
    if demanded:
        text, subject = demanded, "" if subject and speaker.endswith(subject) else subject  # nobody demands it of himself
    begins = re.match(rf"(?i)\W*(?:(?:that|whether|if) )?{re.escape(text.split(' ')[0])}\b", said) if text else None
    text = name_subject(name_speaker(text, speaker), subject if begins else "")
    return soften_any(text) if DENIES.search(cue) or UNSURE.match(said) else text


def word_called(passage: str, cue: str) -> str:
    """“The plan is madness.” for “the plan "madness"” that somebody called it."""
    called = CALLED.match(passage) if CALLS.search(cue) else DESCRIBED_AS.match(passage) if DESCRIBES.search(cue) else FIGURE.match(passage) if FIGURES.search(cue) else None
    parts = called.groupdict() if called else {}
    name = parts.get("name") or parts.get("quoted") or parts.get("as") or parts.get("plain") or ""
    if called is None or FALSE_NAME.match(name.strip("\"“'‘")) or CALLED_WORDS.match(called["what"]):
        return ""
    what, name = called["what"], name.removeprefix(parts.get("being") or "")
    return f"{capitalise(what)} {'are' if is_plural(what) else 'is'} {strip_quotes(name).strip(' .,')}."


def word_deed(said: str, speaker: str, cue: str) -> str:
    """What somebody did, will do, has or should do, for words that name the deed and not who does it; empty for others."""
    affirmed, said = word_affirmatively(said).rstrip("."), strip_quotes(said)
    if TO_DO.match(said):
        will = None if TELLS.search(cue) and NOT_TOLD_TO.match(said) else word_infinitive(affirmed, speaker, cue)
        will = will.replace(" should ", " should not ", 1) if will and URGES.search(cue) and said.lower().startswith("not ") else will
    else:  # “that the attempts to cross the river” is a clause
        will = None if said.startswith("that ") else word_request(affirmed[:1].lower() + affirmed[1:] if said[:1] != affirmed[:1] else affirmed, cue)
    if will or not speaker or speaker.lower() in NAMELESS:
        return will or ""
    if (perfect := PERFECT.search(cue)) and PARTICIPLE.match(said):
        return f"{speaker} {perfect['aux']} {said}"
    if (doing := GERUND.match(said)) and not UNDONE.search(cue) and not HAS_VERB.search(SUBORDINATE.split(said)[0]):  # “using it has caused harm” says who did what already
        verb = f"will be {doing.group('verb')}" if AHEAD.search(cue) else find_past(doing.group("verb"))
        return f"{speaker} {verb}{said[doing.end():]}"
    if did := WRONG.fullmatch(said):
        return f"{speaker} {'did something wrong' if did['wrong'] else 'are responsible' if is_plural(speaker) else 'is responsible'}{did['rest'] or ''}"
    if NOUN.match(said) and not has_verb(said):
        if involved := INVOLVED.match(said):
            return f"{speaker} was involved {involved['where']}"
        words = COUNTED.sub(lambda found: f"{re.sub('^(?:any|all|its|his|her|their) ', 'a ', found.group(1).lower())}{found.group(2)}", said[0].lower() + said[1:])
        return f"{speaker} has {re.sub(r'^(?:any|all|no) ', '', words)}"
    return ""


def make_claim(text: str) -> Claim:
    return Claim(
        id=f"{make_slug(text, 48)}-{make_key(text, 4)}", text=text, topic=UNSORTED, kind=find_kind(text),
        method=Method.RULES.value, review=Review.PROPOSED.value,
    )


def find_kind(text: str) -> str:
    for kind, pattern in (("legality", LEGALITY), ("intention", INTENTION), ("capability", CAPABILITY), ("quantity", QUANTITY)):
        if pattern.search(text):
            return kind
    return "occurrence"
