"""Speaker words -> actors; every person and body here is invented."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from datasette_claims.actors import Resolution, find_subject, find_voice, resolve_actor
from datasette_claims.catalogue import Catalogue, make_spelling_key
from datasette_claims.records import Actor, ActorName, ActorRole, Article, Quote

VELA = "Ivo Marek, a spokesman for the Velan Foreign Ministry"


def make_article(text: str, **more) -> Article:
    return Article(id="a1", url="https://example.org/1", title="", publisher="example", text=text, **more)


def make_quote(text: str, speaker: str, words: str, occurrence: int = 0, mode: str = "indirect") -> Quote:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return Quote(id="q", article="a1", mode=mode, speaker_words=speaker, words=words, start_char=start, end_char=start + len(words))


def resolve(text: str, speaker: str, words: str, before: list[tuple[str, str]] = (), catalogue: Catalogue | None = None, **more) -> Resolution:
    article = make_article(text, **more)
    earlier = [make_quote(text, *pair) for pair in before]
    return resolve_actor(make_quote(text, speaker, words), article, earlier, catalogue)


def make_catalogue() -> Catalogue:
    actors = [
        Actor("ivo-marek", "Ivo Marek", "person", "Spokesman of the Velan Foreign Ministry.", country="Norway", review="reviewed"),
        Actor("foreign-ministry", "Velan Foreign Ministry", "public_body", review="reviewed"),
        Actor("anna-berg-no", "Anna Berg", "person", "Military analyst.", country="Norway", review="reviewed"),
        Actor("anna-berg-pe", "Anna Berg", "person", "Singer.", country="Peru", review="reviewed"),
        Actor("tove-lind-kp", "Tove Lind", "person", country="North Korea", review="reviewed"),
        Actor("tove-lind-nz", "Tove Lind", "person", country="New Zealand", review="reviewed"),
        Actor("tove-lind-sa", "Tove Lind", "person", country="Saudi Arabia", review="reviewed"),
        Actor("pyotr-lunin", "Pyotr Lunin", "person", review="reviewed"),
        Actor("norway", "Norway", "state", country="Norway", review="reviewed"),
    ]
    names = [
        ActorName(id="n1", actor="ivo-marek", name="Иво Марек", language="ru", script="Cyrl", kind="transliteration"),
        ActorName(id="n2", actor="pyotr-lunin", name="Lunin", language="en", script="Latn", kind="weak_alias"),
        ActorName(id="n3", actor="norway", name="Oslo", language="en", script="Latn", kind="alias"),
        ActorName(id="n4", actor="foreign-ministry", name="MFA", language="en", script="Latn", kind="alias"),
    ]
    roles = [
        ActorRole("r1", "ivo-marek", "Spokesman", "foreign-ministry", 1),
        ActorRole("r2", "pyotr-lunin", "Military analyst on television"),
    ]
    return Catalogue(actors, names, roles)


NAMED = [
    # text, speaker words, passage, earlier quotes, name and kind of the actor
    ("Nina Holt, the mayor, spoke on Monday. “We are ready,” she said.", "she", "“We are ready,”", [], ("Nina Holt", "person")),
    ("Karl Oster fled. One of Oster's neighbours told a paper it was late. He said the road was open.", "He", "the road was open",
     [("One of Oster's neighbours", "it was late")], ("One of Oster's neighbours", "unnamed")),
    ("Tan Ahren said she was late. Nina Holt came. Later, in the evening, Karl Vonn left. He said the road was open.", "He", "the road was open", [], ("Karl Vonn", "person")),
    ("Mara Holt, 29, came. Ada Berg left. The 29-year-old said the road was open.", "The 29-year-old", "the road was open", [], ("Mara Holt", "person")),
    ("Mara Holt came. Her friend Ada Berg (31) left. The 31-year-old said the road was open.", "The 31-year-old", "the road was open", [], ("Ada Berg", "person")),
    ("Mara Holt, 26, came. Ada Berg left. The 26-year-old brunette said the road was open.", "The 26-year-old brunette", "the road was open", [], ("Mara Holt", "person")),
    ("Gill Roser came. An American who fights there spoke of Ivo Marek. He said the road was open.", "He", "the road was open", [("An American who fights there", "Ivo Marek")], ("An American who fights there", "unnamed")),
    ("Mara Holt came. The 22-year-old said the road was open.", "The 22-year-old", "the road was open", [], ("Mara Holt", "person")),
    ("Mara Holt, 29, and Ada Berg, 29, came. The 29-year-old said the road was open.", "The 29-year-old", "the road was open", [], ("29-year-old", "unnamed")),
    ("Kim Jong Onn came with Kim Yo Jann. Kim is ill. Kim Yo Jann left. Kim said the road was open.", "Kim", "the road was open", [], ("Kim Jong Onn", "person")),
    ("But So Se Pyang came. Hwang Byong So came. Then So said the road was open.", "So", "the road was open", [], ("So Se Pyang", "person")),
    ("Kim Jong Onn left. He said the road was open.", "He", "the road was open", [], ("Kim Jong Onn", "person")),
    ("Young North Korean leader Kim Jong Onn left. He said the road was open.", "He", "the road was open", [], ("Kim Jong Onn", "person")),
    ("Karl Rehm told the Mirror Kim would leave. The Mirror said the road was open.", "The Mirror", "the road was open", [], ("Mirror", "outlet")),
    ("Karl Rehm told the Globe and Mail it rained. The Globe and Mail said the road was open.", "The Globe and Mail", "the road was open", [], ("Globe and Mail", "outlet")),
    ("Tan Ahren, 26, said she was late. He said the road was open.", "He", "the road was open", [("Tan Ahren", "she was late")], ("He", "unnamed")),
    ("By Karl Oster\nThe mine is shut. He said the road was open.", "He", "the road was open", [], ("He", "unnamed")),
    ("The mine is shut. He said the road was open. (Reporting by Karl Oster; Editing by Tom Reyes)", "He", "the road was open", [], ("He", "unnamed")),
    ("The menu:\n\nThe Korvix wine\n\nShe said the road was open.", "She", "the road was open", [], ("She", "unnamed")),
    ("Tom Reyes was held. “It rained,” the official said. He said the road was open.", "He", "the road was open", [("the official", "“It rained,”")], ("official", "unnamed")),
    ("Tom Reyes met Nina Holt. He said the road was open.", "He", "the road was open", [], ("Tom Reyes", "person")),
    ("Nina Holt met Tom Reyes. She said the road was open.", "She", "the road was open", [], ("Nina Holt", "person")),
    (
        "“It rained,” said Tom Reyes, who lives by the river. Carl Bode praised the firemen. “The water rose,” he said.",
        "he", "“The water rose,”", [("Carl Bode", "the firemen")], ("Carl Bode", "person"),
    ),
    ("Carl Bode helped Tom Reyes with his bid. “He changed his mind on guns because of me,” he said.", "he", "“He changed", [], ("Carl Bode", "person")),
    ("Nina Holt leads the union. “We won,” she said. She thinks it is over.\nMirael Abrany disagrees. “It is not,” she said.", "she", "“It is not,”", [("she", "“We won,”")], ("Mirael Abrany", "person")),
    ("Nina Holt leads the union. “We won,” she said.\nMirael Abrany was late, she said.", "she", "Mirael Abrany was late", [("she", "“We won,”")], ("Nina Holt", "person")),
    ("Nina Holt leads the union. “We won,” she said.\nMirael Abrany came. “It is not,” said Petra Lindqvale. “It is over,” she said.", "she", "“It is over,”",
     [("she", "“We won,”"), ("Petra Lindqvale", "“It is not,”")], ("Petra Lindqvale", "person")),
    ("Nina Holt leads the union. “We won,” she said.\nKarl Oster disagrees. “It is not,” she said.", "she", "“It is not,”", [("she", "“We won,”")], ("Nina Holt", "person")),
    ("Prosecutors met Paul Vance, who said he was innocent.", "who", "he was innocent", [], ("Paul Vance", "person")),
    ("Paul Vance, the deputy editor, who left in May, said it was late.", "who", "it was late", [], ("Paul Vance", "person")),
    ("An adviser to Paul Vance, who asked for silence, said it was late.", "who", "it was late", [], ("An adviser to Paul Vance", "unnamed")),
    ("Ada Quill, a military analyst, spoke. The analyst said the war would last.", "The analyst", "the war would last", [], ("Ada Quill", "person")),
    ("A military analyst said the war would last. The analyst, Ada Quill, was on television.", "A military analyst", "the war would last", [], ("Ada Quill", "person")),
    ("Governor Lee Stone came. Mr. Stone said it would snow.", "Mr. Stone", "it would snow", [], ("Lee Stone", "person")),
    ("The Lee Stone campaign spent little. The campaign said it would spend more.", "The campaign", "it would spend more", [], ("Lee Stone campaign", "organisation")),
    ("The Lund dam is shut. Marek Holt saw a letter in the Lund Evening Lantern on Tuesday. “I misspoke,” he said.", "he", "I misspoke", [], ("Marek Holt", "person")),
    ("The Evening Courier printed a letter. The newspaper said the letter was real.", "The newspaper", "the letter was real", [], ("Evening Courier", "outlet")),
    ("State news agency Tavra said the letter was real.", "State news agency Tavra", "the letter was real", [], ("Tavra", "outlet")),
    ("State TV channel Kanal Fem showed the letter. Kanal Fem said the letter was real.", "Kanal Fem", "the letter was real", [], ("Kanal Fem", "outlet")),
    (
        "Karl Rehm wrote that it was new. Vonn's deputy, Ilja Brann, said it was old. He said it was real.",
        "He", "it was real", [("Karl Rehm", "it was new"), ("Vonn's deputy, Ilja Brann", "it was old")], ("Ilja Brann", "person"),
    ),
    ("Reuters reported that the letter was real.", "Reuters", "the letter was real", [], ("Reuters", "outlet")),
    ("Ms Fox said the letter was real.", "Ms Fox", "the letter was real", [], ("Fox", "person")),
    ("The minister, who has led the party since May, said it was real.", "The minister, who has led the party since May", "it was real", [], ("minister", "unnamed")),
    ("Moscow said it would answer.", "Moscow", "it would answer", [], ("Russia", "state")),
    ("The Kremlin said it would answer.", "The Kremlin", "it would answer", [], ("Kremlin", "public_body")),
    ("The White House said it would answer.", "The White House", "it would answer", [], ("White House", "public_body")),
    ("The Turkish government said it would answer.", "The Turkish government", "it would answer", [], ("Turkey", "state")),
    ("Elections were held in Ethiopia. The government said they were fair.", "The government", "they were fair", [], ("Ethiopia", "state")),
    ("A senior official who asked not to be named said it was late.", "A senior official who asked not to be named", "it was late", [], ("A senior official who asked not to be named", "unnamed")),
    ("Residents said it was late.", "Residents", "it was late", [], ("Residents", "unnamed")),
    ("A spokeswoman for the Oskarian foreign ministry said it was late. She said the road was open.", "She", "the road was open",
     [("A spokeswoman for the Oskarian foreign ministry", "it was late")], ("A spokeswoman for the Oskarian foreign ministry", "unnamed")),
    ("The Lund fire brigade said it was late.", "The Lund fire brigade", "it was late", [], ("Lund fire brigade", "public_body")),
    ("Several officials said it was late. They said help was near.", "They", "help was near", [("Several officials", "it was late")], ("Several officials", "unnamed")),
    ("It rained on Peace FM. It was late. He said the road was open.", "He", "the road was open", [], ("He", "unnamed")),
    ("Northlight said it rained. It said help was near.", "It", "help was near", [("Northlight", "it rained")], ("Northlight", "organisation")),
    ("The mayor of Lund said it rained. It said help was near.", "It", "help was near", [("The mayor of Lund", "it rained")], ("It", "unnamed")),
    ("Astronomers using the Halden Array said it was late.", "Astronomers using the Halden Array", "it was late", [], ("Astronomers using the Halden Array", "unnamed")),
    ("A chemist leading the Halden Array said it was late.", "A chemist leading the Halden Array", "it was late", [], ("A chemist leading the Halden Array", "unnamed")),
    ("The outgoing minister Karl Oster said it was late.", "The outgoing minister Karl Oster", "it was late", [], ("Karl Oster", "person")),
    ("Nina Holt was told by the head that she was late. “I took it as praise,” she said.", "she", "“I took it", [("the head", "she was late")], ("Nina Holt", "person")),
    ("The tunnel company, Subfjord, counters that it rained. In May the company said it was late.", "the company", "it was late", [("Subfjord", "it rained")], ("Subfjord", "organisation")),
    ("Western Grid says power is back in Lund. It had earlier warned that it was late.", "It", "it was late", [("Western Grid", "power is back")], ("Western Grid", "organisation")),
    ("Anna Grid says power is back in Lund. It was dark. She said it was late.", "She", "it was late", [("Anna Grid", "power is back")], ("Anna Grid", "person")),
    ("It was Arthur Mallow, no friend of the left, who once said it was late.", "who", "it was late", [], ("Arthur Mallow", "person")),
    ("Mayor of Lund: The works are late.\n\nIt is not so, says Mayor Karl Oster.", "Mayor of Lund", "The works are late", [], ("Karl Oster", "person")),
    ("A poll found that most agreed. It said few objected.", "It", "few objected", [("A poll", "most agreed")], ("A poll", "unnamed")),
]


@pytest.mark.parametrize(("text", "speaker", "words", "before", "wanted"), NAMED, ids=[f"{case[1]}: {case[0][:30]}" for case in NAMED])
def test_speaker_words_name(text, speaker, words, before, wanted):
    actor = resolve(text, speaker, words, before).actor
    assert (actor.name, actor.kind) == wanted


# What a new speaker is, and where its name begins and ends; each says “it was late”.
KINDS = [
    # names are not cut
    ("The Central Bureau of Forestry said it was late.", "The Central Bureau of Forestry", ("Central Bureau of Forestry", "public_body")),
    ("The National Association of Elementary School Teachers said it was late.", "The National Association of Elementary School Teachers", ("National Association of Elementary School Teachers", "organisation")),
    ("The Centers for Bird Control and Prevention said it was late.", "The Centers for Bird Control and Prevention", ("Centers for Bird Control and Prevention", "organisation")),
    ("The Committee to Protect Birds said it was late.", "The Committee to Protect Birds", ("Committee to Protect Birds", "public_body")),
    ("Voice of Velania said it was late.", "Voice of Velania", ("Voice of Velania", "outlet")),
    ("The Velan Press agency said it was late. The Associated Press disagreed.", "The Associated Press", ("Associated Press", "outlet")),
    ("River Rights Watch said it was late.", "River Rights Watch", ("River Rights Watch", "organisation")),
    ("Secretary of State Walden Galt said it was late.", "Secretary of State Walden Galt", ("Walden Galt", "person")),
    ("Minister of Defense Moshe Ya'alin said it was late.", "Minister of Defense Moshe Ya'alin", ("Moshe Ya'alin", "person")),
    ("Foreign Affairs Minister Ugo Fanti said it was late.", "Foreign Affairs Minister Ugo Fanti", ("Ugo Fanti", "person")),
    ("According to Nail al-Jubar, director at the embassy, it was late.", "Nail al-Jubar, director at the embassy", ("Nail al-Jubar", "person")),
    # titles are not names
    ("Lieutenant Colonel Ugo Perez Silva said it was late.", "Lieutenant Colonel Ugo Perez Silva", ("Ugo Perez Silva", "person")),
    ("Velan County Judge Keth Selb said it was late.", "Velan County Judge Keth Selb", ("Keth Selb", "person")),
    ("Lund County District Attorney Dana Donov said it was late.", "Lund County District Attorney Dana Donov", ("Dana Donov", "person")),
    ("County Coroner Frank Shull said it was late.", "County Coroner Frank Shull", ("Frank Shull", "person")),
    ("Rapper Kane Esten said it was late.", "Rapper Kane Esten", ("Kane Esten", "person")),
    ("Astronomer Humber Sabal said it was late.", "Astronomer Humber Sabal", ("Humber Sabal", "person")),
    ("Korvix boss Bob Igar said it was late.", "Korvix boss Bob Igar", ("Bob Igar", "person")),
    ("Park Jon-hee, who came in 2008, said it was late. Park went home.", "Park", ("Park Jon-hee", "person")),
    # what is no person
    ("Korvix makes phones. Korvix said it was late.", "Korvix", ("Korvix", "organisation")),
    ("TechCorvo said it was late.", "TechCorvo", ("TechCorvo", "organisation")),
    ("The Velan SPCB said it was late.", "The Velan SPCB", ("Velan SPCB", "organisation")),
    ("TRANSCRIPT\nMARA HOLT said it was late.", "MARA HOLT", ("MARA HOLT", "person")),
    ("For the union, Karol Oste said it was late.", "Karol Oste", ("Karol Oste", "person")),
    ("The PGB Tour said it was late.", "The PGB Tour", ("PGB Tour", "organisation")),
    ("The Harbour Gossip said it was late.", "The Harbour Gossip", ("Harbour Gossip", "organisation")),
    ("The Daily Caller of Lund said it was late.", "The Daily Caller", ("Daily Caller", "outlet")),
    ("The Harbour Reporter said it was late.", "The Harbour Reporter", ("Harbour Reporter", "outlet")),
    ("Hoaxer.com said it was late.", "Hoaxer.com", ("Hoaxer.com", "outlet")),
    ("According to Hoaxer.com, it was late.", "Hoaxer.com", ("Hoaxer.com", "outlet")),
    ("The terror group Boro Haram said it was late.", "The terror group Boro Haram", ("Boro Haram", "organisation")),
    ("Boro Haram, a terror group, came. Boro Haram said it was late.", "Boro Haram", ("Boro Haram", "organisation")),
    ("Korvix Cranes, which rents cranes, said it was late.", "Korvix Cranes", ("Korvix Cranes", "organisation")),
    ("Norvo's rival Fjordvo said it was late.", "Norvo's rival Fjordvo", ("Fjordvo", "organisation")),
    ("The people, who asked for silence, said it was late.", "The people, who", ("people", "unnamed")),
    # what is a person
    ("According to Munt, it was late. Munt, 44, lives in Lund.", "Munt", ("Munt", "person")),
    ("Conel works for Korvix. He was told to go. Conel claims it was late.", "Conel", ("Conel", "person")),
    ("Sheikh Munajad argued it was late.", "Sheikh Munajad", ("Munajad", "person")),
    ("Munt, who came from Lund, said it was late.", "Munt, who came from Lund", ("Munt", "person")),
    # who has no name
    ("Tourists in Lund said it was late.", "Tourists in Lund", ("Tourists in Lund", "unnamed")),
    ("Locals said it was late.", "Locals", ("Locals", "unnamed")),
    ("Authorities said it was late.", "Authorities", ("Authorities", "unnamed")),
    ("Anyone said it was late.", "Anyone", ("Anyone", "unnamed")),
    ("One Korvix user said it was late.", "One Korvix user", ("One Korvix user", "unnamed")),
    ("A Velan Republican senator and frequent Mideast traveler said it was late.", "A Velan Republican senator and frequent Mideast traveler", ("A Velan Republican senator and frequent Mideast traveler", "unnamed")),
    ("A Texas plumber said it was late.", "A Texas plumber", ("A Texas plumber", "unnamed")),
    ("Sources within Korvix said it was late.", "Sources within Korvix", ("Sources within Korvix", "unnamed")),
    ("Folks at TechCorvo said it was late.", "Folks at TechCorvo", ("Folks at TechCorvo", "unnamed")),
    ("Twitter accounts linked to Velania said it was late.", "Twitter accounts linked to Velania", ("Twitter accounts linked to Velania", "unnamed")),
    ("Several Arabic-language newspapers said it was late.", "Several Arabic-language newspapers", ("Several Arabic-language newspapers", "unnamed")),
    ("A spokesman for Prime Minister Stefan Harp said it was late.", "A spokesman for Prime Minister Stefan Harp", ("A spokesman for Prime Minister Stefan Harp", "unnamed")),
    ("An African-American mother of seven, Uneq Jenk, spoke. Uneq Jenk said it was late.", "Uneq Jenk", ("Uneq Jenk", "person")),
    ("Vega's longtime manager Jon Pierre Hento said it was late.", "Vega's longtime manager Jon Pierre Hento", ("Jon Pierre Hento", "person")),
    ("The paper's editor-in-chief Kaj Rehm said it was late.", "editor-in-chief Kaj Rehm", ("Kaj Rehm", "person")),
    ("Korvix CEO Timo Kook said it was late.", "Korvix CEO Timo Kook", ("Timo Kook", "person")),
    ("The Department of Foreign Affairs said it was late.", "The Department of Foreign Affairs", ("Department of Foreign Affairs", "public_body")),
    ("Humber Garca, of the astronomy centre in Lund, said it was late.", "Humber Garca, of the astronomy centre in Lund", ("Humber Garca", "person")),
    ("Many European and Velan security officials said it was late.", "Many European and Velan security officials", ("Many European and Velan security officials", "unnamed")),
    ("Al Jazeera said it was late.", "Al Jazeera", ("Al Jazeera", "outlet")),
    ("Arachnologist Dr Volk Framen said it was late.", "Arachnologist Dr Volk Framen", ("Volk Framen", "person")),
    ("The Sunday Mirror said it was late.", "The Sunday Mirror", ("Sunday Mirror", "outlet")),
    ("One of the men, Casy Dean, said it was late.", "One of the men, Casy Dean", ("Casy Dean", "person")),
    ("One of them, journalist Stev Sotal, said it was late.", "One of them, journalist Stev Sotal", ("Stev Sotal", "person")),
    ("A Lund-based gynaecologist, Sena Memed, said it was late.", "A Lund-based gynaecologist, Sena Memed", ("Sena Memed", "person")),
    ("Two MPs said it was late.", "Two MPs", ("Two MPs", "unnamed")),
    ("Tarn lies north. The government of Ugo Fanti said it was late.", "The government of Ugo Fanti", ("government of Ugo Fanti", "public_body")),
    ("Denmark and Denmark met. The government of Sweden said it was late.", "The government of Sweden", ("Sweden", "state")),
    ("A Velan official following North Tarn said it was late.", "A Velan official following North Tarn", ("A Velan official following North Tarn", "unnamed")),
    ("New York magazine said it was late.", "New York magazine", ("New York magazine", "outlet")),
    ("Contacted by Reuters, the interior ministry could not say that it was late.", "the interior ministry", ("interior ministry", "unnamed")),
    ("On Monday Korvix Senior Vice President of Retail Angela Ahren said it was late for those who still waited.", "Korvix Senior Vice President of Retail Angela Ahren", ("Angela Ahren", "person")),
    ("Tarn Police Chief Thomas Jarn said it was late for those who still waited.", "Tarn Police Chief Thomas Jarn", ("Thomas Jarn", "person")),
    ("Congressional Republicans said it was late.", "Congressional Republicans", ("Congressional Republicans", "unnamed")),
    ("Senate Republicans said it was late.", "Senate Republicans", ("Senate Republicans", "unnamed")),
    ("The Alliance of Liberal Democrats said it was late.", "The Alliance of Liberal Democrats", ("Alliance of Liberal Democrats", "organisation")),
    ("Delighted Mrs Venn said it was late. Mrs Venn came.", "Delighted Mrs Venn", ("Venn", "person")),
    ("They died of Marfever, a Velan health official indicated, and it was late.", "a Velan health official", ("a Velan health official", "unnamed")),
    ("According to the daily Ostblatt, the mayor of Lund, Nina Holt, said it was late.", "the daily Ostblatt", ("Ostblatt", "outlet")),
    ("Harbour-based Knightco showed it. Knightco co-founder Stacy Stephens said it was late.", "Knightco co-founder Stacy Stephens", ("Stacy Stephens", "person")),
    ("Korvix UK said it was late.", "Korvix UK", ("Korvix UK", "organisation")),
    ("Figure 10 shows it. Figure 10 said it was late.", "Figure 10", ("Figure 10", "unnamed")),
    ("Commander Ivo Marek of the Tarn police’s River Watch unit said it was late.", "Commander Ivo Marek of the Tarn police’s River Watch unit", ("Ivo Marek", "person")),
    ("City Hall said it was late. The city is large.", "City Hall", ("City Hall", "organisation")),
    ("Harbour Fair Editor-in-Chief Graydon Tarn said it was late for those who still waited there.", "Harbour Fair Editor-in-Chief Graydon Tarn", ("Graydon Tarn", "person")),
    ("Velan Press Secretary Rear Adm. John Venn said it was late for those who still waited there.", "Velan Press Secretary Rear Adm. John Venn", ("John Venn", "person")),
    ("The Department of Harbour Security denied it. DHS said it was late.", "DHS", ("Department of Harbour Security", "public_body")),
    ("The World Harbour Organisation (WHO) denied it. The WHO said it was late.", "The WHO", ("World Harbour Organisation", "organisation")),
    ("The Ministry of Defence (MoD) denied it. The MoD said it was late.", "The MoD", ("Ministry of Defence", "public_body")),
    ("LUND, Velania (AP) — It rained. AP said it was late.", "AP", ("AP", "outlet")),
    ("The Harbour Security Department closed. DHS said it was late.", "DHS", ("DHS", "organisation")),
    ("Velan’s loyal newspaper, al Tavra, said it was late.", "Velan’s loyal newspaper, al Tavra", ("Tavra", "outlet")),
    ("The World Harbour Organization and the Ministry of Health in Iraq said it was late.", "The World Harbour Organization and the Ministry of Health in Iraq", ("World Harbour Organization", "organisation")),
    ("The Ministry of Health and World Harbour Organization said it was late.", "The Ministry of Health and World Harbour Organization", ("Ministry of Health", "public_body")),
    ("The committee member Rep. Jesen Chafe, R-Utah, said it was late.", "committee member Rep. Jesen Chafe, R-Utah", ("Jesen Chafe", "person")),
    ("Velania's Minister of Veterans Affairs Ugo Fanti said it was late.", "Velania's Minister of Veterans Affairs Ugo Fanti", ("Ugo Fanti", "person")),
    ("Canadian-Israeli Gill Roser said it was late.", "Canadian-Israeli Gill Roser", ("Gill Roser", "person")),
    ("Thirty-year-old Dimit Nikal said it was late.", "Thirty-year-old Dimit Nikal", ("Dimit Nikal", "person")),
    ("Korvix Chief Financial Officer Stefan Therio said it was late for those who still waited there.", "Korvix Chief Financial Officer Stefan Therio", ("Stefan Therio", "person")),
    ("Reverend Ivo Martan came. Rev Martan said it was late.", "Rev Martan", ("Ivo Martan", "person")),
    ("Neither Korvix nor the bank said it was late.", "Neither Korvix nor the bank", ("Korvix", "organisation")),
    ("The company in Lund, Korvix, said it was late.", "The company in Lund, Korvix", ("company in Lund, Korvix", "unnamed")),
    ("Watch expert Chad Rick of Lund, Penn. said it was late.", "Watch expert Chad Rick of Lund, Penn", ("Chad Rick", "person")),
    ("YouTuber Jesh Paler said it was late.", "YouTuber Jesh Paler", ("Jesh Paler", "person")),
    ("The website Axial said it was late.", "The website Axial", ("Axial", "outlet")),
    ("The news portal Pravnyk closed. Pravnyk said it was late.", "Pravnyk", ("Pravnyk", "outlet")),
    ("The online outlet Nordvex said it was late.", "The online outlet Nordvex", ("Nordvex", "outlet")),
    ("The Telegram channel Grad Dva said it was late.", "The Telegram channel Grad Dva", ("Grad Dva", "outlet")),
    ("Radvo, the public radio of Velania, closed. Radvo said it was late.", "Radvo", ("Radvo", "outlet")),
    ("TARN (AVN) - It rained. AVN said it was late.", "AVN", ("AVN", "outlet")),
    ("NEW TARN, Velania, March 3 (Fintelo) — It rained. Fintelo said it was late.", "Fintelo", ("Fintelo", "outlet")),
    ("The Tarn Fund (AVN) - It rained. AVN said it was late.", "AVN", ("Tarn Fund", "organisation")),
    ("Doctors Without Rivers said it was late.", "Doctors Without Rivers", ("Doctors Without Rivers", "organisation")),
    ("The Order of Nurses said it was late.", "The Order of Nurses", ("Order of Nurses", "organisation")),
    ("Channel Six said it was late.", "Channel Six", ("Channel Six", "outlet")),
    ("Drey & Sons said it was late.", "Drey & Sons", ("Drey & Sons", "organisation")),
    ("Nina Holt & Karl Oster said it was late.", "Nina Holt & Karl Oster", ("Nina Holt", "person")),
    ("The Tarn Foreign Ministry said it was late.", "The Tarn Foreign Ministry", ("Tarn Foreign Ministry", "public_body")),
    ("Member of Parliament H. Delavar said it was late.", "Member of Parliament H. Delavar", ("H. Delavar", "person")),
    ("Opposition member C. Brites said it was late.", "Opposition member C. Brites", ("C. Brites", "person")),
    ("Coun. Nina Holt said it was late.", "Coun. Nina Holt", ("Nina Holt", "person")),
    ("Maitre Ada Berg said it was late.", "Maitre Ada Berg", ("Ada Berg", "person")),
    ("The airline, AeroTarn, said it was late.", "The airline, AeroTarn", ("AeroTarn", "organisation")),
    ("The bell foundry, Kess & Sohn, said it was late.", "The bell foundry, Kess & Sohn", ("Kess & Sohn", "organisation")),
    ("Nina Holt came. The candidate smiled. The firm that sews her coats, Drey & Sons, said it was late.", "The firm that sews her coats", ("Drey & Sons", "organisation")),
    ("The ferryman, Karl Oster, said it was late.", "The ferryman, Karl Oster", ("Karl Oster", "person")),
    ("The company, for its part, said it was late.", "The company, for its part", ("company", "unnamed")),
    ("The company, which makes cranes, said it was late.", "The company, which makes cranes", ("company", "unnamed")),
    ("Two Australians said it was late.", "Two Australians", ("Two Australians", "unnamed")),
    ("Wealthy Arabs said it was late.", "Wealthy Arabs", ("Wealthy Arabs", "unnamed")),
]


@pytest.mark.parametrize(("text", "speaker", "wanted"), KINDS, ids=[case[1] for case in KINDS])
def test_new_speaker_has_its_whole_name_and_its_kind(text, speaker, wanted):
    actor = resolve(text, speaker, "it was late").actor
    assert (actor.name, actor.kind) == wanted


# What “the foreign ministry” is where the text names other ministries; each says “it was late”.
BEARERS = [
    ("The foreign ministry said it was late. The Ministry of Defence of Tarn closed.", "The foreign ministry", "foreign ministry"),
    ("The Ministry of Defence closed. The foreign ministry said it was late.", "The foreign ministry", "foreign ministry"),
    ("The fire service said it was late. The Federal Security Service closed.", "The fire service", "fire service"),
    ("The health ministry said it was late. The Interior Ministry closed.", "The health ministry", "health ministry"),
    ("The city council said it was late. The National Security Council closed.", "The city council", "city council"),
    ("The news agency said it was late. The National Intelligence Agency closed.", "The news agency", "news agency"),
    ("The army said it was late. The Salvation Army came.", "The army", "army"),
    ("The ruling party said it was late. The Labour Party came.", "The ruling party", "ruling party"),
    ("The lower court said it was late. The Federal Court closed.", "The lower court", "lower court"),
    ("The prosecutor's office said it was late. The Foreign Office closed.", "The prosecutor's office", "prosecutor's office"),
    ("The Velan Army came. The Swedish army said it was late.", "The Swedish army", "Swedish army"),
    ("The Swedish Army came. The Norwegian army said it was late.", "The Norwegian army", "Norwegian army"),
    ("The security forces service said it was late. The Tarn Security Service closed.", "The security forces service", "security forces service"),
    ("The Ministry of Defence closed. The ministry said it was late.", "The ministry", "Ministry of Defence"),
    ("The ministry said it was late. The Ministry of Defence closed.", "The ministry", "Ministry of Defence"),
    ("The Ministry of Defense closed. The defence ministry said it was late.", "The defence ministry", "Ministry of Defense"),
    ("The Ministry of Economic Affairs closed. The country's economy ministry said it was late.", "The country's economy ministry", "Ministry of Economic Affairs"),
    ("The Bank of Velania closed. The central bank said it was late.", "The central bank", "Bank of Velania"),
    ("The Harbour Security Service closed. The security service said it was late.", "The security service", "Harbour Security Service"),
    ("The Tarn Institute, a Swedish nature centre, closed. The Swedish institute said it was late.", "The Swedish institute", "Tarn Institute"),
]


@pytest.mark.parametrize(("text", "speaker", "wanted"), BEARERS, ids=[case[0][:60] for case in BEARERS])
def test_body_is_another_than_one_with_the_same_head_noun(text, speaker, wanted):
    assert resolve(text, speaker, "it was late").actor.name == wanted


@pytest.mark.parametrize(
    "text, words, wanted",
    [
        ("The Velan defence ministry said it rained. The ministry said it was late.", "The ministry", "Velan defence ministry"),
        ("A clerk of the Velan defence ministry said it rained. “It snowed,” Ivo Marek said. The ministry said it was late.", "The ministry", "Velan defence ministry"),
        ("The foreign ministry said it rained. The Velan defence ministry said it snowed. The ministry said it was late.", "The ministry", "Velan defence ministry"),
        ("The central bank said it rained. The bank said it was late.", "The bank", "central bank"),
        ("The army said it rained. The Velan army said it snowed. The army said it was late.", "The army", "army"),
        ("It rained. The ministry said it was late.", "The ministry", "ministry"),
    ],
)
def test_the_ministry_is_the_one_that_spoke_before_under_more_words(text, words, wanted):
    article = Article(id="a", url="", title="T", publisher="p", text=text)
    quotes = []
    for match in re.finditer(r"(?P<who>[A-Z][\w ]+?) said (?P<words>it \w+(?: \w+)?)\.", text):
        quotes.append(Quote(id=str(len(quotes)), article="a", mode="indirect", speaker_words=match["who"], cue="said", words=match["words"], start_char=match.start("words"), end_char=match.end("words")))
    last = quotes.pop()
    assert last.speaker_words == words
    assert resolve_actor(last, article, quotes).actor.name == wanted


CALLED = [
    # text, speaker words, actor
    ("Sir Peter Wray came with Peter Lund. Sir Peter said it was late.", "Sir Peter", "Peter Wray"),
    ("Dame Ada Berg came. Dame Ada said it was late.", "Dame Ada", "Ada Berg"),
    ("Nina Holt came. Sir Peter said it was late.", "Sir Peter", "Peter"),
    ("Det Ch Insp Moira Lang said it was late.", "Det Ch Insp Moira Lang", "Moira Lang"),
    ("An interview with Secretary Nyls Ahlgren by Nina Holt.\nNINA HOLT: Was it late?\nNYLS AHLGREN: It was.\nAHLGREN: it was late", "AHLGREN", "Nyls Ahlgren"),
    ("Nyls Ahlgren came for HOLT. HOLT said it was late.", "HOLT", "HOLT"),
    ("Jan Ovesen said it was late.", "Jan Ovesen", "Jan Ovesen"),
    ("On Jan 4 Ovesen said it was late.", "Ovesen", "Ovesen"),
    ("Peregrine Securities' Hana Idris said it was late.", "Peregrine Securities' Hana Idris", "Hana Idris"),
    ("Co-author Lars Egede said it was late.", "Co-author Lars Egede", "Lars Egede"),
    ("Striker Lars Egede said it was late.", "Striker Lars Egede", "Lars Egede"),
    ("Orme's assistant, Col Brandt, said it was late.", "Orme's assistant, Col Brandt", "Brandt"),
    ("The secretary-general of the Orm Commission, Dame Ottilie Fenwick, said it was late.", "The secretary-general of the Orm Commission, Dame Ottilie Fenwick", "Ottilie Fenwick"),
    ("Chipmaker Tessellon fell. Chipmaker Tessellon said it was late.", "Chipmaker Tessellon", "Tessellon"),
    ("The Ministry of Foreign Affairs spoke. The Ministry said it was late.", "The Ministry", "Ministry of Foreign Affairs"),
    ("The Ministry of Foreign Affairs spoke. The Senate said it was late.", "The Senate", "Senate"),
    ("The Ministry said it was late.", "The Ministry", "Ministry"),
    ("The Mountain Beekeepers' Union met in May with a view of the lake. The union said it was late.", "The union", "Mountain Beekeepers' Union"),
    ("Holt spoke to the Mountain Beekeepers' Union. It rained on the lake. The union said it was late.", "The union", "Mountain Beekeepers' Union"),
    ("The Nurses’ Union said it was late for all who still waited there.", "The Nurses’ Union", "Nurses’ Union"),
    ("The Women's Institute said it was late for all who still waited there.", "The Women's Institute", "Women's Institute"),
    ("Holt's Union, said it was late for all who still waited there.", "Holt", "Holt"),
    ("The Rovers' Karl Oster said it was late for all who still waited there.", "The Rovers' Karl Oster", "Karl Oster"),
    ("Nina Holt On The Ministry Of Foreign Affairs In Lund\n\nThe Ministry of Foreign Affairs said it was late.", "The Ministry of Foreign Affairs", "Ministry of Foreign Affairs"),
]


@pytest.mark.parametrize(("text", "speaker", "wanted"), CALLED, ids=[case[1] for case in CALLED])
def test_titles_and_kinds_of_company_are_no_part_of_a_name(text, speaker, wanted):
    assert resolve(text, speaker, "it was late").actor.name == wanted


NAMESAKES = [
    # text behind “Ada Thrace is dead. Thrace made pots.”, who spoke, who speaks, actor
    ("Her brother, Anton Thrace, said it rained. Thrace said it was late.", "Anton Thrace", "Thrace", "Anton Thrace"),
    ("Her brother, Anton Thrace, said it rained. It snowed. It froze. It was cold. Thrace said it was late.", "Anton Thrace", "Thrace", "Ada Thrace"),
    ("Anton Thrace's doctor said it rained. Thrace said it was late.", "Anton Thrace's doctor", "Thrace", "Ada Thrace"),
    ("Nina Holt, who met Anton Thrace, said it rained. Thrace said it was late.", "Nina Holt, who met Anton Thrace,", "Thrace", "Ada Thrace"),
]


@pytest.mark.parametrize(("text", "spoke", "speaker", "wanted"), NAMESAKES, ids=[case[0][:60] for case in NAMESAKES])
def test_family_name_is_that_of_who_spoke_right_before(text, spoke, speaker, wanted):
    text = f"Ada Thrace is dead. Ada Thrace made pots. {text}"
    article = make_article(text)
    start = text.rindex("Thrace said it was late")
    quote = replace(make_quote(text, speaker, "it was late"), cue="said")
    assert text[start:].startswith(speaker) and resolve_actor(quote, article, [make_quote(text, spoke, "it rained")]).actor.name == wanted


INTRODUCED = [
    # text behind “A doctor at the clinic said it rained.”, speaker words, actor
    ("The doctor said it was late.", "The doctor", "A doctor at the clinic"),
    ("The doctor, who works at night, said it was late.", "The doctor, who works at night", "A doctor at the clinic"),
    ("The second doctor said it was late.", "The second doctor", "second doctor"),
    ("The doctors said it was late.", "The doctors", "doctors"),
    ("The nurse said it was late.", "The nurse", "nurse"),
    ("Another doctor said it was late.", "Another doctor", "Another doctor"),
    ("The doctor of the team said it was late.", "The doctor of the team", "doctor of the team"),
    ("The doctor, Nina Holt, said it was late.", "The doctor, Nina Holt", "Nina Holt"),
]


@pytest.mark.parametrize(("text", "speaker", "wanted"), INTRODUCED, ids=[case[1] for case in INTRODUCED])
def test_the_doctor_is_the_doctor_who_spoke_before(text, speaker, wanted):
    text = f"A doctor at the clinic said it rained. {text}"
    assert resolve(text, speaker, "it was late", [("A doctor at the clinic", "it rained")]).actor.name == wanted


def test_the_spokesman_of_somebody_still_speaks_for_the_same_body():
    text = "A Korvix spokesman said it rained. The spokesman said it was late."
    before = resolve(text, "A Korvix spokesman", "it rained")
    again = resolve(text, "The spokesman", "it was late", [("A Korvix spokesman", "it rained")])
    assert (again.actor.id, again.on_behalf_of.id) == (before.actor.id, before.on_behalf_of.id)


@pytest.mark.parametrize(
    ("behind", "wanted"),
    [
        ("The geologist, Karmen Vidal, said her letter was lost.", "Karmen Vidal"),
        ("The geologist, who is at Lund, said her letter was lost.", "A geologist at Lund"),
        ("Another geologist came. The geologist, Karmen Vidal, said her letter was lost.", "A geologist at Lund"),
        ("The chemist, Karmen Vidal, said her letter was lost.", "A geologist at Lund"),
    ],
)
def test_who_is_named_later_is_known_before(behind, wanted):
    text = f"It rained. It snowed. It was cold. A geologist at Lund said it was late. {behind}"
    assert resolve(text, "A geologist at Lund", "it was late").actor.name == wanted


SAME = [
    # text, the words of the striker, mode, actor
    ("Remy Quillan admitted it was late. “I was asleep at home,” the striker said.", "I was asleep at home", "direct", "Remy Quillan"),
    ("Remy Quillan admitted it was late. “I saw him asleep,” the striker said.", "I saw him asleep", "direct", "striker"),
    ("Remy Quillan admitted it was late. “Nobody was asleep,” the striker said.", "Nobody was asleep", "direct", "striker"),
    ("Remy Quillan admitted it was late. “I was asleep at home,” the detective said.", "I was asleep at home", "direct", "detective"),
    ("A striker came. Remy Quillan admitted it was late. “I was asleep at home,” the striker said.", "I was asleep at home", "direct", "striker"),
    ("Remy Quillan, a lawyer, admitted it was late. “I was asleep at home,” the striker said.", "I was asleep at home", "direct", "striker"),
    ("Remy Quillan admitted it was late.\n“I was asleep at home,” the striker said.", "I was asleep at home", "direct", "striker"),
]


@pytest.mark.parametrize(("text", "words", "mode", "wanted"), SAME, ids=[case[0][:60] for case in SAME])
def test_the_striker_is_who_spoke_right_before(text, words, mode, wanted):
    before = make_quote(text, text[text.index("Remy") : text.index(" admitted")], "it was late")
    speaker = "the detective" if "the detective" in text else "the striker"
    assert resolve_actor(make_quote(text, speaker, words, mode=mode), make_article(text), [before]).actor.name == wanted


GIVEN = [
    # text, speaker words, actor and kind
    ("A driver, who asked to be identified only as Tamin, said it was late.", "A driver", ("Tamin", "person")),
    ("A driver, giving only his first name, Tamin, said it was late.", "A driver", ("Tamin", "person")),
    ("A driver who gave his name only as Tamin said it was late.", "A driver who gave his name only as Tamin", ("Tamin", "person")),
    ("A driver identified as Tamin Oar said it was late.", "A driver identified as Tamin Oar", ("Tamin Oar", "person")),
    ("One driver, who would only give her name as Tamin, said it was late.", "One driver", ("Tamin", "person")),
    ("A TransNord driver, who asked to be identified only as Tamin, said it was late.", "A TransNord driver,", ("Tamin", "person")),
    ("The driver Ada Berg, who gave his name as Tamin, said it was late.", "The driver Ada Berg", ("Ada Berg", "person")),
    ("A driver who asked for silence said it was late. He named Tamin.", "A driver who asked for silence", ("A driver who asked for silence", "unnamed")),
    ("A company known only as Tamin said it was late.", "A company known only as Tamin", ("A company known only as Tamin", "unnamed")),
    ("Two drivers, one of them known only as Tamin, said it was late.", "Two drivers", ("Two drivers", "unnamed")),
    ("A driver said it was late. Another is known as Tamin.", "A driver", ("A driver", "unnamed")),
    ("A driver, who knew a clerk at Tamin, said it was late.", "A driver", ("A driver", "unnamed")),
    ("Nina Holt, who met a driver known only as Tamin, said it was late.", "Nina Holt", ("Nina Holt", "person")),
]


@pytest.mark.parametrize(("text", "speaker", "wanted"), GIVEN, ids=[case[0][:50] for case in GIVEN])
def test_who_gives_a_first_name_is_called_so(text, speaker, wanted):
    actor = resolve(text, speaker, "it was late").actor
    assert (actor.name, actor.kind) == wanted


def test_new_name_becomes_a_proposal_with_its_reason():
    found = resolve("Nina Holt, the mayor of Lund, said the road was open.", "Nina Holt, the mayor of Lund,", "the road was open")
    assert found == Resolution(
        Actor("nina-holt", "Nina Holt", "person", "the mayor of Lund", source="https://example.org/1", method="rules", review="proposed"),
        None, 0.9, "rules", "“Nina Holt, the mayor of Lund” names Nina Holt. “Nina Holt” is not in the catalogue.",
    )  # fmt: skip


def test_whose_words_somebody_else_told_did_not_speak_last():
    text = "The mate, Kyrsi Vaino, said Teveter had told her to wait. She said the road was open. Maganus Teveter left."
    outer = replace(make_quote(text, "Kyrsi Vaino", "Teveter had told her to wait"), id="q1")
    inner = replace(make_quote(text, "Teveter", "to wait"), id="q2", parent="q1")
    assert resolve_actor(make_quote(text, "She", "the road was open"), make_article(text), [outer, inner]).actor.name == "Kyrsi Vaino"


@pytest.mark.parametrize(("mode", "wanted"), [("direct", "Ada Thrace"), ("indirect", "Nina Lisle")])
def test_in_her_own_words_nobody_is_she(mode, wanted):
    text = "Ada Thrace made pots. Nina Lisle said that it rained and she said it may live."
    outer = replace(make_quote(text, "Nina Lisle", "it rained and she said it may live", mode=mode), id="q1")
    inner = replace(make_quote(text, "she", "it may live"), id="q2", parent="q1")
    assert resolve_actor(inner, make_article(text), [outer]).actor.name == wanted


def test_no_speaker_words_give_no_actor():
    article = make_article("It was late.")
    quote = Quote(id="q", article="a1", mode="indirect", words="It was late", start_char=0, end_char=11)
    assert resolve_actor(quote, article) == Resolution(None, None, 0.0, "rules", "The article names no speaker here.")


@pytest.mark.parametrize("word", ["who", "which", "that"])
def test_a_relative_pronoun_of_a_headline_apart_from_the_text_is_nobody_named(word):
    article = Article(id="a", url="", title=f"Ivo Marek, {word} said the bridge was unsafe, resigns", publisher="p", text="It rained in Lund.")
    assert resolve_actor(Quote(id="q", article="a", mode="indirect", speaker_words=word, cue="said", words="the bridge was unsafe", section="headline"), article).actor.kind == "unnamed"


def test_first_person_in_a_quotation_is_its_speaker():
    text = "“I told them that I knew it was late,” said Nina Holt."
    earlier = [make_quote(text, "Nina Holt", "“I told them that I knew it was late,”")]
    quote = make_quote(text, "I", "it was late")
    assert resolve_actor(quote, make_article(text), earlier).actor.name == "Nina Holt"


def test_first_person_outside_quotations_is_the_author():
    found = resolve("I think it was late.", "I", "it was late", author="Rosa Lind")
    assert (found.actor.id, found.detail) == ("rosa-lind", "“I” outside a quotation is the author.")


def test_unnamed_sources_of_two_articles_stay_apart():
    text = "A diplomat said it was late."
    one = resolve_actor(make_quote(text, "A diplomat", "it was late"), make_article(text))
    other = resolve_actor(make_quote(text, "A diplomat", "it was late"), Article("a2", "https://example.org/2", "", "example", text=text))
    assert one.actor.id != other.actor.id
    assert one.actor.description == "Called “A diplomat” in the article."


SPOKESPERSONS = [
    (f"{VELA}, said it was late.", VELA, "velan-foreign-ministry"),
    ("Kremlin spokesman Ivo Marek said it was late.", "Kremlin spokesman Ivo Marek", "kremlin"),
    ("Ivo Marek, deputy head of the Velan Foreign Ministry's Information and Press Department, said it was late.",
     "Ivo Marek, deputy head of the Velan Foreign Ministry's Information and Press Department", "velan-foreign-ministry"),
    ("White House press secretary Ivo Marek said it was late.", "White House press secretary Ivo Marek", "white-house"),
    ("A Justice Department spokeswoman said it was late.", "A Justice Department spokeswoman", "justice-department"),
    ("Ivo Marek, the mayor of Lund, said it was late.", "Ivo Marek, the mayor of Lund", None),
    *((f"A spokesman for the {body} said it was late.", f"A spokesman for the {body}", body.lower().replace(" ", "-")) for body in (
        "Norwegian military", "Norwegian foreign ministry", "South Korean presidential office", "Velan border guard service", "French presidency", "Lund fire brigade",
        "Korvix works council", "Oskarian rescuers", "Vega campaign", "Tarn Harbour Police",
    )),
    ("A spokesman for the Norwegian embassy in Lund said it was late.", "A spokesman for the Norwegian embassy in Lund", "norwegian-embassy"),
    ("A spokesman for the Norwegian army's southern command said it was late.", "A spokesman for the Norwegian army's southern command", "norwegian-armys-southern-command"),
    ("A representative for Korvix said it was late.", "A representative for Korvix", "korvix"),
    ("Mayor Ivo Holt left. Anna Brandt joined Mr Holt's office in May. A spokeswoman for the office said it was late.", "A spokeswoman for the office", "ivo-holts-office"),
    ("A spokeswoman for the office said it was late.", "A spokeswoman for the office", None),
    ("A spokesman for the Lund mayor said it was late.", "A spokesman for the Lund mayor", None),
    ("A Norwegian foreign ministry spokeswoman said it was late.", "A Norwegian foreign ministry spokeswoman", "norwegian-foreign-ministry"),
    ("Lund fire brigade spokeswoman Ada Berg said it was late.", "Lund fire brigade spokeswoman Ada Berg", "lund-fire-brigade"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "body"), SPOKESPERSONS, ids=[case[1] for case in SPOKESPERSONS])
def test_spokesperson_speaks_for_a_body(text, speaker, body):
    found = resolve(text, speaker, "it was late")
    assert (found.on_behalf_of.id if found.on_behalf_of else None) == body


# What an article tells of a name and what not: text, speaker, name and kind of the actor.
TOLD_OF_NAMES = [
    ("Tavra, quoting a doctor, reported that it rained. The doctor said it was late.", "The doctor", ("doctor", "unnamed")),
    ("Reuters, quoting a doctor, reported that it rained. Reuters said it was late.", "Reuters", ("Reuters", "outlet")),
    ("OstInform, citing an informed source, said it rained. The source said it was late.", "The source", ("source", "unnamed")),
    ("It rained, said a diplomat, Tavra reported. The diplomat said it was late.", "The diplomat", ("diplomat", "unnamed")),
    ("The source Reuters had said it rained. The source said it was late.", "The source", ("source", "unnamed")),
    ("Nina Holt, joining a diplomat, said it rained. The diplomat said it was late.", "The diplomat", ("diplomat", "unnamed")),
    ("Nina Holt, acting head of the bank, left. The head said it was late.", "The head", ("Nina Holt", "person")),
    ("A doctor at the clinic, Ada Berg, left. The doctor said it was late.", "The doctor", ("Ada Berg", "person")),
]


@pytest.mark.parametrize(("text", "speaker", "wanted"), TOLD_OF_NAMES, ids=[case[0][:40] for case in TOLD_OF_NAMES])
def test_who_cites_a_doctor_is_no_doctor(text, speaker, wanted):
    actor = resolve(text, speaker, "it was late").actor
    assert (actor.name, actor.kind) == wanted


# Whom “he” goes on with after Karl Oster said “it rained”: what comes between, pronoun, name.
ONLOOKERS = [
    ("Norway's prime minister did not deny it. “It was late,” he said.", "he", "Norway's prime minister"),
    ("The bank's chairman laughed when asked. “It was late,” he said.", "he", "bank's chairman"),
    ("A farmer shook his head. “It was late,” he said.", "he", "A farmer"),
    ("A farmer shook his head. “It snowed. It was late,” he said.", "he", "A farmer"),
    ("A farmer shook his head. He said it was late.", "He", "A farmer"),
    ("A farmer shook his head. He was cold. He said it was late.", "He", "A farmer"),
    ("A farmer who lives there shook his head. He said it was late.", "He", "A farmer"),
    ("A farmer came. The farmer shook his head. He said it was late.", "He", "farmer"),
    ("A farmer, who lives by the mill, shook his head. He said it was late.", "He", "A farmer"),
    ("A farmer, 61, shook his head. “It was late,” he said.", "he", "A farmer"),
    ("A farmer, Tom Reyes, shook his head. “It was late,” he said.", "he", "Tom Reyes"),
    ("A spokesman for the army shrugged. He said it was late.", "He", "A spokesman for the army"),
    ("Outside the court, Holt's husband was asked about it. “It was late,” he said.", "he", "Holt's husband"),
    ("A reporter met him. He said it was late.", "He", "Karl Oster"),
    ("A farmer praised Oster. He said it was late.", "He", "Karl Oster"),
    ("The politician smiled. He said it was late.", "He", "Karl Oster"),
    ("The prime minister smiled. He said it was late.", "He", "Karl Oster"),
    ("His lawyer smiled. He said it was late.", "He", "Karl Oster"),
    ("A woman smiled. He said it was late.", "He", "Karl Oster"),
    ("Farmers smiled. He said it was late.", "He", "Karl Oster"),
    ("A nurse and a farmer smiled. He said it was late.", "He", "Karl Oster"),
    ("“A farmer smiled.” He said it was late.", "He", "Karl Oster"),
]


@pytest.mark.parametrize(("between", "speaker", "wanted"), ONLOOKERS, ids=[case[0] for case in ONLOOKERS])
def test_unnamed_person_who_acts_is_he_rather_than_who_spoke_before(between, speaker, wanted):
    words = "It was late" if "It was late" in between else "it was late"
    assert resolve(f"Karl Oster said it rained. {between}", speaker, words, [("Karl Oster", "it rained")]).actor.name == wanted


# For whom “a spokesman for the army” speaks after others: text, earlier speaker and words, body.
SPOKEN_FOR = [
    ("The Herald said it rained. A spokesman for the army said it was late.", "The Herald", "army", "army"),
    ("The Red Cross said it rained. A spokesman for the ministry said it was late.", "The Red Cross", "ministry", "ministry"),
    ("Reuters said it rained. A spokesman for the agency said it was late.", "Reuters", "agency", "agency"),
    ("Norway said it rained. A spokesman for the company said it was late.", "Norway", "company", "company"),
    ("MKF said it rained. A spokesman for the army said it was late.", "MKF", "army", "army"),
    ("The Ministry of Defence said it rained. A spokesman for the foreign ministry said it was late.", "The Ministry of Defence", "foreign ministry", "Foreign ministry"),
    ("The Ministry of Defence said it rained. A spokesman for the ministry said it was late.", "The Ministry of Defence", "ministry", "Ministry of Defence"),
    ("The Ministry of Defence said it rained. A spokesman for the defence ministry said it was late.", "The Ministry of Defence", "defence ministry", "Ministry of Defence"),
    ("The Tarn Army left. Korvix said it rained. A spokesman for the army said it was late.", "Korvix", "army", "Tarn Army"),
    ("Korvix said it rained. A spokesman for the company said it was late.", "Korvix", "company", "Korvix"),
    ("MKF said it rained. A spokesman for the agency said it was late.", "MKF", "agency", "MKF"),
    ("Norway said it rained. A spokesman for the government said it was late.", "Norway", "government", "Norway"),
]


@pytest.mark.parametrize(("text", "before", "words", "wanted"), SPOKEN_FOR, ids=[f"{case[1]}: {case[2]}" for case in SPOKEN_FOR])
def test_spokesman_for_the_army_speaks_for_no_outlet_that_spoke_before(text, before, words, wanted):
    found = resolve(text, f"A spokesman for the {words}", "it was late", [(before, "it rained")])
    assert found.on_behalf_of.name == wanted


def test_post_in_the_catalogue_tells_for_whom_a_known_person_speaks():
    found = resolve("Ivo Marek said it was late.", "Ivo Marek", "it was late", catalogue=make_catalogue())
    assert (found.actor.id, found.on_behalf_of.id, found.is_known) == ("ivo-marek", "foreign-ministry", True)


KNOWN = [
    ("Oslo said it was late.", "Oslo", "norway"),
    ("The Norwegian government said it was late.", "The Norwegian government", "norway"),
    ("Иво Марек said it was late.", "Иво Марек", "ivo-marek"),
    ("Pyotr Lunin, an engineer, came. Lunin said it was late.", "Lunin", "pyotr-lunin"),
    ("Pjotr Lunin said it was late.", "Pjotr Lunin", "pyotr-lunin"),
    ("Lunin, a military analyst, said it was late.", "Lunin, a military analyst", "pyotr-lunin"),
    ("Anna Berg, a Norwegian officer, said it was late.", "Anna Berg, a Norwegian officer", "anna-berg-no"),
    ("Anna Berg, the Peruvian singer, said it was late.", "Anna Berg, the Peruvian singer", "anna-berg-pe"),
    ("Tove Lind, a North Korean pilot, said it was late.", "Tove Lind, a North Korean pilot", "tove-lind-kp"),
    ("Tove Lind, a pilot from New Zealand, said it was late.", "Tove Lind, a pilot from New Zealand", "tove-lind-nz"),
    ("Tove Lind, a Saudi Arabian pilot, said it was late.", "Tove Lind, a Saudi Arabian pilot", "tove-lind-sa"),
]


@pytest.mark.parametrize(("text", "speaker", "wanted"), KNOWN, ids=[case[0] for case in KNOWN])
def test_known_actor_is_found_under_every_spelling(text, speaker, wanted):
    assert resolve(text, speaker, "it was late", catalogue=make_catalogue()).actor.id == wanted


def test_weak_alias_alone_does_not_match_and_does_not_take_the_id():
    found = resolve("Lunin said it was late.", "Lunin", "it was late", catalogue=make_catalogue())
    assert (found.is_known, found.actor.id, found.actor.review) == (False, "lunin", "proposed")


def test_namesakes_without_context_are_left_open():
    found = resolve("Anna Berg said it was late.", "Anna Berg", "it was late", catalogue=make_catalogue())
    assert found == Resolution(
        None, None, 0.0, "rules",
        "“Anna Berg” can be several actors (anna-berg-no, anna-berg-pe), and nothing in the article tells which.",
    )  # fmt: skip


def test_proposal_never_takes_the_id_of_a_known_actor():
    catalogue = Catalogue([Actor("nina-holt", "Nina Holt-Ström", "person", review="reviewed")])
    assert resolve("Nina Holt said it was late.", "Nina Holt", "it was late", catalogue=catalogue).actor.id == "nina-holt-m8mz"


def test_rejected_actor_is_not_found():
    catalogue = Catalogue([Actor("nina-holt", "Nina Holt", "person", review="rejected")])
    assert not resolve("Nina Holt said it was late.", "Nina Holt", "it was late", catalogue=catalogue).is_known


@pytest.mark.parametrize(
    "spellings",
    [
        ("Nechaev", "Nechayev", "Нечаев"),
        ("Zelinsky", "Zelinskyy", "Zelinskiy", "Зелинский"),
        ("Oleksii", "Oleksiy", "Олексій"),
        ("Evgeny", "Yevgeny", "Евгений"),
        ("Maria Zaharova", "Мария Захарова"),
        ("Kim Yong-nam", "Kim Yong Nam"),
    ],
)
def test_transliterations_of_a_name_share_a_key(spellings):
    assert len({make_spelling_key(name) for name in spellings}) == 1


def test_different_names_have_different_keys():
    names = ["Ivanov", "Ivanova", "Petrov", "Petrenko", "Marek", "Markov", "Holt", "Hold"]
    assert len({make_spelling_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("text", "speaker", "wanted"),
    [
        pytest.param("The hacker who broke in said it was late. Marcel Dorn, 44, was sentenced.", "The hacker who broke in", "Marcel Dorn",
                     marks=pytest.mark.xfail(reason="a name that follows only in the next sentence, without a role beside it")),
    ],
)  # fmt: skip
def test_not_yet_resolved(text, speaker, wanted):
    assert resolve(text, speaker, "it was late").actor.name == wanted


@pytest.mark.parametrize(
    "text",
    ["Ada Berg " * 2000, "“" * 5000, "(" * 5000, "x" * 50_000, "Ann, " * 2000, "\n" * 5000, " ".join(f"Ada{i} Berg{i} came." for i in range(700)), "Ferries Leave Lund Harbour\n" * 5000],
    ids=["one name", "open quotation marks", "brackets", "one word", "list", "empty lines", "many names", "headlines"],
)
def test_odd_texts_cost_little_and_break_nothing(text):
    assert resolve(f"{text} It was late, he said.", "he", "It was late").actor is not None


def test_a_long_name_in_capitals_before_who_is_read_at_once():
    text = "She wrote to the editor of ELEKTROTECHNIKPRODUKTIONSGESELLSCHAFT 24, who said it was late."
    assert resolve(text, "who", "it was late").actor is not None


# Whom a passage begins to speak of: text, speaker's words, passage, mode.
PASSAGES = [
    ("Tomas Reyes came late. He was tired, police said.", "police", "He was tired", "indirect", "Tomas Reyes"),
    ("Nina Holt said that she was tired.", "Nina Holt", "she was tired", "indirect", "Nina Holt"),
    ("Tomas Reyes was held. “He was tired,” said Karl Oster.", "Karl Oster", "He was tired", "direct", "Tomas Reyes"),
    ("Tom Reyes came. Residents said her father was tired.", "Residents", "her father was tired", "indirect", ""),
    ("Jon Halvard came. One engineer told them he was tired.", "One engineer", "he was tired", "indirect", ""),
    ("The ship LEFT TARN with Jon Halvard, and left in haste. Police said he was tired.", "Police", "he was tired", "indirect", "Jon Halvard"),
    ("North Koreans came. Police said he was tired.", "Police", "he was tired", "indirect", ""),
    ("Jon Halvard came. Police said he was tired.", "Police", "he was tired", "indirect", "Jon Halvard"),
    ("Tomas Reyes said the road was open.", "Tomas Reyes", "the road was open", "indirect", ""),
]


@pytest.mark.parametrize(("text", "speaker", "words", "mode", "wanted"), PASSAGES)
def test_whom_a_passage_speaks_of(text, speaker, words, mode, wanted):
    assert find_subject(make_quote(text, speaker, words, mode=mode), make_article(text)) == wanted


def test_who_speaks_as_he_speaks_of_somebody_else_as_she():
    text = "Ada Dulai was held. Tomas Maan said it rained. She was part of a group, he said."
    before = [make_quote(text, "Tomas Maan", "it rained")]
    assert find_subject(make_quote(text, "he", "She was part of a group"), make_article(text), None, before) == "Ada Dulai"


def test_name_of_a_person_is_no_country():
    assert resolve("Chad Rick said it was late.", "Chad Rick", "it was late").actor.country is None


def test_within_own_words_the_first_person_is_their_speaker():
    outer = Quote(id="o", article="a1", mode="direct", speaker_words="Nina Holt", words="People told me I was late")
    inner = Quote(id="i", article="a1", parent="o", mode="indirect", speaker_words="People", words="I was late")
    own = Quote(id="j", article="a1", parent="o", mode="indirect", speaker_words="People", words="the road was open")
    assert (find_voice(inner, [outer]), find_voice(own, [outer]), find_voice(outer, [])) == (outer, own, outer)


ITSELF = [
    ("Korvix denied that it had been warned.", "Korvix", "that it had been warned", "organisation", "Korvix"),
    ("Korvix said its cranes were safe.", "Korvix", "its cranes were safe", "organisation", "Korvix"),
    ("Korvix said it was ready.", "Korvix", "it was ready", "organisation", "Korvix"),
    ("Korvix said it was late.", "Korvix", "it was late", "organisation", ""),
    ("Korvix said it would be late.", "Korvix", "it would be late", "organisation", ""),
    ("Ivo Marek said it had fallen.", "Ivo Marek", "it had fallen", "person", ""),
]


@pytest.mark.parametrize(("text", "name", "words", "kind", "wanted"), ITSELF)
def test_a_body_speaks_of_itself(text, name, words, kind, wanted):
    assert find_subject(make_quote(text, name, words), make_article(text), Actor("a", name, kind)) == wanted
