"""Words that came through others, and denials in all their forms: from a sentence to who holds which position, through whom.

Everybody and every outlet here but Interfax is invented. The texts that only count are those marked `relayed` in tests/gold/.
"""

import pytest

pytest.importorskip("trafilatura", reason="the ingest extra is not installed")
pytest.importorskip("onnxruntime", reason="the ingest extra is not installed")

from datasette_claims.articles import Reading, read_articles
from datasette_claims.catalogue import Catalogue
from datasette_claims.ingest.coding import Desk, code_reading

ARTICLE = """URL: https://post.example/1
Publisher: Harbour Post
Published: 2026-03-19

Talks in Lund end without a result

The talks in Lund ended on Thursday without a result after two days, and the delegations left the town of Lund for the border.

{}

The talks will go on next week in the town of Corin, where the weather is better and the hotels are cheap.
"""
# A sentence -> its quotes in order: speaker, label, claim, and the relays, outermost first.
POSITIONS = {
    "Asked whether the bank would be sold, the mayor declined to comment.": [("mayor", "declines_to_comment", "The bank would be sold.")],
    "The mayor refused to answer when asked whether the bank would be sold.": [("mayor", "declines_to_comment", "The bank would be sold.")],
    "Asked whether the bank would be sold, the mayor said it could not be confirmed.": [("mayor", "cannot_confirm", "The bank would be sold.")],
    "Ivo Tarn said the bridge was unsafe. Asked whether the bank would be sold, the mayor denied it.": [
        ("Ivo Tarn", "asserts", "The bridge was unsafe."), ("mayor", "denies", "The bank would be sold."),
    ],
    "The mayor, asked whether the bank would be sold, said it would not.": [("mayor", "denies", "The bank would be sold.")],
    "Asked whether the bank had been sold, the mayor said he was not going to discuss private deals.": [
        ("mayor", "declines_to_comment", "The bank had been sold."),
    ],
    "Ivo Tarn said the bridge was unsafe. The mayor said she had nothing for reporters.": [
        ("Ivo Tarn", "asserts", "The bridge was unsafe."), ("mayor", "declines_to_comment", "The bridge was unsafe."),
    ],
    "The town ended a repair scheme that villagers say was promised to them.": [
        ("villagers", "asserts", "The repair scheme was promised to them."),
    ],
    "Police searched two ships near the mill which officials said were stolen in May.": [
        ("officials", "asserts", "Two ships near the mill were stolen in May."),
    ],
    "The town met Ivo Tarn, who neighbours say was in Lund that day.": [("neighbours", "asserts", "Ivo Tarn was in Lund that day.")],
    "The mayor is reported to have sold the bridge.": [(None, "relays", "The mayor has sold the bridge.")],
    "The colonel, who is said to have fled, is in Lund.": [(None, "relays", "The colonel has fled.")],
    "The army said it denied that two brigades had left Corin.": [("army", "denies", "Two brigades had left Corin.")],
    "The army said that it had denied reports that two brigades had left Corin.": [("army", "denies", "Two brigades had left Corin.")],
    'Source: Mayor Ivo Tarn on Telegram\n\nQuote: "The depot is on fire."\n\nDetails: Tarn said that the fire would be put out by noon.': [
        ("Ivo Tarn", "asserts", "The depot is on fire."), ("Ivo Tarn", "asserts", "The fire would be put out by noon."),
    ],
    "“The bridge is safe,” Anna Brandt told this newspaper in May.": [("Anna Brandt", "asserts", "The bridge is safe.")],
    "“The bridge is safe,” Anna Brandt told the Post by phone.": [("Anna Brandt", "asserts", "The bridge is safe.")],
    "Through his lawyers, Ivo Tarn has maintained that the money was a loan.": [
        ("Ivo Tarn", "asserts", "The money was a loan.", "his lawyers"),
    ],
    "Ivo Tarn said through a spokesman that the bridge was safe.": [("Ivo Tarn", "asserts", "The bridge was safe.", "a spokesman")],
    "The Corin Herald, citing what it called a captured officer, reported that the bridge had fallen.": [
        ("Corin Herald", "relays", "The bridge had fallen."), ("a captured officer", "asserts", "The bridge had fallen.", "Corin Herald"),
    ],
    "The company counters that a study by biologists found no lasting effect on the fish.": [
        ("company", "relays", "There is a lasting effect on the fish."),
        ("a study by biologists", "denies", "There is a lasting effect on the fish.", "company"),
    ],
    "The mayor said that two villagers say the bridge fell.": [
        ("mayor", "relays", "The bridge fell."), ("two villagers", "asserts", "The bridge fell.", "mayor"),
    ],
    "“I was on the front. ‘We thought it was thunder,’ a baker told me, ‘and then the shed floated past.’ Police have told them not to go back,” said Ivo Tarn.": [
        ("Ivo Tarn", "relays", "We thought it was thunder and then the shed floated past."),
        ("a baker", "asserts", "We thought it was thunder and then the shed floated past.", "Ivo Tarn"),
        ("Police", "calls_for", "They should not go back.", "Ivo Tarn"),
    ],
    'In the clip, Anna Brandt appears to say of teachers: "They are thieves, and everybody knows it." Lund Uncut, the account that posted it, added the caption "She finally said it."': [
        ("Anna Brandt", "asserts", "They are thieves, and everybody knows it."), ("Lund Uncut", "asserts", "Anna Brandt finally said it."),
    ],
    "Ivo Tarn has dismissed the affair as “a fairy tale”, calling the players said to be behind it “cowards”.": [
        ("Ivo Tarn", "asserts", "The affair is a fairy tale."),
        ("Ivo Tarn", "asserts", "The players said to be behind it are cowards."),
    ],
    "In May Anna Brandt said the team was finished. “I was wrong,” she said. “Write it down.”": [
        ("Anna Brandt", "asserts", "The team was finished."), ("Anna Brandt", "retracts", "The team was finished."),
    ],
    "Korvix said a pump had failed. Three weeks later Korvix withdrew the explanation.": [
        ("Korvix", "asserts", "A pump had failed."), ("Korvix", "retracts", "A pump had failed."),
    ],
    "Anna Brandt said the bridge was shut. Anna Brandt has apologised for the remark.": [
        ("Anna Brandt", "asserts", "The bridge was shut."), ("Anna Brandt", "retracts", "The bridge was shut."),
    ],
    "Anna Brandt said the bridge was shut. Ivo Tarn said: “I was wrong.”": [
        ("Anna Brandt", "asserts", "The bridge was shut."), ("Ivo Tarn", None, None),
    ],
    "The mayor accused Ivo Tarn of lying. There was no immediate comment from Tarn.": [
        ("mayor", "asserts", "Ivo Tarn lied."), ("Ivo Tarn", "declines_to_comment", "Ivo Tarn lied."),
    ],
    "Villagers said soldiers had burned the mill. Lund police had no immediate comment.": [
        ("Villagers", "asserts", "Soldiers had burned the mill."), ("Lund police", "declines_to_comment", "Soldiers had burned the mill."),
    ],
    "Villagers said soldiers had burned the mill. The mayor said she had no comment.": [
        ("Villagers", "asserts", "Soldiers had burned the mill."), ("mayor", "declines_to_comment", "Soldiers had burned the mill."),
    ],
    "Anna Brandt said the bank was sold. Mr Tarn would not be drawn on names.": [
        ("Anna Brandt", "asserts", "The bank was sold."), ("Tarn", "declines_to_comment", "The bank was sold."),
    ],
    "Anna Brandt said the bank was sold. Ivo Tarn said the mill was robbed. The bank has not responded to Mr Tarn's remarks.": [
        ("Anna Brandt", "asserts", "The bank was sold."), ("Ivo Tarn", "asserts", "The mill was robbed."), ("bank", "declines_to_comment", "The mill was robbed."),
    ],
    "Anna Brandt said Mr Tarn had robbed the mill. Ivo Tarn's campaign did not return a call seeking comment on what else he has done.": [
        ("Anna Brandt", "asserts", "Mr Tarn had robbed the mill."), ("Ivo Tarn campaign", None, None),
    ],
    "Ivo Tarn said the mill was robbed. Anna Brandt did not provide any descriptions of the mill.": [
        ("Ivo Tarn", "asserts", "The mill was robbed."), ("Anna Brandt", None, None),
    ],
    "The mayor said two villagers would never say that the bridge fell.": [("mayor", "denies", "Two villagers would say that the bridge fell.")],
    "Anna Brandt said the bridge was shut. Anna Brandt did not apologise for her remarks.": [
        ("Anna Brandt", "asserts", "The bridge was shut."), ("Anna Brandt", None, None),
    ],
    "Local media, citing eyewitnesses, reported that the bridge had fallen.": [
        ("Local media", "relays", "The bridge had fallen."), ("eyewitnesses", "asserts", "The bridge had fallen.", "Local media"),
    ],
    "The mayor said reports that soldiers had burned the mill were without foundation.": [
        ("mayor", "denies", "Soldiers had burned the mill."), ("reports", "asserts", "Soldiers had burned the mill."),
    ],
    "Anna Brandt said the report that the school would close was accurate.": [
        ("Anna Brandt", "confirms", "The school would close."), ("report", "asserts", "The school would close."),
    ],
    "The mayor said reports that the school would close were exaggerated.": [
        ("mayor", "qualifies", "The school would close."), ("reports", "asserts", "The school would close."),
    ],
    "The army said it could neither confirm nor deny that two brigades had left Corin.": [
        ("army", "declines_to_comment", "Two brigades had left Corin."),
    ],
    "Villagers said soldiers had burned the mill. The army has repeatedly denied this.": [
        ("Villagers", "asserts", "Soldiers had burned the mill."), ("army", "denies", "Soldiers had burned the mill."),
    ],
    "Villagers said soldiers had burned the mill. Officials confirmed this on Monday.": [
        ("Villagers", "asserts", "Soldiers had burned the mill."), ("Officials", "confirms", "Soldiers had burned the mill."),
    ],
    "Villagers said soldiers had burned the mill. The army called that a lie.": [
        ("Villagers", "asserts", "Soldiers had burned the mill."), ("army", "denies", "Soldiers had burned the mill."),
    ],
    "Asked whether anyone would resign, the mayor said that was a matter for the board.": [
        ("mayor", "declines_to_comment", "Someone would resign."),
    ],
    "Two engineers who asked not to be named said they had been told to leave.": [
        ("Two engineers who asked not to be named", "asserts", "Two engineers had been told to leave."),
    ],
    "Officials said they were killed on the bridge.": [("Officials", "asserts", "They were killed on the bridge.")],
    "The navy said it had detected nothing.": [("navy", "denies", "The navy had detected something.")],
    "The navy said it was a seal.": [("navy", "asserts", "It was a seal.")],
    "The navy said its ships were in port.": [("navy", "asserts", "The navy’s ships were in port.")],
    '"No soldier was there," the mayor said. "Whoever says otherwise is lying."': [
        ("mayor", "denies", "A soldier was there."), ("Whoever", "asserts", "Otherwise is lying."),
    ],
    "The opposition accused the mayor of selling the mill. The mayor did not respond to a request for comment.": [
        ("opposition", "asserts", "The mayor sold the mill."), ("mayor", "declines_to_comment", "The mayor sold the mill."),
    ],
    "Ivo Tarn said the bridge was unsafe. The mayor declined to comment.": [
        ("Ivo Tarn", "asserts", "The bridge was unsafe."), ("mayor", "declines_to_comment", "The bridge was unsafe."),
    ],
    "Villagers said soldiers had burned the mill. Ivo Tarn said the bridge was unsafe. The soldiers did not answer emailed questions.": [
        ("Villagers", "asserts", "Soldiers had burned the mill."), ("Ivo Tarn", "asserts", "The bridge was unsafe."),
        ("soldiers", "declines_to_comment", "Soldiers had burned the mill."),
    ],
    "Ivo Tarn said the bridge was unsafe. He declined to comment.": [("Ivo Tarn", "asserts", "The bridge was unsafe."), ("Ivo Tarn", None, None)],
    "Ivo Tarn said the bridge was unsafe. The driver declined to give his name.": [
        ("Ivo Tarn", "asserts", "The bridge was unsafe."), ("driver", None, None),
    ],
    "Ivo Tarn said the bridge was unsafe. The mayor does not dispute the figures.": [
        ("Ivo Tarn", "asserts", "The bridge was unsafe."), ("mayor", None, None),
    ],
    "The governor, Ivo Tarn, said the dam was safe. He urged lawyers to come forward. The ministry described the governor's claim as misleading.": [
        ("Ivo Tarn", "asserts", "The dam was safe."), ("Ivo Tarn", "calls_for", "Lawyers should come forward."), ("ministry", "denies", "The dam was safe."),
    ],
    'Villagers said soldiers had burned the mill. The army called that "a fairy tale".': [
        ("Villagers", "asserts", "Soldiers had burned the mill."), ("army", "denies", "Soldiers had burned the mill."),
    ],
    'Villagers said soldiers had burned the mill. The council called this "a fantasy for the evening news".': [
        ("Villagers", "asserts", "Soldiers had burned the mill."), ("council", "denies", "Soldiers had burned the mill."),
    ],
    "The opposition said soldiers had burned the mill. The army rejected the accusation.": [
        ("opposition", "asserts", "Soldiers had burned the mill."), ("army", "denies", "Soldiers had burned the mill."),
    ],
    "The Corin Herald reported that soldiers had burned the mill. The army confirmed the report on Monday.": [
        ("Corin Herald", "asserts", "Soldiers had burned the mill."), ("army", "confirms", "Soldiers had burned the mill."),
    ],
    "Villagers said soldiers had burned the mill. The mayor denied the report.": [
        ("Villagers", "asserts", "Soldiers had burned the mill."), ("mayor", None, None),
    ],
    "Police said they had searched the mill. Ivo Tarn denies the allegations.": [
        ("Police", "asserts", "Police had searched the mill."), ("Ivo Tarn", None, None),
    ],
    "The opposition accused the mayor of selling the mill. Ivo Tarn denies the allegations.": [
        ("opposition", "asserts", "The mayor sold the mill."), ("Ivo Tarn", "denies", "The mayor sold the mill."),
    ],
    "The governor said the dam was safe. Anna Brandt said it was cracked. The army rejected the governor's claim.": [
        ("governor", "asserts", "The dam was safe."), ("Anna Brandt", "asserts", "It was cracked."), ("army", "denies", "The dam was safe."),
    ],
    "The army said no soldiers had burned the mill. Villagers called that a lie.": [
        ("army", "denies", "Soldiers had burned the mill."), ("Villagers", "asserts", "Soldiers had burned the mill."),
    ],
    "Villagers said soldiers had burned the mill. The army said this was not the case.": [
        ("Villagers", "asserts", "Soldiers had burned the mill."), ("army", "denies", "Soldiers had burned the mill."),
    ],
    'Asked whether the bank would be sold, the mayor said: "No comment."': [("mayor", "declines_to_comment", "The bank would be sold.")],
    "The mayor was asked whether the bank would be sold. “No,” the mayor said.": [("mayor", "denies", "The bank would be sold.")],
    "Mayor Ada Holt was asked by a reporter if the bank had been sold.\n\nHolt said it had not.": [
        ("a reporter", "questions", "The bank had been sold."),
        ("Ada Holt", "denies", "The bank had been sold."),
    ],
    "The mayor was asked if the bank had been sold. The mayor declined to comment.": [("mayor", "declines_to_comment", "The bank had been sold.")],
    'Asked whether the bank would be sold, the mayor said: "No."': [("mayor", "denies", "The bank would be sold.")],
    '"No idea," the mayor said when asked whether the bank would be sold.': [("mayor", "cannot_confirm", "The bank would be sold.")],
    "Pressed on whether the bank had been sold, the mayor smiled.": [],
    "The Corin Herald reported on Friday that the army had moved two brigades to the border, citing two officials.": [
        ("Corin Herald", "relays", "The army had moved two brigades to the border."),
        ("two officials", "asserts", "The army had moved two brigades to the border.", "Corin Herald"),
    ],
    "Citing a source in the ministry, the Corin Herald said the army had moved two brigades to the border.": [
        ("Corin Herald", "relays", "The army had moved two brigades to the border."),
        ("a source in the ministry", "asserts", "The army had moved two brigades to the border.", "Corin Herald"),
    ],
    "The Corin Herald, citing a source in the ministry, said the army had moved two brigades to the border.": [
        ("Corin Herald", "relays", "The army had moved two brigades to the border."),
        ("a source in the ministry", "asserts", "The army had moved two brigades to the border.", "Corin Herald"),
    ],
    "The Tavra agency said, citing the mayor, that forty houses had been damaged.": [
        ("Tavra agency", "relays", "Forty houses had been damaged."),
        ("mayor", "asserts", "Forty houses had been damaged.", "Tavra agency"),
    ],
    "According to Radio Nord, citing a source at the ministry, no troops will be sent.": [
        ("Radio Nord", "relays", "Troops will be sent."),
        ("a source at the ministry", "denies", "Troops will be sent.", "Radio Nord"),
    ],
    '"No troops will be sent," the Corin Herald quoted Ms Brandt as saying.': [("Brandt", "denies", "Troops will be sent.", "Corin Herald")],
    "Ms Brandt was quoted by the Corin Herald as saying that no troops would be sent.": [
        ("Brandt", "denies", "Troops would be sent.", "Corin Herald"),
    ],
    'The Corin Herald, which first reported the damage, quoted the mayor as saying: "The bridge is safe."': [
        ("Corin Herald", None, None),
        ("mayor", "asserts", "The bridge is safe.", "Corin Herald"),
    ],
    "Ivo Tarn was quoted by Interfax as saying that troops had not been sent to Lund.": [
        ("Ivo Tarn", "denies", "Troops had been sent to Lund.", "Interfax"),
    ],
    "According to the Corin Herald, Anna Brandt, head of the school, said the bridge was unsafe.": [
        ("Corin Herald", "relays", "The bridge was unsafe."),
        ("Anna Brandt", "asserts", "The bridge was unsafe.", "Corin Herald"),
    ],
    "The report was confirmed by Radio Nord, which quoted Corin police as saying that two men were at large.": [
        ("Radio Nord", None, None),
        ("Corin police", "asserts", "Two men were at large.", "Radio Nord"),
    ],
    "An engineer told Interfax they were seen near Arsal ten days ago.": [
        ("An engineer", "asserts", "They were seen near Arsal ten days ago.", "Interfax"),
    ],
    "The mayor told Radio Nord and the Corin Herald that the bridge was safe.": [
        ("mayor", "asserts", "The bridge was safe.", "Radio Nord", "Corin Herald"),
    ],
    "The Corin Herald quoted a senior engineer who confirmed that the bridge was unsafe.": [
        ("a senior engineer", "confirms", "The bridge was unsafe.", "Corin Herald"),
    ],
    'The agency Tavra quoted an engineer as saying: "The bridge was hit."': [
        ("an engineer", "asserts", "The bridge was hit.", "Tavra"),
    ],
    "The Velan newspaper Ostblatt reported that the bridge was unsafe.": [
        ("Ostblatt", "asserts", "The bridge was unsafe."),
    ],
    "One engineer who asked not to be named told Radio Nord he had seen cracks in the steel.": [
        ("One engineer who asked not to be named", "asserts", "He had seen cracks in the steel.", "Radio Nord"),
    ],
    "“We have seen the letter,” Anna Brandt wrote on the paper's website.": [("Anna Brandt", "asserts", "We have seen the letter.")],
    "Two soldiers were injured in an explosion, the ministry said, rejecting claims by rebels that a drone had struck the depot.": [
        ("ministry", "asserts", "Two soldiers were injured in an explosion."),
        ("ministry", "denies", "A drone had struck the depot."),
        ("rebels", "asserts", "A drone had struck the depot."),
    ],
    "In an interview with Radio Nord, the mayor warned, however, that the bridge must be repaired.": [
        ("mayor", "calls_for", "The bridge must be repaired.", "Radio Nord"),
    ],
    "Anna Brandt was interviewed in the newspaper Ostblatt, where she said the bridge was unsafe and that nobody had asked.": [
        ("Anna Brandt", "asserts", "The bridge was unsafe.", "Ostblatt"),
    ],
    "Velan troops are believed to have crossed the river near Lund.": [(None, "asserts", "Velan troops have crossed the river near Lund.")],
    "It has been reported that the bridge was unsafe.": [(None, "relays", "The bridge was unsafe.")],
    "There are unconfirmed reports that troops had crossed the river.": [("unconfirmed reports", "asserts", "Troops had crossed the river.")],
    "The road was shut following reports that troops had crossed the river.": [("reports", "asserts", "Troops had crossed the river.")],
    "The Corin Herald reported on its website that the bridge was unsafe.": [("Corin Herald", "asserts", "The bridge was unsafe.")],
    "Local media quoted residents as saying that troops had crossed the river.": [
        ("residents", "asserts", "Troops had crossed the river.", "Local media"),
    ],
    "The mayor, the Corin Herald reported, said the bridge was safe.": [("mayor", "asserts", "The bridge was safe.", "Corin Herald")],
    "The mayor was reported by the Corin Herald to have said the bridge was safe.": [("mayor", "asserts", "The bridge was safe.", "Corin Herald")],
    "A minister quoted by Radio Nord said no troops would be sent.": [("A minister", "denies", "Troops would be sent.", "Radio Nord")],
    "The general staff denied, in a statement published by the Tavra news agency, that troops had crossed the river.": [
        ("general staff", "denies", "Troops had crossed the river.", "Tavra news agency"),
    ],
    "In an interview with Kanal Fem, the minister said no troops would be sent.": [("minister", "denies", "Troops would be sent.", "Kanal Fem")],
    "The mayor told the daily Ostblatt that the bridge was safe. She told Ostblatt that the town had been informed.": [
        ("mayor", "asserts", "The bridge was safe.", "Ostblatt"),
        ("She", "asserts", "The town had been informed.", "Ostblatt"),
    ],
    "Bridge was unsafe, engineers tell Corin Herald.": [("engineers", "asserts", "Bridge was unsafe.", "Corin Herald")],
    "Documents obtained by the Corin Herald show that the bridge was unsafe.": [("Documents", "asserts", "The bridge was unsafe.", "Corin Herald")],
    "A report in the Corin Herald said that Ms Brandt had denied sending troops.": [
        ("Corin Herald", "relays", "Ms Brandt sent troops."),
        ("Brandt", "denies", "Ms Brandt sent troops.", "Corin Herald"),
    ],
    "According to Radio Nord, the minister said that no troops would be sent.": [
        ("Radio Nord", "relays", "Troops would be sent."),
        ("minister", "denies", "Troops would be sent.", "Radio Nord"),
    ],
    "Ms Brandt said the minister had promised to send no troops.": [
        ("Brandt", "relays", "The minister will send troops."),
        ("minister", "denies", "The minister will send troops.", "Brandt"),
    ],
    "Ms Brandt said she had been told by the general that no troops would be sent.": [
        ("Brandt", "relays", "Troops would be sent."),
        ("general", "denies", "Troops would be sent.", "Brandt"),
    ],
    "The court was told that engineers had warned the mayor.": [(None, "relays", "Engineers had warned the mayor.")],
    "The general informed the committee that no troops would be sent, Ms Brandt said.": [
        ("Brandt", "relays", "Troops would be sent."),
        ("general", "denies", "Troops would be sent.", "Brandt"),
    ],
    'The Corin Herald reported that the minister called the plan "madness".': [
        ("Corin Herald", "relays", "The plan is madness."),
        ("minister", "asserts", "The plan is madness.", "Corin Herald"),
    ],
    "State television reported that the president had told ministers the bridge would be rebuilt.": [
        ("State television", "relays", "The bridge would be rebuilt."),
        ("president", "asserts", "The bridge would be rebuilt.", "State television"),
    ],
    'Asked whether Arvonian troops were in Lund, Mr Tarn said: "No."': [("Tarn", "denies", "Arvonian troops were in Lund.")],
    '"No, absolutely not," Mr Tarn said when asked if Arvonia had sent troops to Lund.': [("Tarn", "denies", "Arvonia had sent troops to Lund.")],
    "Reports that Arvonia had sent troops to Lund were denied by the foreign ministry.": [
        ("foreign ministry", "denies", "Arvonia had sent troops to Lund."),
    ],
    'The claim that Arvonian troops were in Lund was dismissed as "fake news" by the foreign ministry.': [
        ("foreign ministry", "denies", "Arvonian troops were in Lund."),
    ],
    "The ministry denied a report in the Corin Herald, which said that troops had been sent to Lund.": [
        ("ministry", "denies", "Troops had been sent to Lund."),
        ("Corin Herald", "asserts", "Troops had been sent to Lund."),
    ],
    "The Corin Herald reported last week that troops had been sent to Lund, a claim the ministry denied.": [
        ("Corin Herald", "asserts", "Troops had been sent to Lund."),
        ("ministry", "denies", "Troops had been sent to Lund."),
    ],
    "According to Tavra, which cited two officials, two ships have left the port.": [
        ("Tavra", "relays", "Two ships have left the port."),
        ("two officials", "asserts", "Two ships have left the port.", "Tavra"),
    ],
    "Two ships have left the port, according to a report by Tavra that cited two officials.": [
        ("Tavra", "relays", "Two ships have left the port."),
        ("two officials", "asserts", "Two ships have left the port.", "Tavra"),
    ],
    "The charity's report cites witnesses who said that prisoners had been beaten.": [
        ("witnesses", "asserts", "Prisoners had been beaten.", "charity's report"),
    ],
    "The agency quoted the admiral as denying that ships had left the port.": [("admiral", "denies", "Ships had left the port.", "agency")],
    "The ministry's spokesman was cited by state television as denying that ships had left the port.": [
        ("ministry's spokesman", "denies", "Ships had left the port.", "state television"),
    ],
    "The Corin Herald reports that the company told staff on Monday the plant would close in May.": [
        ("Corin Herald", "relays", "The plant would close in May."),
        ("company", "asserts", "The plant would close in May.", "Corin Herald"),
    ],
    "The inquiry heard that the engineers had told the mayor the bridge was unsafe.": [
        ("inquiry", "relays", "The bridge was unsafe."),
        ("engineers", "asserts", "The bridge was unsafe.", "inquiry"),
    ],
    "Mr Tarn repeated the ministry's claim that no ships had left the port.": [
        ("Tarn", "relays", "Ships had left the port."),
        ("ministry", "denies", "Ships had left the port.", "Tarn"),
    ],
    "Ms Brandt rejected the Corin Herald's claim that troops had crossed the river.": [
        ("Brandt", "denies", "Troops had crossed the river."),
        ("Corin Herald", "asserts", "Troops had crossed the river."),
    ],
    "The mayor said he had heard from engineers that the bridge was unsafe.": [
        ("mayor", "relays", "The bridge was unsafe."),
        ("engineers", "asserts", "The bridge was unsafe.", "mayor"),
    ],
    "The minister's claim that the bridge was safe was repeated by state media.": [("minister", "asserts", "The bridge was safe.")],
    "Ms Brandt said in an interview published on Thursday in the weekly Ostblatt that two ships had left the port.": [
        ("Brandt", "asserts", "Two ships had left the port.", "Ostblatt"),
    ],
    "Two diplomats, speaking to the Corin Herald on condition of anonymity, said the talks had failed.": [
        ("Two diplomats", "asserts", "The talks had failed.", "Corin Herald"),
    ],
    "An official of the company, who was quoted by the Corin Herald, said the plant would close in May.": [
        ("An official of the company", "asserts", "The plant would close in May.", "Corin Herald"),
    ],
    "The minister, who has led the party since May, said the bridge was unsafe.": [("minister", "asserts", "The bridge was unsafe.")],
    "The opposition accused the government of sending troops across the border, which it denied.": [
        ("opposition", "asserts", "The government sent troops across the border."),
        ("it", "denies", "The government sent troops across the border."),
    ],
    "The opposition accused the government of sending troops across the border, an accusation the government rejects.": [
        ("opposition", "asserts", "The government sent troops across the border."),
        ("government", "denies", "The government sent troops across the border."),
    ],
    "The government has been accused by the opposition of sending troops across the border.": [
        ("opposition", "asserts", "The government sent troops across the border."),
    ],
    "The opposition in Lund accused the government of Corin of sending tanks across the river, which the defence ministry denied.": [
        ("opposition in Lund", "asserts", "The government of Corin sent tanks across the river."),
        ("defence ministry", "denies", "The government of Corin sent tanks across the river."),
    ],
    "Corin accused of sending tanks to Lund.": [(None, "asserts", "Corin sent tanks to Lund.")],
    "The neighbour was accused of sending tanks to Lund.": [(None, "asserts", "The neighbour sent tanks to Lund.")],
    "The government, which has repeatedly denied sending troops, said the soldiers were volunteers.": [
        ("government", "denies", "The government sent troops."),
        ("government", "asserts", "The soldiers were volunteers."),
    ],
    "The mayor was quoted in local media as saying four drones had been shot down.": [("mayor", "asserts", "Four drones had been shot down.")],
    "The suspect's brother said in a phone call with Tavra that the suspect had acted alone. Tavra is a news agency.": [
        ("suspect's brother", "asserts", "The suspect had acted alone."),
    ],
    'In a statement sent to the Corin Herald, the ministry denied that it had ordered the strike.': [
        ("ministry", "denies", "The ministry had ordered the strike.", "Corin Herald"),
    ],
    "The foreign ministry has denied media reports of Arvonian troops in Lund.": [
        ("foreign ministry", "denies", "There are Arvonian troops in Lund."),
    ],
    'The foreign ministry called the reports of troops in Lund "a complete fabrication".': [
        ("foreign ministry", "denies", "There are troops in Lund."),
    ],
    "The foreign ministry rejected as baseless reports that troops had been sent to Lund.": [
        ("foreign ministry", "denies", "Troops had been sent to Lund."), ("reports", "asserts", "Troops had been sent to Lund."),
    ],
    "Arvonia's general staff denied sending troops to Lund.": [("Arvonia's general staff", "denies", "Arvonia's general staff sent troops to Lund.")],
    "The army ruled out sending troops to Lund.": [("army", "denies", "The army will be sending troops to Lund.")],
    "Mr Tarn laughed off reports that troops had been sent to Lund.": [
        ("Tarn", "denies", "Troops had been sent to Lund."),
        ("reports", "asserts", "Troops had been sent to Lund."),
    ],
    "The ministry refused to comment on the reports of troops in Lund.": [("ministry", "declines_to_comment", "There are troops in Lund.")],
}


@pytest.mark.parametrize("sentence", POSITIONS)
def test_who_holds_which_position_through_whom(sentence, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(ARTICLE.format(sentence), encoding="utf-8")
    (reading,) = read_articles(str(path), offline=True, retrieved="2026-03-20")
    assert isinstance(reading, Reading)
    coding = code_reading(reading, Desk(Catalogue(), "test"))
    names = {actor.id: actor.name for actor in coding.actors}
    claims = {claim.id: claim.text for claim in coding.claims}
    found = []
    for quote in coding.quotes:
        stance = next((stance for stance in coding.stances if stance.quote == quote.id), None)
        relays = [names[relay.actor] for relay in coding.relays if relay.quote == quote.id]
        found.append((names.get(quote.speaker), stance and stance.label, stance and claims[stance.claim], *relays))
    assert found == POSITIONS[sentence]


def test_whom_a_pronoun_in_a_claim_is_taken_for_is_said(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(ARTICLE.format("Anna Brandt came back on Monday. Police said she had been held for two days."), encoding="utf-8")
    (reading,) = read_articles(str(path), offline=True, retrieved="2026-03-20")
    coding = code_reading(reading, Desk(Catalogue(), "test"))
    assert [claim.text for claim in coding.claims] == ["Anna Brandt had been held for two days."]
    assert "The pronoun it begins with is taken for Anna Brandt." in coding.stances[0].detail
