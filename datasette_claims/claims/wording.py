"""The words of a claim: one affirmative sentence that says who and what by itself."""

from __future__ import annotations

import re
from dataclasses import replace

from ..affirmation import affirm, tidy
from ..polarity import AND_NOT, COORDINATION, ENOUGH, FALSE_WORDS, find_main, list_sentences, read_clause
from ..verbs import is_plural, make_third_person, read_pasts
from .finite import has_verb

LONG, LONGEST = 200, 320  # letters from which a claim is cut where it stays a sentence, and anywhere
LEAST = 60  # letters of what is left of a cut claim
# What stands before the claim proper: “reports that”, “the idea that”, “any suggestion that”, “there are reports that”.
FRAME = re.compile(
    r"^(?:there (?:is|are|was|were|have been|has been) )?[\"“]?(?:no |any |the |a |an |some |those |these |such |all |two |three |several |various |separate |multiple |numerous |recent |widespread |media |press |unconfirmed |alleged |baseless |false |fake |unfounded |groundless |untrue |foreign |local |earlier |new |(?<= )[\"“](?=unconfirmed|alleged|false|fake|baseless|unfounded|untrue|groundless))*"
    r"(?:reports?|rumou?rs?|claims?|allegations?|accusations?|charges?|suggestions?|notion|idea|argument|speculation|assertions?|statements?|concerns?|fears?|"
    r"evidence|proof|indications?|signs?|implication|contention|attacks?|question|news|fact|possibility|doubts?|theory|story|stories)[\"”]?"
    r"(?: in (?:the )?(?:[a-z]{2,12} ){0,2}[A-Z]\w+(?: [A-Z]\w+){0,2}| on [A-Z]\w+| by [A-Z][\w ]+?| from [A-Z][\w ]+?)?(?: of)?,? (?:that|whether|(?:saying|claiming|alleging|indicating|suggesting)(?: that)?|of how|as to whether)\s+"
    r"|^(?:the |these |media |press |news |some |several |unconfirmed |early |initial |other |local |foreign )*(?:reports?|rumou?rs?) (?:say|says|said|claim|claims|claimed|suggest|suggests|suggested|indicate|indicates|indicated)(?: that)? (?=\w+ \w+)"
    r"|^the moment (?:when |that )?(?!(?:is|was|has|had|came|of|in|for|at (?!least))\b)(?=\w+ \w+)"
    r"|^(?:the |these |media |press |news )*(?:reports|rumou?rs|claims|allegations|suggestions|accusations|speculation) (?!\w+ (?:made|make|makes|raised?|levelled|published|issued)\b)(?=(?-i:(?:he|she|they) (?!have|had|has)\w+ \w)|(?:its?|he|she|they|his|her|their) [^,.;]{0,80}?\b(?:is|are|was|were|has|have|had|will|would|could|may)\b)",  # “reports its leader is ill”
    re.I,
)
# “I think”, “she did not believe that”, “it had no reason to suspect”, “he was not convinced that”: what is held, doubted or known.
HOLDS = (
    r"thinks?|guess|suppose|reckon|assumes?|believes?|suspects?|doubts?|(?<!I )(?<!we )(?:thought|believed|suspected|assumed|doubted)|knows?|said|says?|hears?|heard|understands?|feels?|can say|can state|deny|confirm|admit|acknowledge|"
    r"(?:do|does|did)(?:n['’]t| not) (?:think|believe)|can only (?:assume|suppose|conclude|guess)|(?:find|finds|found) it (?:\w+ )?(?:hard|difficult|impossible) to believe|"
    r"(?:am|are|is|was|were) (?:\w+ly |very |quite )?(?:sure|certain|convinced|confident that)|(?:am|is|are|was|were)(?: not|n['’]t) (?:\w+ )?(?:sure|certain|convinced|persuaded)(?= (?:that|whether|if)\b)|"
    r"(?:am|is|are|was|were) (?:not |un)aware(?= that\b)|(?:have|has|had) no (?:doubt|reason to (?:think|believe|suspect|assume|doubt))|(?:can|could)(?: ?not|n['’]t)? (?:say|tell|confirm)(?: for sure)?(?= (?:if|whether|that)\b)|(?:do|does|did|could|can)(?: ?not|n['’]t)(?: yet)? (?:know|recall|remember|say|tell)(?: yet)?(?= (?:if|whether)\b)"
)
SO = r"(?:\w+ly |not |most |very )?(?:true|clear|possible|likely|unlikely|probable|improbable|plausible|implausible|credible|conceivable|inconceivable|impossible|unthinkable|doubtful|untrue|the case|obvious|evident|unclear|false|reported|said|believed)"
OPENERS = re.compile(
    rf"^(?:(?:I|we|they|he|she)(?:['’]ve| have| had)? (?:seen|read|heard|received|got) (?:\w+ ){{0,2}}?(?:reports?|rumou?rs?|claims?) (?:that )?(?=\w+ \w+)|(?:I|we|they|he|she|it)(?:['’](?:ve|d))? (?:\w+ )?(?:{HOLDS})"
    r"(?: with full responsibility| again| clearly)?(?: that)? (?!(?:him|them|us|me|of|about|in|to|like|as|how|what|who|why|where|when|which)\b)(?=\w+ \w+)"
    rf"|(?:it(?: is| was|['’]s| would be) (?:{SO}|(?:wrong|incorrect|inaccurate|false|untrue|premature) to (?:say|suggest|claim|conclude|think)(?= that\b)|(?:still |far |much )?too (?:early|soon) to (?:say|tell|know)(?= (?:if|whether)\b))|according to [^,]+,|there(?: is| was|['’]s| can be| could be) [\"“]?(?:no|little|not (?:a|the slightest)(?: \w+ of)?) doubt[\"”]?(?= that\b)|there(?: is| was|['’]s) (?:\w+ )?[\"“]?(?:reason to (?:think|believe|suspect)|nothing to (?:suggest|indicate|show|prove))[\"”]?(?= that\b| \w+ \w+ \w+))(?: that)? )",
    re.I,
)
DATELINE = re.compile(r"^(?:[A-Z][A-Z.’' ]{2,30}(?:, [A-Z]\w+\.?)?(?: \([^()]{2,30}\))?|[A-Z]\w+(?: [A-Z]\w+)? \([A-Z]{2,}[^()]{0,20}\)) ?[—–-]{1,2} ?(?=[A-Z])")
# What no sentence begins with that says something by itself: “him for his courage”, “where they will strike next”, “thank God for him”.
NO_SUBJECT = re.compile(
    r"(?i)^(?:(?:it|that|this) (?:simply|just|really) (?:is|was) (?:true|so)\W*$|(?:I|we) (?:(?:was|were) (?:wrong|mistaken)|(?:have )?got (?:it|this|that) wrong)(?:\W*$| and\b)|(?:no|some)thing could be further from the truth|(?:I|we) accept that (?:this|that|it) (?:is|was)\b|(?:him|them|us|me|(?:him|her|it|my|your)self|(?:them|our)selves)\b|(?:it|that|this)(?:['’]s| is| was) (?:(?:simply |just |really )?(?:not )?(?:true|wrong|so)\W*$|(?:just |only |all |pure )?(?:rumou?rs?|speculation|gossip)\b)|her \w+ing\b|(?:who|whom|whose|which|where|why|how)\b|when\b(?![^,]{3,80},)|what\b(?! [^,]{2,60}? (?:is|was|are|were)\b)"
    r"|(?:thank|thanks|remind|remember|imagine|ask|let|tell|give|think|sad|glad|happy|sorry|proud|hope|wish|sure)\b (?:god|you|me|us|him|her|it|that|to|for|about|your|my|this|the|they|we|he|she|i)\b|(?:it (?:if|whether|an?|the)|to|off|of|(?:the|an?) to|including|concerning|regarding|being|should|says|said|reads|(?-i:Is|Was|Are|Were))\b|\w+ed (?:an?|the|his|her|its|their|that)\b|(?:that|this|it)['’]s (?:it|that|all)\b)"
)
# “The suggestion that they were caught is false” is about what was suggested.
CALLED_FALSE = re.compile(rf"(?i)(?P<what>.{{5,200}}?),? (?:is|are|was|were) (?:\w+ly )*[\"“'‘]?(?:an? )?(?:(?:pure|mere|sheer|complete|total) )?(?:not true|speculation|(?!inven){FALSE_WORDS})\b")
HOW_MUCH = re.compile(r"(?i)(?:that )?(?:just )?how (?:long|hard|easy|difficult|much|many|far|often|soon|well|close|big|old)\b")
# “Dismissed as "pure invention" a report that”: what it was called is no part of the claim.
REJECTED_AS = re.compile(r"^(?:as )?[\"“']?[\w -]{3,60}[\"”'] (?=(?:the |an? |these |those |any |all |such )?(?:\w+ )?(?:reports?|rumou?rs?|claims?|allegations?|accusations?|suggestions?)\b)")
ASIDE = re.compile(r"(?i),? (?:however|though|meanwhile|of course|too)(?:,(?P<inside> )|(?=\W*$))")
SUBORDINATED = re.compile(r"(?i)(?:that )?(?:if|when|while|as|after|before|although|though|since|because|despite|in|on|at|by|for|with)\b")
STRIPPED = re.compile(r"(?i), (?:something|a (?:claim|charge|version|figure|view|point|fact)|an? (?:accusation|allegation|assertion)) (?!to\b|of\b|about\b)[^,;]{3,60}$|, (?:contrary to|in contrast (?:to|with)|without \w+ing)\b[^,;]{3,80}$")  # “, something the mayor disputes”
SAID_AGAIN = re.compile(r"(?i),? (?:even|even though|although|though|because|and|but|or)$|, (?:none|not one|period|full stop|no|yes|okay|right|sir|you know)$")
BUT_RATHER = re.compile(r"(?<!nothing)(?<!choice)(?<!option)(?<!alternative)(?<!none)(?<!all)(?<!help),? but (?!also\b|only\b|for\b)")
SPLICED = re.compile(r", (?:nor|although|though|even though|while|there|nobody|no one|nothing|we|they|it|he|she|I)\b")
SERIES = re.compile(r"(?i)\b(?:not|never|no) [^,]{1,80}, (?:\w+ )?(?:not|never|no)\b")  # “has never sold, does not sell and will not sell”
VERBS_APART = re.compile(rf"(?i),? {AND_NOT}")
PRONOUN_OPENS = re.compile(r"(?:there(?:['’]s| (?:is|are|was|were|has|have|will|would|could))|we|they|he|she|it|I|no|none|nobody)\b")
CONDITION = re.compile(r"(?:if|unless|when|once|until|as long as)\b", re.I)
QUOTES = re.compile(r"[\"“”„«»]|''|(?<![\w.])['’‘](?=\w)|(?<=\w)['’](?!\w)")
SINGLE_OPENED = re.compile(r"(?<![\w.])['’‘](?=\w)")
QUOTES_NO_OWNER = re.compile(rf"(?:{QUOTES.pattern})(?!(?<=s['’]) [a-z])")
PREPOSITIONS = ("of ", "for ", "from ", "about ", "by ", "to ", "in ", "on ", "at ", "with ", "without ", "after ", "before ", "despite ")
BEING = re.compile(r"(?P<who>(?:[\w’'-]+ ){1,5}?)being (?P<rest>\w+(?:ed|en|wn|lt|nt|ld)\b.*)", re.S)
# Where a long sentence can end.
CUTS = re.compile(r"[;,] (?:and |but |or |while |which |who |where |as |after |before |because |when |with )?| (?:because|while|although|after|before|when|where|which|in order|so that|as well as)\b")
APPOSED = re.compile(r", (?:an?|the|who|which|whose|including|such as|son|daughter|head|chief|aged)\b[^,]*$")  # the sentence goes on behind it
UNFINISHED = re.compile(r"(?:[,;]? (?:and|or|but|of|to|in|on|at|by|for|from|with|the|a|an|his|her|its|their|that|which|who|as|after|before|about|between|than|more|some|any|all|\w+['’]s))+$")
NORMATIVE = re.compile(r"\b(?:should|must|ought to|needs? to|ha(?:s|ve) to)\b", re.I)
PRONOUN = re.compile(r"(?:(?:He|She|It|They)(?P<short>['’][ds]\b)?|(?P<owner>His|Her|Its))(?= )")
NAMELESS = frozenset("he she they it who which i we you".split())
FIRST_PERSON = re.compile(r"I(?: (?P<adverb>(?:\w+ly |also |never |still |just |always |now ){0,2})|(?=['’]))(?P<verb>['’](?:m|ve|ll|d)|[a-z]+)\b")
AUXILIARIES = {"am": "is", "’m": "is", "'m": "is", "have": "has", "’ve": "has", "'ve": "has", "’ll": "will", "'ll": "will", "’d": "would", "'d": "would"}
THIRD_PERSONS = {"I am": "they are", "I was": "they were", "I'm": "they’re", "I": "they", "me": "them", "my": "their", "mine": "theirs", "myself": "themselves"}
FIRST_PERSONS = re.compile(r"\b(?:I am|I was|I[’']m|I|me|my|mine|myself)\b")
PASTS = frozenset("can could will would should must may might was did had".split())


def word_affirmatively(passage: str) -> str:
    """The first statement of a passage as one affirmative sentence, without the frame that reports it."""
    sentences = [worded for sentence in list_sentences(passage) if not sentence.endswith("?") and (worded := word_sentence(sentence))]
    return next((text for text in sentences if is_statement(text)), sentences[0] if sentences else "")


def word_sentence(sentence: str) -> str:
    if HOW_MUCH.match(sentence):
        return ""
    sentence = REJECTED_AS.sub("", sentence)
    sentence = leave_out_aside(DATELINE.sub("", re.sub(r"^said (?=\w+ \w+)", "", sentence)))
    clause = read_clause(sentence)
    if clause.opening and not has_verb(clause.words):
        clause = replace(clause, words=f"{clause.opening} {clause.words}", opening="")
    words = clause.words
    words = re.sub(r"\b(is|was|are|were|did|had|has) or \1 not\b", r"\1", words)
    for _ in range(3):
        framed = FRAME.match(words)
        false = CALLED_FALSE.match(words[framed.end() :]) if framed else None
        shorter = false["what"] if false and has_verb(false["what"]) else re.sub(r"^(?:that(?! (?:simply |just |really )?(?:is|was)(?:n[’']t)?\b)|whether(?: or not)?|if)\s+", "", leave_out_opener(FRAME.sub("", words)))
        if shorter == words:
            break
        words = shorter
    first = re.split(r",? and that\b", words)[0]  # “that the cranes are unsafe and that they will not work”
    words = first if len(first.split()) >= ENOUGH else words
    first = re.split(r",? but that\b", words)[0]
    words = first if len(first.split()) >= ENOUGH and has_verb(first) else words
    first, *others = COORDINATION.split(words)  # “there was no drone and there was no attack”, “she forbade it and I have never asked”
    is_apart = read_clause(first).is_negated or has_verb(first) and not CONDITION.match(first) and any(PRONOUN_OPENS.match(part) and read_clause(part).is_negated for part in others)
    words = first if len(first.split()) >= ENOUGH and is_apart else words
    first = VERBS_APART.split(words)[0]  # “is open and has never been closed”
    words = first if len(first.split()) >= ENOUGH and has_verb(first) and not SERIES.search(first) else words
    first = BUT_RATHER.split(words)[0]  # “they were not spies but tourists”
    words = first if len(first.split()) >= ENOUGH and has_verb(first) and read_clause(first).is_negated else words
    first = SPLICED.split(words)[0]  # “there was no leak, there could not have been one”, “is not planned, although it may be”
    words = first if len(first.split()) >= ENOUGH and has_verb(first) and read_clause(first).is_negated else words
    # “Should not be ashamed” is not “should be ashamed”: what is called for is called for as it stands.
    words = strip_quotes(words if NORMATIVE.search(find_main(words)) else affirm(strip_quotes(words))).strip(" .,;:!?'–—-")
    words = STRIPPED.sub("", SAID_AGAIN.sub("", words))
    being = BEING.match(words)
    if being and not has_verb(words) and not being["who"].endswith(PREPOSITIONS):  # “reported scorpions being used”
        words = f"{being['who']}{'are' if is_plural(being['who']) else 'is'} being {being['rest']}"
    if len(words.split()) < 2:
        return ""
    words = shorten(f"{clause.opening} {words}" if CONDITION.match(clause.opening) else words)
    return tidy(capitalise(words)) + "."


def leave_out_opener(words: str) -> str:
    """Without “he believed that”, where what is believed is a sentence: “he believed the report” stays."""
    rest = OPENERS.sub("", words)
    clause = re.split(r" (?:but|and) ", re.sub(r"(?i)^(?:if|whether|that) ", "", rest))[0]  # “heard similar accounts but had no proof”
    return rest if has_verb(clause) or words[: len(words) - len(rest)].endswith(" that ") or re.match(r"(?i)it(?: is| was|['’]s| would)\b|according\b", words) else words


def leave_out_aside(sentence: str) -> str:
    """Without “, however,”; the comma behind a subordinate clause stays."""
    between = ", " if SUBORDINATED.match(sentence) else " "
    return ASIDE.sub(lambda aside: between if aside["inside"] else "", sentence)


def is_statement(text: str, is_clause: bool = False) -> bool:
    """Whether words are a sentence that says something by itself, and no noun phrase; words behind “that” are a clause."""
    return (is_clause or has_verb(text)) and not NO_SUBJECT.match(text)


def strip_quotes(words: str) -> str:
    """Words without quotation marks; “the clients' money” keeps what is no mark."""
    return (QUOTES if SINGLE_OPENED.search(words) else QUOTES_NO_OWNER).sub("", words)


def capitalise(words: str) -> str:
    return words[0].upper() + words[1:]


def shorten(words: str) -> str:
    """A long sentence without its last clauses, as far as what is left is a sentence still."""
    if len(words) <= LONG:
        return words
    for cut in reversed([cut for cut in CUTS.finditer(words, LEAST, LONG)]):
        head = UNFINISHED.sub("", words[: cut.start()])
        if has_verb(head) and not APPOSED.search(head):
            return head
    return words if len(words) <= LONGEST else UNFINISHED.sub("", words[:LONGEST].rsplit(" ", 1)[0])


def name_speaker(text: str, speaker: str) -> str:
    """“I am ready” and “I left” as the claims that their speaker is ready and left, where the speaker has a name."""
    said = FIRST_PERSON.match(text)
    if said is None or not speaker or speaker.lower() in NAMELESS or is_plural(speaker):
        return text
    verb = said["verb"].lower()
    is_past = verb in PASTS or verb.endswith("ed") or verb in read_pasts()
    verb = AUXILIARIES.get(verb) or (verb if is_past else make_third_person(verb))
    rest = FIRST_PERSONS.sub(lambda found: THIRD_PERSONS[found.group().replace("’", "'")], text[said.end() :])
    return f"{capitalise(speaker)} {said['adverb'] or ''}{verb}{rest}"


def name_subject(text: str, subject: str) -> str:
    """“He was held” and “his father left” as claims about whom the pronoun stands for; as they are where that is not known."""
    found = PRONOUN.match(text) if subject else None
    if found is None or re.search(rf"(?<![\w-]){re.escape(subject.split()[-1])}(?![\w-])", text):  # nobody has “had contact with” himself
        return text
    rest = text[found.end() :]
    if found["owner"]:
        return f"{subject}’s{rest}" if not re.match(r" \w+ing\b", rest) else text
    if found["short"]:
        had, has = re.match(r" (?:been|\w+ed)\b", rest), re.match(r" (?:(?:been|seen|done|gone|had|made|taken|given|come|become|gotten|met|won|written|spoken|brought|bought|thought|felt)\b|\w+ed (?:the|an?|his|her|its|their|it|him|them)\b)", rest)
        verb = ("had" if had else "would") if found["short"][1] == "d" else "has" if has else "is"
        return f"{subject} {verb}{rest}"
    return f"{subject}{rest}"
