"""Passages -> claims, and the wording of proposals; every event here is invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from datasette_claims.catalogue import Catalogue
from datasette_claims.claims import BAR, Candidate, match_claims, propose_claim, word_affirmatively
from datasette_claims.claims.finite import has_verb
from datasette_claims.polarity import read_clause
from datasette_claims.records import Actor, ActorName, Claim, Quote


def make_quote(words: str | None, **more) -> Quote:
    return Quote(id="q", article="a", mode="indirect", words=words, **more)


def make_catalogue() -> Catalogue:
    texts = {
        "bridge-hit": "A missile hit the railway bridge at Tarn.",
        "bridge-closed": "The railway bridge at Tarn is closed to trains.",
        "volunteers-sent": "Velan volunteers are being sent to fight in Norland.",
        "volunteers-number": "Velan volunteers, up to 40,000, are ready to fight in Norland.",
        "grain-stopped": "Velania has stopped selling grain to Norland.",
        "school-built": "The town of Lund is building a school for 300 children.",
    }
    claims = [Claim(id=key, text=text, topic="t", subject="velania" if "Velan" in text else None) for key, text in texts.items()]
    actors = [Actor(id="velania", name="Velania", kind="state", review="reviewed")]
    names = [ActorName(id="n1", actor="velania", name="Веления", script="Cyrl", kind="transliteration")]
    return Catalogue(actors, names, claims=claims)


MATCHES = [
    ("the railway bridge at Tarn had been struck by a missile", "bridge-hit"),
    ("no train will cross the closed bridge at Tarn before May", "bridge-closed"),
    ("“There are no plans to send Velan volunteers to Norland,”", "volunteers-sent"),
    ("there are reports that 40,000 Velan volunteers are ready", "volunteers-number"),
    ("grain from Velania was no longer sold to Norland", "grain-stopped"),
    ("Веления stopped selling grain", "grain-stopped"),
    ("children in Lund would get a new school", "school-built"),
]


@pytest.mark.parametrize(("words", "wanted"), MATCHES, ids=[case[0][:40] for case in MATCHES])
def test_passage_finds_its_claim_first(words, wanted):
    assert match_claims(make_quote(words), make_catalogue())[0].claim.id == wanted


def test_candidate_says_what_is_shared_and_what_is_not():
    found = match_claims(make_quote("Velan volunteers are ready to fight"), make_catalogue(), limit=2)
    assert [candidate.claim.id for candidate in found] == ["volunteers-number", "volunteers-sent"]
    assert found[0].detail == "Shares “ready”, “fight”, “velan”, “volunteer”; does not name “norland”; lacks the number 40000."


ACCUSATIONS = {
    "the government of sending troops across the border": "The government sent troops across the border.",
    "The government … of sending troops": "The government sent troops.",
    "Arvonia of having secretly armed the rebels": "Arvonia had secretly armed the rebels.",
    "Arvonia of secretly arming the rebels": "Arvonia secretly armed the rebels.",
    "Ivo Tarn of being a spy": "Ivo Tarn was a spy.",
    "the rebels of being spies": "The rebels were spies.",
    "him of lying to parliament": "He lied to parliament.",
}


@pytest.mark.parametrize("words", ACCUSATIONS)
def test_what_somebody_is_accused_of_is_a_claim(words):
    assert propose_claim(replace(make_quote(words), cue="accused")).text == ACCUSATIONS[words]


DENIALS = {
    "accusations of sending troops across the border": "The ministry sent troops across the border.",
    "all allegations of having armed the rebels": "The ministry had armed the rebels.",
    "the government of sending troops": "The government sent troops.",
    "allegations of arming the rebels as “nonsense”": "The ministry armed the rebels.",
    "any knowledge of planning the attack": "The ministry has knowledge of planning the attack.",
}


@pytest.mark.parametrize("words", DENIALS)
def test_who_denies_an_accusation_is_who_is_accused(words):
    assert propose_claim(replace(make_quote(words), cue="denied", speaker_words="The ministry")).text == DENIALS[words]


def test_what_somebody_knew_of_is_no_deed():
    quote = replace(make_quote("planning the attack"), cue="denied any knowledge of", speaker_words="The ministry")
    assert propose_claim(quote).text == "The ministry has knowledge of planning the attack."


def test_an_accusation_of_nobody_is_no_claim():
    assert propose_claim(replace(make_quote("its … of having sent tanks"), cue="accused")) is None


def test_the_same_words_are_surely_the_same_claim():
    found = match_claims(make_quote("“A missile hit the railway bridge at Tarn.”"), make_catalogue())
    assert (found[0].claim.id, found[0].score) == ("bridge-hit", 0.97)
    assert all(candidate.score < BAR for candidate in found[1:])


def test_scores_fall_and_stay_probabilities():
    found = match_claims(make_quote("a missile hit the school bridge in Lund where volunteers fight"), make_catalogue())
    scores = [candidate.score for candidate in found]
    assert scores == sorted(scores, reverse=True) and all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize("words", ["the concert was lovely", "", None, "and it was so", "“” ;--", "NEAR OR AND \" ' *", "https://example.org/bridge"])
def test_passage_about_nothing_known_is_below_the_bar(words):
    assert all(candidate.score < BAR for candidate in match_claims(make_quote(words), make_catalogue()))


def test_paraphrase_is_matched_where_the_words_are_not_kept():
    quote = Quote(id="q", article="a", mode="indirect", paraphrase="Said that the bridge at Tarn was hit by a missile.")
    assert match_claims(quote, make_catalogue())[0].claim.id == "bridge-hit"


def test_limit_and_empty_catalogue():
    assert len(match_claims(make_quote("Velan volunteers fight at the bridge"), make_catalogue(), limit=2)) == 2
    assert match_claims(make_quote("Velan volunteers"), Catalogue()) == []


def test_rejected_claim_is_not_matched():
    claim = Claim(id="gone", text="A missile hit the railway bridge at Tarn.", topic="t", review="rejected")
    assert match_claims(make_quote("a missile hit the bridge"), Catalogue(claims=[claim])) == []


def test_matching_twice_gives_the_same():
    catalogue = make_catalogue()
    quote = make_quote("Velan volunteers are ready")
    assert match_claims(quote, catalogue) == match_claims(quote, catalogue)
    assert isinstance(match_claims(quote, catalogue)[0], Candidate)


AFFIRMED = [
    ("reports that volunteers are being sent", "Volunteers are being sent."),
    ("unconfirmed media reports that the bridge was hit", "The bridge was hit."),
    ("“There are reports that 40,000 volunteers are ready,”", "40,000 volunteers are ready."),
    ("“There are no plans to send volunteers. Ask the ministry.”", "There are plans to send volunteers."),
    ("that it had not hit the bridge", "It had hit the bridge."),
    ("“We didn't hit the bridge,”", "We hit the bridge."),
    ("the city cannot feed its people", "The city can feed its people."),
    ("she won’t sign the treaty", "She will sign the treaty."),
    ("“I don't think it matters.”", "It matters."),
    ("whether the bridge was hit", "The bridge was hit."),
    ("any suggestion that he had been paid", "He had been paid."),
    ("the notion that he was not a general", "He was a general."),
    ("the story is completely false", "The story is true."),
    ("nobody was hurt in the attack", "Somebody was hurt in the attack."),
    ("none of these countries has sent troops", "Some of these countries has sent troops."),
    ("“There is no doubt that the army will win,”", "The army will win."),
    ("“If they attack, the army will not retreat,”", "If they attack, the army will retreat."),
    ("according to witnesses, two men fled", "Two men fled."),
    ("“We are convinced that the army is strong enough,”", "The army is strong enough."),
    ("it is not only a school but a shelter", "It is not only a school but a shelter."),
    ("the ministry did not send any troops", "The ministry sent some troops."),
    ("the army does not plan to stay", "The army plans to stay."),
    ("the police failed to stop the march", "The police stopped the march."),
    ("the ministry has not confirmed it yet", "The ministry has confirmed it."),
    ("no decision has been made", "A decision has been made."),
    ("no evidence has been found", "Evidence has been found."),
    ("no such meeting had been planned", "Such a meeting had been planned."),
    ("there is no plan to send troops", "There is a plan to send troops."),
    ("no one came to help", "Somebody came to help."),
    ("neither side fired", "One side fired."),
    ("the arrest is a hoax", "The arrest is true."),
    ("the story is not true", "The story is true."),
    ("the engine was invented in 1900", "The engine was invented in 1900."),
    ("parts were fabricated in Lund", "Parts were fabricated in Lund."),
    ("reports that its figures were false", "Its figures were true."),
    ("rumours of a strike were “rubbish.”", "Rumours of a strike were true."),
    ("the reports were merely IS propaganda", "The reports were merely IS propaganda."),
    ("editors had known the tale was fake", "Editors had known the tale was fake."),
    ("soldiers searched the hole to be sure it was not mined", "Soldiers searched the hole to be sure it was not mined."),
    ("the men who did not flee were arrested", "The men who did not flee were arrested."),
    ("one in five had no other way to leave", "One in five had no other way to leave."),
    ("he first told the police he had seen nothing", "He first told the police he had seen nothing."),
    ("either it is a promise or it isn't", "Either it is a promise or it isn't."),
    ("she forbade me to dig and I have never been tempted", "She forbade me to dig."),
    ("I didn't believe the first number, and I didn't believe the second", "I believed the first number."),
]


@pytest.mark.parametrize(("passage", "wanted"), AFFIRMED, ids=[case[0] for case in AFFIRMED])
def test_proposal_is_worded_affirmatively(passage, wanted):
    assert word_affirmatively(passage) == wanted


@pytest.mark.parametrize(("passage", "wanted"), AFFIRMED, ids=[case[0] for case in AFFIRMED])
def test_no_proposal_is_negated(passage, wanted):
    assert not read_clause(wanted).is_negated


PROPOSED = [
    (make_quote("to send troops", speaker_words="the ministry", cue="vowed"), "The ministry will send troops.", "intention"),
    (make_quote("any role in the attack", speaker_words="the ministry", cue="denied"), "The ministry has a role in the attack.", "occurrence"),
    (make_quote("to say whether the bridge was hit", speaker_words="the ministry", cue="declined"), "The bridge was hit.", "occurrence"),
    (make_quote("to admit that the bridge was hit", speaker_words="the ministry", cue="refused"), "The bridge was hit.", "occurrence"),
    (make_quote("any knowledge of the raid", speaker_words="the ministry", cue="denied"), "The ministry has knowledge of the raid.", "occurrence"),
    (make_quote("“I’m not afraid of the army,”", speaker_words="the mayor", cue="said"), "The mayor is afraid of the army.", "occurrence"),
    (make_quote("that Mr. Holt left at noon. He was tired", cue="said"), "Mr. Holt left at noon.", "occurrence"),
    (make_quote("“The gate is shut,” … “and it will stay so.”", cue="said"), "The gate is shut, and it will stay so.", "intention"),
    (make_quote("“The gate is shut,” … “It will stay so.”", cue="said"), "The gate is shut.", "occurrence"),
    (make_quote("the army can hold the town", cue="said"), "The army can hold the town.", "capability"),
    (make_quote("the raid violated the treaty", cue="said"), "The raid violated the treaty.", "legality"),
    (make_quote("thousands fled the town", cue="said"), "Thousands fled the town.", "quantity"),
    (make_quote("the town is empty", cue="said"), "The town is empty.", "occurrence"),
]


@pytest.mark.parametrize(("quote", "text", "kind"), PROPOSED, ids=[case[1] for case in PROPOSED])
def test_proposal_has_a_kind(quote, text, kind):
    claim = propose_claim(quote)
    assert (claim.text, claim.kind, claim.review, claim.method, claim.topic) == (text, kind, "proposed", "rules", "unsorted")


# words, cue, speaker's words, the claim
WORDED = [
    ("to have had contact with the patient", "is said", "The man", "The man has had contact with the patient."),
    ("to have left", "are believed", "Two men", "Two men have left."),
    ("to be a colonel", "claims", "Mr Tarn", "Mr Tarn is a colonel."),
    ("to supply more parts", "agreed", "Korvix", "Korvix will supply more parts."),
    ("everyone to remain calm", "urged", "The mayor", "Everyone should remain calm."),
    ("people in the area to stay away from windows", "told", "Police", "People in the area should stay away from windows."),
    ("him to resign", "called on", "The mayor", "He should resign."),
    ("Korvix to reveal more details", "", "Harbour Post", "Korvix will reveal more details."),
    ("she travelled from Lund to Tarn to join the army", "said", "x", "She travelled from Lund to Tarn to join the army."),
    ("to angry remarks made by a golfer", "responded on Monday", "The agent", None),
    ("that I was left in the airport with my bags", "said", "Ivo Marek", "Ivo Marek was left in the airport with their bags."),
    ("I noticed that a robot had toppled over", "said", "Ivo Marek, a reporter", "Ivo Marek noticed that a robot had toppled over."),
    ("I think I left", "said", "Ivo Marek", "Ivo Marek left."),
    ("I’ve heard that the bridge is closed", "said", "Ivo Marek", "The bridge is closed."),
    ("I have no doubt that the bridge is closed", "said", "Ivo Marek", "The bridge is closed."),
    ("LUND (AP) — The army crossed the river", "reported", "x", "The army crossed the river."),
    ("There is no truth whatsoever to these claims", "said", "x", "There is truth to these claims."),
    ("That’s it. The war is over.", "said", "x", "The war is over."),
    ("These claims are old … They are from May", "said", "x", "These claims are old."),
    ("two men were seen near Tarn on Nov. 22, 2012", "reported", "x", "Two men were seen near Tarn on Nov. 22, 2012."),
    ("not out of the question that they fell", "said it is", "x", "Not out of the question that they fell."),
    ("forbidding the building of snowmen", "issued an edict", "A cleric", "A cleric forbade the building of snowmen."),
    ("being a spy", "denied", "Mr Tarn", "Mr Tarn was a spy."),
    ("seeing the letter", "denied", "Mr Tarn", "Mr Tarn saw the letter."),
    ("agreeing to any ceasefire", "denied", "The leader", "The leader agreed to any ceasefire."),
    ("the ministry with virtually no money bought tanks", "said", "x", "The ministry with virtually no money bought tanks."),
    ("neither the car nor the driver has been found", "said", "x", "The car and the driver has been found."),
    ("where they will strike next", "said", "police", None),
    ("him for his quick actions that saved lives", "thanked", "The mayor", None),
    ("a qualified source", "quoted", "x", None),
    ("We’re not going to confirm the identity of anyone", "said", "x", None),
    ("We don't know what the situation is just yet", "said", "x", None),
    ("Thank God for the sergeant", "said", "x", None),
    ("Lund (CNN) -- The army crossed the river", "reported", "x", "The army crossed the river."),
    ("The suggestion that fighters were caught at the border is categorically false", "said", "x", "Fighters were caught at the border."),
    ("no such arrests have been made", "said", "x", "Such arrests have been made."),
    ("the clerk was fired for taking leave and never returning", "said", "x", "The clerk was fired for taking leave and never returning."),
    ("whether or not the town should be granted sovereignty", "asked", "x", "The town should be granted sovereignty."),
    ("That conversation never happened.", "said", "x", "That conversation happened."),
    ("The theft was a false alarm", "said", "x", "The theft was a false alarm."),
    ("At 11 a.m. ET on Thursday the actor was found dead", "reported", "x", "At 11 a.m. ET on Thursday the actor was found dead."),
    ("The … the firm opened an investigation", "according to", "x", "The firm opened an investigation."),
    ("how long the battery will run", "said", "x", None),
    ("should the man turn out to be dead", "asked", "x", None),
    ("two cases of cholera and six cases of HIV/AIDS", "confirmed", "x", None),
    ("Mr Tarn’s identity to CBS News", "confirmed", "x", None),
    ("that the cranes are unsafe and that nobody will work", "said", "x", "The cranes are unsafe."),
    ('"pure invention" a report in the daily Ostblatt that grain had vanished', "dismissed as", "x", "Grain had vanished."),
    ("There was no drone and there was no attack", "said", "x", "There was a drone."),
    ("I would not rule out an accident", "said", "Her colleague Dag Venn", None),
    ("it cannot rule out an attack", "said", "The yard", None),
    ("that Velania would not confirm the death of the clerk", "added", "x", None),
    ("that there was any attack", "denied", "The yard", "There was an attack."),
    ("its involvement in the theft", "denied", "The yard", "The yard was involved in the theft."),
    ("his role in the theft", "denied", "Mr Tarn", "Mr Tarn has a role in the theft."),
    ("the criticism she had received", "answered", "x", None),
    ("The next day he left", "said", "x", "The next day he left."),
    ("her fears of being arrested", "spoke of", "x", None),
    ("reports its leader is planning to build a yard", "denied", "Velania", "Its leader is planning to build a yard."),
    ("It’s a nonsense", "said", "x", None),
    ("herself as surprised, because she has nothing to hide", "described", "x", None),
    ("I'm not sure why they think so", "said", "Ivo Marek", None),
    ("the photos show Velan flags", "said", "x", "The photos show Velan flags."),
    ("no final decision had been made and the talks could still fail", "said", "x", "A final decision had been made."),
    ("scorpions being used against civilians", "reported", "x", "Scorpions are being used against civilians."),
    ("me to stay clear", "told", "My parents", None),
    ("not something to try at home", "said", "x", None),
    ("the harbour as the worst among northern ports", "rated", "A survey", None),
    ("the detention of his wife, whom it identified as a nurse", "reported on", "The paper", None),
    ("different things about the sale of the yard", "have said", "Experts", None),
    ("the widely reported 72 million figure", "would not confirm", "x", None),
    ("some of the equipment to be new", "appears", "x", "Some of the equipment is new."),
    ("one of the cranes to be new", "appears", "x", "One of the cranes is new."),
    ("some of the cranes to be new", "appear", "x", "Some of the cranes are new."),
    ("the boxes to contain parts", "appeared", "x", "The boxes contain parts."),
    ("the tale belongs in a book", "said", "x", "The tale belongs in a book."),
    ("when the bridge would open", "stopped short of saying", "The mayor", "The bridge would open."),
    ("how the men had left", "would not say", "The mayor", "The men had left."),
    ("how many men had left", "would not say", "The mayor", None),
    ("the rebels for the strike on a bakery", "blamed", "The army", "The rebels are responsible for the strike on a bakery."),
    ("Karl Lind a liar", "called", "x", "Karl Lind is a liar."),
    ("Corin’s port the worst in the land", "labelled", "x", "Corin’s port is the worst in the land."),
    ("Lind as a cheat", "branded", "x", "Lind is a cheat."),
    ("the suspect as being in his late 50s", "described", "x", "The suspect is in his late 50s."),
    ("Lind of fraud", "accused", "x", "Lind is guilty of fraud."),
    ("four men with arson", "charged", "x", "Four men are guilty of arson."),
    ("the men with a stick", "accused", "x", None),
    ("the guards with saving the crew", "credited", "x", "The guards saved the crew."),
    ("a man entering the yard at night", "showed", "A film", "A man was entering the yard at night."),
    ("signs of a man entering the yard", "showed", "A film", None),
    ("the accident on bad brakes", "blamed", "Ivo Marek", "Bad brakes are responsible for the accident."),
    ("the storm", "blamed", "Ivo Marek", None),
    ("himself for the fire", "blamed", "Ivo Marek", None),
    ("not guilty to two counts of fraud", "has pleaded", "Ivo Marek", "Ivo Marek is guilty of two counts of fraud."),
    ("manslaughter", "denies", "Ivo Marek", "Ivo Marek is guilty of manslaughter."),
    ("a rift with the chairman", "denied", "Ivo Marek", "There is a rift with the chairman."),
    ("merger talks", "neither confirms nor denies", "Korvix", "There are merger talks."),
    ("a merger", "did not rule out", "Korvix", "There will be a merger."),
    ("a visa", "denied", "The consul", None),
    ("the merger", "denied", "Korvix", None),
    ("a reported mutiny at the yard as “a fairy tale”", "dismissed", "Ivo Marek", "There is a mutiny at the yard."),
    ("a mutiny at the yard", "dismissed", "Ivo Marek", None),
    ("to hold the bridge at Tarn", "each claimed on Sunday", "Fighters of the Velan Front", "Fighters of the Velan Front hold the bridge at Tarn."),
    ("me he'd be late", "had warned", "My parents", "He'd be late."),
    ("to look for people with problems", "said", "His playbook", None),
    ("to making two donations", "pleaded guilty", "Ivo Marek", "Ivo Marek is guilty of making two donations."),
    ("I now believe that by selling the yard we can win", "said", "Ivo Marek", "By selling the yard we can win."),
    ("If they are armed and they don't leave, the army will come", "said", "x", "If they are armed and they don't leave, the army will come."),
    ("the talks between Ivo Marek and Ada Berg did not fail", "said", "x", "The talks between Ivo Marek and Ada Berg failed."),
    ("To be in such a place is sad", "told", "Ivo Marek", None),
    ("there are cranes here and there just because no one has asked", "said", "x", "There are cranes here and there just because no one has asked."),
    ("to give her name", "declined", "The clerk", None),
    ("to send more cranes", "refused", "The mayor", "The mayor will send more cranes."),
    ("she had no idea the bridge was closed", "said", "x", "She had no idea the bridge was closed."),
    ("It makes it seem like the yard won’t open", "said", "x", "It makes it seem like the yard won’t open."),
    ("He can do things he couldn’t do before", "said", "x", "He can do things he couldn’t do before."),
    ("Hope this isn’t true", "wrote", "x", None),
    ("those positions to reverse", "expects", "Korvix", "Those positions will reverse."),
    ("that the alleged attempts to cross the river raise concerns", "warning", "x", "The alleged attempts to cross the river raise concerns."),
    ("executive orders being weighed by the mayor would end it", "warned", "x", "Executive orders being weighed by the mayor would end it."),
    ("they have not been able to substantiate the claim", "said", "Clerks", None),
    ("to join the survey", "asked", "The 4,000 readers", "The 4,000 readers should join the survey."),
    ("it “a betrayal of all that we stand for”", "calling", "x", None),
    ("[W]e have seen [the ship]", "said", "Clerks", "We have seen the ship."),
    ("I guess we miss her", "said", "Ivo Marek", "We miss her."),
    ("the clerk had no specific intelligence on it", "said", "x", "The clerk had specific intelligence on it."),
    ("to enter the yard", "wants", "Ivo Marek", "Ivo Marek wants to enter the yard."),
    ("to enter the yard", "no longer wants", "Ivo Marek", None),
    ("everyone to leave", "wants", "Ivo Marek", "Everyone should leave."),
    ('the yard has told all of them that "they cannot eat there"', "said", "x", "The yard has told all of them that they cannot eat there."),
    ("built a still unannounced yard", "has reportedly", "Korvix", "Korvix has built a still unannounced yard."),
    ("developed a still unannounced yard", "reported", "x", None),
    ("the deployment of 12,000 cranes to Lund in May", "confirmed", "x", "12,000 cranes were deployed to Lund in May."),
    ("reports of the death of the general", "denied", "x", "The general died."),
    ("any sale of cranes by the yard", "denied", "x", "Cranes were sold by the yard."),
    ("the planned withdrawal of its ships", "announced", "x", "Its ships will be withdrawn."),
    ("the release of the cranes", "welcomed", "x", None),
    ("the use of force", "denied", "x", None),
    ("the presence of Velan ships in Lund", "denied", "x", "There are Velan ships in Lund."),
    ("a build-up of cranes near the yard", "reported", "x", "There is a build-up of cranes near the yard."),
    ("Meanwhile, two cranes fell", "reported", "x", "Two cranes fell."),
    ("We do not comment on single cases", "said", "The army", None),
    ("I cannot confirm that and I hope that it isn’t true", "told", "Ivo Marek", None),
    ("I hope this isn’t true but if it is I am sorry", "posted", "Ivo Marek", None),
    ("There are things money can’t buy", "told", "Ivo Marek", "There are things money can’t buy."),
    ("There are no cranes in Lund", "told", "Ivo Marek", "There are cranes in Lund."),
    ("I feel like I owe you an apology", "said", "Ivo Marek", "Ivo Marek feels like they owe you an apology."),
    ("I do remember the yard when I was a child", "said", "Ivo Marek", "Ivo Marek does remember the yard when they were a child."),
    ("I saw the crane", "said", "Dock officials", "I saw the crane."),
    ("I saw the crane", "said", "Chris Jones", "Chris Jones saw the crane."),
    ('the story "mere propaganda"', "called", "Fighters", None),
    ('two "unconfirmed reports" from Ostblatt and Korvix indicating that the film might be late', "cited", "x", "The film might be late."),
    ("To be fair, there could be other reasons", "said", "Ivo Marek", "There could be other reasons."),
    ("No meeting was called, no.", "said", "x", "A meeting was called."),
    ("I am sure the yard was open.\n\n'No one knew how big it was", "said", "x", "The yard was open."),
    ("One of the men swapped for Army Sgt. Bo Tarn has left", "reported", "x", "One of the men swapped for Army Sgt. Bo Tarn has left."),
    ("the policy harms us and our allies … Consistent with the law, I renew my call", "said", "x", "The policy harms us and our allies."),
    ("the clerk was told … Tarn has it", "said", "x", "The clerk was told Tarn has it."),
    ("That is rumors, made-up rumors", "said", "x", None),
    ("to find mushrooms in the garden", "was surprised", "The gardener", None),
    ("taking the bridge", "voted against", "Parliament", None),
    ("Not something to try at home", "added", "x", None),
    ("the plan is to return it to the site", "said", "Mr Galv", "The plan is to return it to the site."),
    ("First suspected case of cholera in Lund", "posted", "x", None),
    ('Bale decided he "was not right for the part"', "reported", "x", "Bale decided he was not right for the part."),
    ("At 11 a.m. on Thursday (November 06, 2014), our clerk left. He was late.", "read", "x", "Our clerk left."),
    ("people against picking a name that could cause offence, or simply make no sense at all", "warns", "x", None),
    ("the man was found in his cell in Ft. Devens", "said", "x", "The man was found in his cell in Ft. Devens."),
    ("The) minister has been clear that we want it", "said", "A clerk", "The minister has been clear that we want it."),
    ("While fighters refer to themselves as lions of the State … they refer to the clerk as one of Abu Marek, the group’s caliph", "said", "x", "While fighters refer to themselves as lions of the State they refer to the clerk as one of Abu Marek, the group’s caliph."),
    ("beginning January 1, 2015, the shop will close", "According to", "reports", "Beginning January 1, 2015, the shop will close."),
    ("tipping varies wildly by town", "shows", "The analysis", "Tipping varies wildly by town."),
    ("the shops sell nothing but good food", "insisted", "x", "The shops sell nothing but good food."),
    ("not to take part in the trend", "warned", "The ministry", None),
    ("This, however, could have been late", "said", "x", "This could have been late."),
    ("others make more money, however", "said", "x", "Others make more money."),
    ("says it’s not real and shouldn’t be taken seriously", "has a disclaimer that", "x", None),
    ("Unconfirmed reports say Marek was found dead on Tuesday", "reads", "x", "Marek was found dead on Tuesday."),
    ("fears that the South will drain the North are unfounded", "claim", "others", "The South will drain the North."),
    ("just how hard it is to craft a meal", "shows", "x", None),
    ("the moment at least 30 shots were fired in Lund", "shows", "x", "At least 30 shots were fired in Lund."),
    ("the moment was sad for all of us", "said", "x", "The moment was sad for all of us."),
    ("that rather than dockers being weak, it is probably nothing more than old cranes", "said", "x", "It is probably nothing more than old cranes."),
    ("that simply isn’t true", "said", "x", None),
    ("it’s unclear whether the ship had sunk", "said", "x", "The ship had sunk."),
    ("he, too, had information that she left", "said", "x", "He had information that she left."),
    ("Mr Martin believed that the yard was safe, even though", "said", "x", "Mr Martin believed that the yard was safe."),
    ("So sad to hear of our brother’s passing. Rest in peace.", "telling", "x", None),
    ("If the yard opens, however, the ferries could stay", "according to", "x", "If the yard opens, the ferries could stay."),
    ("the U.K.’s Home Group opened a shop", "said", "x", "The U.K.’s Home Group opened a shop."),
    ("We have seen online reports that the clerk is ill.", "said", "x", "The clerk is ill."),
    ("The council would like to make clear no letters have been sent to the bear", "said", "x", "Letters have been sent to the bear."),
    ("more lenient views than his predecessor on unwed couples", "has suggested", "x", None),
    ("that she publish her diary", "demanded", "Ivo Marek", "She should publish her diary."),
    ("that the mayor be sacked", "urged", "x", "The mayor should be sacked."),
    ("that the mayor not sell the yard", "demanded", "x", "The mayor should not sell the yard."),
    ("that the cut in pay was large", "proposed", "x", "The cut in pay was large."),
    ("to know who sold it", "demanded", "Ivo Marek", None),
    ('that she had lied: "I had forgotten it"', "denied", "x", "She had lied."),
    ('he replied: "The crane may be sold"', "said", "x", "He replied: The crane may be sold."),
    ("that any of its ships were in the port", "denied", "x", "Some of its ships were in the port."),
    ("not one Arvonian had been caught", "said", "x", "An Arvonian had been caught."),
    ("they had seen no evidence of fraud but could not rule it out", "said", "x", "There is fraud."),
    ("it had no record of having sold the crane", "said", "x", "It had a record of having sold the crane."),
    ("the yard has never sold, does not sell and will not sell cranes", "said", "x", "The yard has sold, does not sell and will not sell cranes."),
    ("to dockers", "apologised", "Ivo Marek", None),
    ("he had been told to say nothing", "said", "x", "He had been told to say nothing."),
    ("he had been told that nothing was wrong", "said", "x", "He had been told that nothing was wrong."),
    ("she regretted not having spoken", "said", "x", "She regretted not having spoken."),
    ("the yard is not selling cranes", "said", "x", "The yard is selling cranes."),
    ("There was no leak, there could not have been a leak", "said", "x", "There was a leak."),
    ("it had no plans to sell the yard, although it would not rule it out", "said", "x", "It had plans to sell the yard."),
    ("she had not been told, nor had she asked", "said", "x", "She had been told."),
    ("he was confident that the yard was safe", "said", "x", "The yard was safe."),
    ("claims of beatings had been looked into and found to be groundless", "said", "x", "There are beatings."),
    ("I have no knowledge of any warning … Nobody told us", "said", "Ivo Marek", "There is a warning."),
    ("it irresponsible", "called", "x", None),
    ("he did not know if the bridge was safe", "said", "x", "The bridge was safe."),
    ("We don't know yet whether it was a bomb", "said", "x", "It was a bomb."),
    ("he could not recall whether she had left", "said", "x", "She had left."),
    ("it would be wrong to say that the yard was sold", "said", "x", "The yard was sold."),
    ("nothing could be further from the truth", "said", "x", None),
    ("that they were not spies but tourists", "said", "x", "They were spies."),
    ("the shop sold nothing but good food", "said", "x", "The shop sold nothing but good food."),
    ("the yard was no longer safe", "said", "x", "The yard was safe."),
    ("wrongdoing", "denied", "Mr Galv", "Mr Galv did something wrong."),
    ("any responsibility for the fire", "denied", "The yard", "The yard is responsible for the fire."),
    ("responsibility", "claimed", "The rebels", "The rebels are responsible."),
    ("claims he took bribes", "denied", "x", "He took bribes."),
    ("claims that he fled were false", "said", "x", "He fled."),
    ('rumours of a coup were "malicious lies"', "said", "x", "There is a coup."),
    ("rumours of the mayor’s exit were false", "said", "x", "Rumours of the mayor’s exit were true."),
    ("to say who had paid for the trip", "declined", "Mr Galv", None),
    ("the ship, which had not been checked, sank", "said", "x", "The ship, which had not been checked, sank."),
    ("At no time did the ship leave our waters", "said", "x", "The ship left our waters."),
    ("at no point was the ship in danger", "said", "x", "The ship was in danger."),
    ("never before has a mayor been held", "said", "x", "A mayor has been held."),
    ("Not a single shell was fired", "said", "x", "A shell was fired."),
    ("not one of the men was hurt", "said", "x", "One of the men was hurt."),
    ("No box arrived without a seal, none", "said", "x", "A box arrived without a seal."),
    ("no aircraft took off", "said", "x", "An aircraft took off."),
    ("no people died", "said", "x", "People died."),
    ("no help arrived", "said", "x", "Help arrived."),
    ("touching clients’ money", "denied", "Mr Galv", "Mr Galv touched clients’ money."),
    ("the plan is 'full of lies' by fools", "said", "x", "The plan is full of lies by fools."),
    ("the yard had offered to share its cranes, something Lund disputes", "said", "x", "The yard had offered to share its cranes."),
    ("the mayor had been told, contrary to what Ivo Tarn had said", "said", "x", "The mayor had been told."),
    ("he left something for her, a claim of sorts", "said", "x", "He left something for her, a claim of sorts."),
    ("I repeat: no cranes were sold", "said", "x", "Cranes were sold."),
    ("she doubted that the shells came from the hill", "said", "x", "The shells came from the hill."),
    ("she did not believe that the yard was safe", "said", "x", "The yard was safe."),
    ("she did not believe the report", "said", "x", "She believed the report."),
    ("it believed the bridge was safe", "said", "The agency", "The bridge was safe."),
    ("I thought we were all friends", "said", "Ivo Marek", "Ivo Marek thought we were all friends."),
    ("it had no reason to think clerks had paid too much", "said", "x", "Clerks had paid too much."),
    ("he was not aware that any men had left", "said", "x", "Men had left."),
    ("it was unaware of any deaths", "said", "x", "There are deaths."),
    ("it had no knowledge of a plot against the mayor", "said", "x", "There is a plot against the mayor."),
    ("there was nothing to suggest foul play", "said", "x", "There is foul play."),
    ("there was nothing to suggest that the pump had failed", "said", "x", "The pump had failed."),
    ('there was "reason to believe" that a foreign power was behind it', "said", "x", "A foreign power was behind it."),
    ("it was not credible that she forgot", "said", "x", "She forgot."),
    ("he was not sure if the bridge was safe", "said", "x", "The bridge was safe."),
    ("it was too early to say whether the bridge was safe", "said", "x", "The bridge was safe."),
    ("it was too early to draw conclusions", "said", "x", None),
    ("it had nothing to add", "said", "x", None),
    ("it could not independently verify the film", "said", "x", None),
    ("to be interviewed", "declined", "The yard", None),
    ("to be drawn on whether the yard hired a clerk", "refused", "The mayor", "The yard hired a clerk."),
    ("We were wrong and we are sorry", "said", "x", None),
    ("We got it wrong … Ms Tarn did not harm anyone", "said", "x", "Ms Tarn harmed someone."),
    ("the photograph was a fake", "said", "x", "The photograph was genuine."),
    ("that was a matter for the board", "said", "x", None),
    ("whether anyone was hurt", "would not say", "x", "Someone was hurt."),
    ("the crew had been given nine days to answer and had not done so", "said", "x", "The crew had been given nine days to answer."),
    ("the head of the yard, Ivo Marek, was not held and had never been missing", "said", "x", "The head of the yard, Ivo Marek, was held."),
    ("the bridge, closed in May, has not been opened", "said", "x", "The bridge, closed in May, has been opened."),
    ("they were told not to speak about the fire", "said", "x", "They were told not to speak about the fire."),
    ("the two sides had agreed not to attack ships", "said", "x", "The two sides had agreed not to attack ships."),
    ("the cranes are not to blame", "said", "x", "The cranes are to blame."),
    ("the cranes seem not to work", "said", "x", "The cranes seem to work."),
    ("foxes, not dogs, are to blame", "said", "x", "Foxes, not dogs, are to blame."),
    ("the yard cannot and will not open", "said", "x", "The yard can and will open."),
    ("the crane may have fallen, but that it was more likely to have been hit", "said", "x", "The crane may have fallen."),
    ("him not to leave the town", "urged", "x", "He should not leave the town."),
    ("using the older cranes has caused delays", "according to", "Dockers", "Using the older cranes has caused delays."),
    ("the truce might not survive a second night", "warned", "x", "The truce might not survive a second night."),
    ("there was \"not a shred of doubt\" that the vote had been rigged", "said", "x", "The vote had been rigged."),
    ("A report in the Lund Post that the yard is preparing to sell its cranes was \"pure speculation,\"", "according to", "x", "The yard is preparing to sell its cranes."),
    ("he had \"nothing to add\"", "said", "Holt", None),
    ("I can't vouch for the figures", "stressed", "Holt", None),
    ("that was 'not a question for today'", "said", "x", "That was a question for today."),
    ("it had heard similar accounts but had no proof", "said", "The yard", "It had heard similar accounts."),
    ("the late penalty as \"a joke of a decision\"", "described", "x", "The late penalty is a joke of a decision."),
    ("Holt as a generous man who forgave late payments", "describe", "Neighbours", "Holt is a generous man who forgave late payments."),
    ("the reports as \"a provocation\"", "described", "x", None),
    ("its troops as \"resilient\"", "described", "x", None),
    ("the cost of the recall at 75 million marks", "put", "x", "The cost of the recall is 75 million marks."),
    ("its losses at more than a hundred", "estimated", "x", "Its losses are more than a hundred."),
    ("them at eleven", "put", "x", None),
    ("the ring at the door", "put", "x", None),
    ("operating earnings of 310 million", "now expects", "The yard", None),
]


@pytest.mark.parametrize(("words", "cue", "speaker", "wanted"), WORDED, ids=[case[0] for case in WORDED])
def test_claim_is_a_sentence_by_itself(words, cue, speaker, wanted):
    claim = propose_claim(make_quote(words, cue=cue, speaker_words=speaker))
    assert (claim and claim.text) == wanted


SENTENCES = [
    "the plan involves two ministers", "the woman who joined them has been freed", "rebels enter the town", "the town plans to send cranes",
    "the arrest of his wife, whom it called a nurse, was illegal", "what they did is wrong", "there's no plan", "the paper shows off its tower",
    "the man who hunts seals was caught", "the army attacks the bridge", "animals had names because they too were counted", "what's needed is time", "they be sent back and are fine",
]  # fmt: skip
NO_SENTENCES = [
    "the bridge closed by the mayor", "the first death caused by eating genetically modified food", "a story on the remarks erroneously attributed to him", "it to contain two letters",
    "the mayor's activities since he attended a concert", "his sister to have a role", "contents of a box which will prove useful", "the alleged sale of cranes", "two cases of fraud",
    "photos of himself, holding what’s left of it", "Korvix's yards since the war ended", "a network of smugglers based in Tarn",
    "a story that allegedly confirmed the newest captures", "details of the clerk, who allegedly came farther than was known",
]  # fmt: skip


@pytest.mark.parametrize(("words", "wanted"), [*((words, True) for words in SENTENCES), *((words, False) for words in NO_SENTENCES)])
def test_a_sentence_has_a_verb_of_its_own(words, wanted):
    assert has_verb(words) is wanted


LONG = [
    ("Smith, the chief executive of the provocative news and entertainment group, spent 300,000 crowns for a dinner at the Steakhouse in Lund during the trade show in January, a party that many guests left early and without a word",
     "Smith, the chief executive of the provocative news and entertainment group, spent 300,000 crowns for a dinner at the Steakhouse in Lund during the trade show in January."),
    ("the commissioner visited the player's home twice in an effort to help him with his personal challenges before a leave of absence of six months from the game of golf that ended in the following winter after the first tour",
     "The commissioner visited the player's home twice in an effort to help him with his personal challenges."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "wanted"), LONG)
def test_long_claim_is_cut_where_it_stays_a_sentence(words, wanted):
    assert propose_claim(make_quote(words, cue="said")).text == wanted


SUBJECTS = [
    ("he was held for a day", "Ivo Marek was held for a day."),
    ("his father left", "Ivo Marek’s father left."),
    ("he’d been found dead", "Ivo Marek had been found dead."),
    ("he’s loved the attention", "Ivo Marek has loved the attention."),
    ("he’s never seen a crane fall", "Ivo Marek has seen a crane fall."),
    ("he met Ivo Marek", "He met Ivo Marek."),
    ("the bridge is closed", "The bridge is closed."),
    ("he believes she left", "She left."),
]


def test_claim_names_whose_age_it_is():
    assert propose_claim(make_quote("I was held", cue="said", speaker_words="The 34-year-old"), "Ivo Marek").text == "Ivo Marek was held."


def test_claim_names_who_is_accused_as_him():
    quote = make_quote("him of trying to leave", cue="accused", speaker_words="police")
    assert (propose_claim(quote, subject="Ivo Marek").text, propose_claim(quote).text) == ("Ivo Marek tried to leave.", "He tried to leave.")


@pytest.mark.parametrize(("words", "wanted"), SUBJECTS)
def test_claim_names_whom_its_first_pronoun_stands_for(words, wanted):
    assert propose_claim(make_quote(words, cue="said", speaker_words="police"), subject="Ivo Marek").text == wanted


def test_claim_names_who_says_i_by_name_alone():
    quote = make_quote("I was held", cue="said", speaker_words="Her colleague Ivo Marek")
    assert propose_claim(quote, speaker="Ivo Marek").text == "Ivo Marek was held."


@pytest.mark.parametrize("speaker_words", ["Former director Ivo Marek", "Marek", "he"])
def test_claim_names_who_did_it_as_in_all_other_claims(speaker_words):
    quote = make_quote("selling the yard", cue="admitted", speaker_words=speaker_words)
    assert propose_claim(quote, speaker="Ivo Marek").text == "Ivo Marek sold the yard."


def test_nobody_demands_something_of_himself():
    quote = make_quote("that she publish her diary", cue="demanded", speaker_words="The leader Ivo Marek")
    assert propose_claim(quote, speaker="Ivo Marek", subject="Ivo Marek").text == "She should publish her diary."


def test_claim_names_who_says_i_where_the_speaker_is_a_pronoun():
    assert propose_claim(make_quote("“I was held,”", cue="said", speaker_words="he"), speaker="Ivo Marek").text == "Ivo Marek was held."


def test_the_same_words_propose_the_same_claim():
    one, two = propose_claim(make_quote("that the town is empty")), propose_claim(make_quote("“The town is empty,”"))
    assert one == two and one.id == "the-town-is-empty-" + one.id[-4:]


@pytest.mark.parametrize(
    "words",
    ["", "“”", "No.", None, "to comment", "to comment on the raid", "a request for comment", "repeated requests for comment", "“Who hit the bridge?”", "his candidacy", "the climate deal"],
)
def test_nothing_to_propose(words):
    assert propose_claim(make_quote(words)) is None
