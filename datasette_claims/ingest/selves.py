"""“The navy said it had seen nothing”: whom “it” or “they” stands for, where speakers without a name speak of themselves."""

from __future__ import annotations

import re

from ..actors.roles import find_role
from ..actors.subjects import ITSELF
from ..records import Mode, Quote

LONGEST = 60  # characters of words for a speaker that a claim can begin with
IT = re.compile(r"(?i)\W*(?:(?:that|whether|if) )?its?\b")
# What people say of themselves: “they had seen”, “they did not know”; “they were killed” may be about anybody.
THEMSELVES = re.compile(
    r"(?i)\W*(?:(?:that|whether|if) )?they (?:(?:had|have)(?: not|n['’]t)?(?: \w+ly| never| also| already| yet)? (?:no\b|seen|heard|received|found|detected|searched|arrested|detained|seized|recovered|opened|launched|"
    r"asked|agreed|decided|lost|been (?:told|booked|hired|informed|consulted|asked|ordered|given|promised|warned|assured|offered)\b)|(?:did|do)(?: not|n['’]t) (?:know|recall|remember|believe|think|have|recogni[sz]e|accept|see|hear|want|plan|intend)\b|"
    r"(?:saw|heard|knew|believed|expected|feared|hoped|wanted|planned|intended|expect|believe|fear|hope|know|want|plan|intend|doubt|doubted)\b|(?:would|will)(?: not)? (?:continue|appeal|investigate|respect|seek|meet|support|oppose|vote|strike)\b|"
    r"(?:were|are)(?: not)? (?:aware|unaware|ready|prepared|investigating|looking|searching|working|considering|treating|questioning)\b)"
)
PLURAL = re.compile(r"(?i)(?:two|three|four|five|six|ten|several|some|many|most|police)\b")
DESCRIBED = re.compile(r"(?:The|the|Two|Three|Four|Several|Some|Many|Most|two|three|several|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*['’]s?|[A-Z][\w’'-]+|[Pp]olice)\b")


def name_self(quote: Quote) -> str:
    """The words for who speaks, where the passage begins with “it” or “they” and speaks of them; empty where that is not sure."""
    words, speaker = quote.words or "", re.split(r",| who | which | \(", quote.speaker_words or "")[0].strip()
    if quote.mode != Mode.INDIRECT.value or len(speaker) > LONGEST or not DESCRIBED.match(speaker):
        return ""
    role = find_role(speaker)
    are_several = PLURAL.match(speaker) is not None or role is not None and role.is_plural
    is_body = role is not None and role.kind != "person" and not are_several
    is_own = THEMSELVES.match(words) if are_several else is_body and IT.match(words) and ITSELF.match(words)
    return speaker[0].upper() + speaker[1:] if is_own else ""
