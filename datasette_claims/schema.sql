-- The one schema of datasette-claims: every table, column and view is described here once.
-- Lines that start with "--!" describe the table or view below, lines that start with "---" the
-- column below; schema.py reads both, and metadata.yml, the data dictionary and datapackage.json
-- are made from them. Only TEXT, INTEGER and REAL are declared, because datasette-graphql turns
-- every other type into Float. Foreign keys carry the noun's name, so that CSV, pages and GraphQL
-- read "stances.claim", and the key itself is always called "id".

-- "CLMS": how a program tells our database from somebody else's (sqlite.org/pragma.html#pragma_application_id).
pragma application_id = 1129071955;
pragma user_version = 3;

--! Outlets, agencies, public bodies and sites that publish articles.
create table publishers (
  --- Slug, given once and never reused, such as the-independent.
  id text primary key,
  --- Name as the publisher writes it in English, or its own name where it has no English one.
  name text not null,
  --- Host name of its site without www, such as independent.co.uk.
  domain text,
  --- Country where it is edited: English short name as listed in words/countries.csv.
  country text,
  --- What it is: agency, newspaper, broadcaster, magazine, site, public_body, think_tank, fact_checker, aggregator or social.
  kind text not null default 'site'
    check (kind in ('agency', 'newspaper', 'broadcaster', 'magazine', 'site', 'public_body', 'think_tank', 'fact_checker', 'aggregator', 'social')),
  --- Independence group: publishers that share an owner or newsroom share this slug and count as one source; its own id where it stands alone.
  family text not null,
  --- The same outlet as an actor, for when it speaks in its own voice or relays others.
  actor text references actors (id),
  --- Wikidata id, only where checked against a named source.
  wikidata text check (wikidata glob 'Q[0-9]*'),
  --- Remark for readers, such as why it belongs to its family.
  note text
);

--! Published pages. Only facts about the page are kept, never its body.
create table articles (
  --- "a" and twelve base32 characters of the hash of the canonical URL.
  id text primary key,
  --- Canonical address, without tracking parameters, AMP or print variants.
  url text not null unique,
  --- Headline as published, or in our own words where none was stored.
  title text not null,
  --- Who published it.
  publisher text not null references publishers (id),
  --- Byline as printed.
  author text,
  --- Language of the text: BCP 47 code such as en, ru, zh-Hant.
  language text,
  --- When it was published: ISO 8601 at the precision known (2022, 2022-08, 2022-08-11 or with time and offset); empty when unknown.
  published text,
  --- How the date is known: page (printed there), url (part of the address), inferred (from the content) or unknown.
  published_basis text not null default 'unknown' check (published_basis in ('page', 'url', 'inferred', 'unknown')),
  --- When the text was last read: ISO date.
  retrieved text,
  --- Address of an archived copy, if one is known.
  archived_url text,
  --- SHA-256 of the normalised text that offsets point into; empty where no full text was read.
  text_hash text check (length(text_hash) = 64),
  --- Length of that text in characters (Unicode code points).
  text_length integer,
  --- The article whose text this one reprints.
  syndicated_from text references articles (id),
  --- Relation to earlier reporting: original, reprint (same agency text), mirror (same page elsewhere), rewrite (retold from another outlet) or distorted (altered in a way that changes the facts). Only original and rewrite count as reporting.
  reuse text not null default 'original' check (reuse in ('original', 'reprint', 'mirror', 'rewrite', 'distorted')),
  --- How the row was made: hand, log, rules, model, llm or import.
  method text not null check (method in ('hand', 'log', 'rules', 'model', 'llm', 'import')),
  --- The run that made or last changed the row.
  run text references runs (id),
  --- Remark for readers, such as what an altered copy changed.
  note text
);
create index articles_publisher on articles (publisher, published desc, reuse);
create index articles_language on articles (language);
create index articles_unarchived on articles (id) where archived_url is null;
create index articles_published on articles (published);
create index articles_syndicated_from on articles (syndicated_from);
create index articles_text_hash on articles (text_hash);
create index articles_run on articles (run);

--! Persons, bodies, states, groups, outlets and unnamed sources that speak or are spoken for.
create table actors (
  --- Slug, given once and never reused, such as ivan-nechaev.
  id text primary key,
  --- Name used in English on our pages; every other spelling is in actor_names.
  name text not null,
  --- What it is: person, organisation, public_body, state, armed_group, outlet or unnamed.
  kind text not null
    check (kind in ('person', 'organisation', 'public_body', 'state', 'armed_group', 'outlet', 'unnamed')),
  --- One line that tells who this is, for readers and to keep namesakes apart.
  description text,
  --- Country it belongs to or acts for: English short name as listed in words/countries.csv.
  country text,
  --- The body a body belongs to, such as the ministry of a press department; a person's bodies are in actor_roles.
  part_of text references actors (id),
  --- Wikidata id, only where checked against a named source.
  wikidata text check (wikidata glob 'Q[0-9]*'),
  --- Address of a page that shows this id beside the name.
  wikidata_source text,
  --- For persons: 1 when acting in a public role. Other persons are not recorded.
  is_public_role integer not null default 1 check (is_public_role in (0, 1)),
  --- Address of the page where the actor was first met, or that identifies it.
  source text,
  --- How the row was made: hand, log, rules, model, llm or import.
  method text not null check (method in ('hand', 'log', 'rules', 'model', 'llm', 'import')),
  --- State of checking: proposed, coded_once, reviewed or rejected.
  review text not null check (review in ('proposed', 'coded_once', 'reviewed', 'rejected')),
  --- Remark for readers, such as with whom it must not be confused.
  note text
);
create index actors_country on actors (country collate nocase);  -- as countries are asked for
create index actors_part_of on actors (part_of);
create index actors_name on actors (name);
create index actors_proposed on actors (id) where review = 'proposed';

--! Every spelling under which an actor is known.
create table actor_names (
  --- The actor's id, "-n" and a number.
  id text primary key,
  --- Whose name it is.
  actor text not null references actors (id),
  --- The name as written.
  name text not null,
  --- Language of the text it was seen in: BCP 47 code; empty where unknown.
  language text,
  --- Script: ISO 15924 code such as Latn, Cyrl, Arab, Hang.
  script text not null,
  --- Kind of name: primary, alias, weak_alias (too common to match by itself), transliteration or former.
  kind text not null check (kind in ('primary', 'alias', 'weak_alias', 'transliteration', 'former')),
  --- Address of a page that uses it.
  source text,
  unique (actor, name)
);
create index actor_names_name on actor_names (name);

--! Posts held by persons, and for which body they speak.
create table actor_roles (
  --- The actor's id, "-r" and a number.
  id text primary key,
  --- Who holds the post.
  actor text not null references actors (id),
  --- The post in English, such as deputy director of the Information and Press Department.
  title text not null,
  --- The body, state or group it belongs to.
  body text references actors (id),
  --- 1 when holders speak for that body, so that their statements become its stance.
  speaks_for integer not null default 0 check (speaks_for in (0, 1)),
  --- First day known in the post: ISO 8601 at the precision known.
  held_from text,
  --- Last day known in the post: ISO 8601 at the precision known; empty while it lasts or when unknown.
  held_to text,
  --- Address of a page that names the post.
  source text
);
create index actor_roles_actor on actor_roles (actor);
create index actor_roles_body on actor_roles (body);

--! Groups of claims.
create table topics (
  --- Slug such as troop-deployments.
  id text primary key,
  --- Name shown to readers.
  name text not null,
  --- One sentence on what belongs here and what does not.
  description text not null,
  --- The wider topic.
  parent text references topics (id)
);

--! Affirmative sentences that could be true or false, worded neutrally by us. We rate none of them.
create table claims (
  --- Slug, given once and never reused, such as nk-volunteers-ready.
  id text primary key,
  --- The claim as one affirmative English sentence. A denial is a stance on it, never a claim of its own.
  text text not null unique,
  --- Main topic; further topics are in claim_topics.
  topic text not null references topics (id),
  --- What sort of thing is claimed: occurrence, intention, capability, quantity, legality or other.
  kind text not null check (kind in ('occurrence', 'intention', 'capability', 'quantity', 'legality', 'other')),
  --- Who is said to act; the one from whom an answer can be expected.
  subject text references actors (id),
  --- The other party, such as the receiving state.
  counterpart text references actors (id),
  --- Place named in the claim, no finer than a town.
  place text,
  --- First day the claim is about: ISO date; empty when it names none.
  about_from text,
  --- Last day the claim is about: ISO date.
  about_to text,
  --- Address of the article in which it was first met.
  source text,
  --- How the row was made: hand, log, rules, model, llm or import.
  method text not null check (method in ('hand', 'log', 'rules', 'model', 'llm', 'import')),
  --- State of checking: proposed, coded_once, reviewed or rejected.
  review text not null check (review in ('proposed', 'coded_once', 'reviewed', 'rejected')),
  --- Remark for readers: what the claim covers and what it leaves to others.
  note text
);
create index claims_topic on claims (topic);
create index claims_subject on claims (subject);
create index claims_counterpart on claims (counterpart);
create index claims_proposed on claims (id) where review = 'proposed';

--! Further topics of a claim, beside its main one.
create table claim_topics (
  --- The claim.
  claim text not null references claims (id),
  --- The further topic.
  topic text not null references topics (id),
  primary key (claim, topic)
);
create index claim_topics_topic on claim_topics (topic);

--! How two claims hang together.
create table claim_relations (
  --- Both claims' ids joined by the relation.
  id text primary key,
  --- The claim the relation starts from.
  claim text not null references claims (id),
  --- contradicts, stronger_than (says more: if it is true the other one is too, or nearly), part_of, same_as or responds_to.
  relation text not null check (relation in ('contradicts', 'stronger_than', 'part_of', 'same_as', 'responds_to')),
  --- The claim it points to.
  other_claim text not null references claims (id),
  --- suggested by a program, or confirmed or rejected by a person.
  state text not null check (state in ('suggested', 'confirmed', 'rejected')),
  --- How the row was made: hand, log, rules, model, llm or import.
  method text not null check (method in ('hand', 'log', 'rules', 'model', 'llm', 'import')),
  --- How sure the program was, 0 to 1; empty for people.
  score real check (score between 0 and 1),
  --- One sentence why.
  detail text,
  unique (claim, relation, other_claim),
  check (claim <> other_claim)
);
create index claim_relations_claim on claim_relations (claim, relation, state);
create index claim_relations_other_claim on claim_relations (other_claim, relation, state);
create index claim_relations_suggested on claim_relations (id) where state = 'suggested';

--! Attributed passages: what one speaker is reported to have said in one place of one article.
create table quotes (
  --- Article id, hash of the normalised words, and a number from the second identical passage on.
  id text primary key,
  --- Where it stands.
  article text not null references articles (id),
  --- Who said it; empty while nobody could be made out.
  speaker text references actors (id),
  --- The words that name the speaker in the article, such as "the analyst".
  speaker_words text,
  --- The words that report the speech, such as "said" or "ruled out that".
  cue text,
  --- direct (in quotation marks), indirect, mixed, or own_voice where the article itself says it.
  mode text not null check (mode in ('direct', 'indirect', 'mixed', 'own_voice')),
  --- Where in the article: headline, lead, body or caption.
  section text not null default 'body' check (section in ('headline', 'lead', 'body', 'caption')),
  --- The article's exact words, at most 300 characters; never ours. Two pieces of one quotation are joined by " … ".
  words text,
  --- Language of these words: BCP 47 code.
  language text,
  --- What was said, in our own words; never a quotation.
  paraphrase text,
  --- First character of the passage in the article's normalised text, counted from 0; empty where no full text was read.
  start_char integer check (start_char >= 0),
  --- Character after the last one of the passage.
  end_char integer,
  --- Pieces of an interrupted quotation as start-end pairs joined by ";"; empty when it runs through.
  pieces text,
  --- 1 when words holds only the beginning of a passage longer than the limit.
  is_cut integer not null default 0 check (is_cut in (0, 1)),
  --- First 16 characters of the SHA-256 of the whole passage, folded, so that it can be found again.
  words_hash text,
  --- Earliest day on which it can have been said: ISO date.
  said_from text,
  --- Latest day on which it can have been said: ISO date.
  said_to text,
  --- The date as the article gives it, such as "on Thursday".
  said_as_written text,
  --- How the dates are known: stated (a date in the article), weekday (a weekday, "today" or "yesterday", counted from publication), page (a date or a weekday in the article, which of them was not kept), published (no later than publication), inferred or unknown.
  said_basis text not null default 'unknown' check (said_basis in ('stated', 'weekday', 'page', 'published', 'inferred', 'unknown')),
  --- Time zone by whose calendar the days are counted, where it is not the publisher's: IANA name such as Asia/Pyongyang.
  said_time_zone text check (said_time_zone glob '[A-Z]*/[A-Z]*'),
  --- Where or how it was said, such as briefing, television or statement.
  venue text,
  --- How the row was made: hand, log, rules, model, llm or import.
  method text not null check (method in ('hand', 'log', 'rules', 'model', 'llm', 'import')),
  --- State of checking: proposed, coded_once, reviewed or rejected.
  review text not null check (review in ('proposed', 'coded_once', 'reviewed', 'rejected')),
  --- How sure the program was that this is the passage and its speaker, 0 to 1; empty for people.
  score real check (score between 0 and 1),
  --- One sentence why.
  detail text,
  --- The run that made or last changed the row.
  run text references runs (id),
  --- Key of the row in the material it came from, such as a line of the evidence log.
  source_key text,
  check (words is not null or paraphrase is not null),
  check (end_char > start_char)
);
create index quotes_article on quotes (article, start_char);
create index quotes_speaker on quotes (speaker, said_from);
create index quotes_run on quotes (run);
create index quotes_undated on quotes (id) where said_from is null and review <> 'rejected';

--! Steps between an article and the speaker it reports, outermost first.
create table relays (
  --- The quote's id, "-v" and the step.
  id text primary key,
  --- The quote that came this way.
  quote text not null references quotes (id),
  --- 1 for the step next to the article, then inwards towards the speaker.
  step integer not null check (step >= 1),
  --- Who passed it on.
  actor text not null references actors (id),
  --- The words that say so, such as "was quoted as saying by The Independent".
  words text,
  --- The relaying article itself, where it is in the database.
  relayed_article text references articles (id),
  --- One sentence why.
  detail text,
  unique (quote, step)
);
create index relays_actor on relays (actor);
create index relays_relayed_article on relays (relayed_article);

--! The closed list of what an actor can do with a claim, with the labels other schemes use.
create table stance_labels (
  --- Key such as denies.
  id text primary key,
  --- Readable form such as "declines to comment".
  name text not null,
  --- One sentence that decides when the label applies.
  definition text not null,
  --- 1 for the claim, -1 against it, 0 neither.
  polarity integer not null check (polarity in (-1, 0, 1)),
  --- own (the actor's own word), transmitted (somebody else's word passed on) or withheld.
  commitment text not null check (commitment in ('own', 'transmitted', 'withheld')),
  --- One letter shown in narrow tables.
  letter text not null unique,
  --- Order in which labels are listed.
  sort integer not null unique,
  --- RumourEval label: support, deny, query or comment.
  sdqc text,
  --- Emergent label: for, against or observing.
  emergent text,
  --- FNC-1 label: agree, disagree or discuss.
  fnc text,
  --- CiTO property.
  cito text,
  --- Wikidata property: P3680 (statement supported by) or P1310 (statement disputed by).
  wikidata text
);

--! What an actor does with a claim in a quote.
create table stances (
  --- The quote's id, "-s" and a number.
  id text primary key,
  --- The passage that shows it.
  quote text not null references quotes (id),
  --- The claim it is about.
  claim text not null references claims (id),
  --- On whose behalf it was said: the body for a spokesperson, otherwise the speaker.
  actor text references actors (id),
  --- What the actor did with the claim.
  label text not null references stance_labels (id),
  --- How sure the actor sounded: certain, probable, possible or underspecified.
  certainty text not null default 'underspecified' check (certainty in ('certain', 'probable', 'possible', 'underspecified')),
  --- For qualifies: which part is accepted and which is not.
  part text,
  --- How the row was made: hand, log, rules, model, llm or import.
  method text not null check (method in ('hand', 'log', 'rules', 'model', 'llm', 'import')),
  --- State of checking: proposed, coded_once, reviewed or rejected.
  review text not null check (review in ('proposed', 'coded_once', 'reviewed', 'rejected')),
  --- How sure the program was, 0 to 1; empty for people.
  score real check (score between 0 and 1),
  --- One sentence why.
  detail text,
  --- The claim's main topic; filled by the build, so that the commonest questions need one index.
  topic text references topics (id),
  --- Who said it: the quote's speaker, id in actors; filled by the build for the same reason.
  speaker text,
  --- The quote's said_from; filled by the build for the same reason.
  said_from text,
  --- 1 when the row counts in headline figures: coded or reviewed, and not merely proposed by a program; filled by the build.
  is_counted integer check (is_counted in (0, 1)),
  --- Number of relays of the quote; filled by the build.
  steps integer check (steps >= 0),
  --- The run that made or last changed the row.
  run text references runs (id),
  unique (quote, claim, actor)
);
create index stances_topic on stances (topic, label, said_from desc);
create index stances_claim on stances (claim, said_from desc, label, actor, is_counted, review);  -- all that a claim's page is chosen by
create index stances_claim_steps on stances (claim, steps desc, said_from);
create index stances_actor on stances (actor, said_from desc);
create index stances_speaker on stances (speaker, said_from desc, actor);
create index stances_actor_claim on stances (actor, claim);
create index stances_steps on stances (steps desc, said_from);
create index stances_proposed on stances (id) where review = 'proposed';
create index stances_label on stances (label, said_from desc);
create index stances_said_from on stances (said_from desc);
create index stances_run on stances (run);

--! Fact-checks of a claim by others, with their own rating kept as they wrote it.
create table reviews (
  --- "f" and twelve base32 characters of the hash of the review's address.
  id text primary key,
  --- The claim it is about.
  claim text not null references claims (id),
  --- Who checked.
  publisher text not null references publishers (id),
  --- Where it is published.
  url text not null unique,
  --- Its headline.
  title text,
  --- When it was published: ISO 8601 at the precision known.
  published text,
  --- The claim in the reviewer's words, at most 300 characters.
  claim_reviewed text,
  --- The rating in the reviewer's words; we neither translate nor compare ratings.
  rating text,
  --- Language of the review: BCP 47 code.
  language text,
  --- Licence under which the review's data was published.
  licence text,
  --- suggested by a program, or confirmed or rejected by a person.
  state text not null check (state in ('suggested', 'confirmed', 'rejected')),
  --- How the row was made: hand, log, rules, model, llm or import.
  method text not null check (method in ('hand', 'log', 'rules', 'model', 'llm', 'import')),
  --- How sure the program was of the match, 0 to 1; empty for people.
  score real check (score between 0 and 1),
  --- One sentence why.
  detail text
);
create index reviews_claim on reviews (claim);
create index reviews_publisher on reviews (publisher);

--! What made the rows: one coding session, import or ingest each.
create table runs (
  --- Slug such as 2026-11-founding-article.
  id text primary key,
  --- Who or what did the work: a script and its version, or hand coding.
  tool text not null,
  --- ISO date on which it was finished.
  finished text,
  --- What went in and what was decided, in a sentence or two.
  note text
);

--! Corrections received and what was decided.
create table corrections (
  --- "k" and a number, in the order received.
  id text primary key,
  --- Table of the row concerned.
  table_name text not null,
  --- Id of the row concerned.
  row_id text not null,
  --- ISO date on which the report arrived or the fault was found.
  received text not null,
  --- What was wrong: fact, attribution, identity, translation, date, copyright, personal_data or right_of_reply.
  kind text not null check (kind in ('fact', 'attribution', 'identity', 'translation', 'date', 'copyright', 'personal_data', 'right_of_reply')),
  --- Decision: corrected, withdrawn, merged, declined or open.
  decision text not null check (decision in ('corrected', 'withdrawn', 'merged', 'declined', 'open')),
  --- What was wrong and what was done, for readers.
  note text not null,
  --- ISO date of the decision.
  resolved text
);

--! Ids that were merged into another or withdrawn, so that old links answer.
create table redirects (
  --- Table the id belonged to: claims, actors, articles, publishers, topics, quotes or stances.
  table_name text not null check (table_name in ('claims', 'actors', 'articles', 'publishers', 'topics', 'quotes', 'stances')),
  --- The id that no longer stands.
  old_id text not null,
  --- The id that took its place; empty when the row was withdrawn.
  new_id text,
  --- Why, for readers.
  reason text not null,
  --- ISO date from which the redirect holds.
  since text not null,
  primary key (table_name, old_id)
);

--! What the site's search looks through: one row per name, claim, quote, article, publisher and topic.
create table search_index (
  --- Row number.
  id integer primary key,
  --- What was indexed: actor, claim, quote, article, publisher or topic.
  kind text not null,
  --- Id of that row in its table.
  row_id text not null,
  --- The text as shown in results.
  title text not null,
  --- The text folded: case, diacritics, letter variants and digit groups levelled, letters of scripts without spaces set apart (search.fold_words).
  folded text not null,
  --- What hits of a kind are put in order by, highest first: counted positions on a claim or topic or of an actor, articles of a publisher, the day of a quote or article as a number such as 20220811.
  weight integer not null default 0
);
create index search_index_row on search_index (kind, row_id);
create virtual table search_index_fts using fts5 (folded, content="search_index", content_rowid="id");
-- Words of names and claims, folded between two marks, that a mistyped word may have meant. The
-- underscore hides it in Datasette 1.0, which else hides only full-text tables over the content of another table.
create virtual table _search_words_fts using fts5 (padded, word unindexed, tokenize="trigram");

-- Summaries: filled from the tables above by the build (summaries/*.sql), so that what a page or a
-- question asks is a look-up whatever the size. They are in no CSV file and carry no references.

--! Summary: one row per claim with its counts, its first statement, its first denial and its answer.
create table claim_summaries (
  --- The claim: id in claims.
  claim text primary key,
  --- Its main topic: id in topics.
  topic text not null,
  --- Who is said to act: id in actors.
  subject text,
  --- The other party: id in actors.
  counterpart text,
  --- contested, denied, asserted, relayed or open, as in claim_overview.
  state text not null,
  --- Number of counted positions.
  positions integer not null,
  --- Number of actors with a counted position.
  actors integer not null,
  --- Actors who assert, confirm or endorse it.
  actors_for integer not null,
  --- Actors who deny it.
  actors_against integer not null,
  --- Actors who question it, cannot confirm it or accept only part of it.
  actors_doubting integer not null,
  --- Actors who declined to comment.
  actors_declining integer not null,
  --- Actors who passed it on as somebody else's word.
  actors_relaying integer not null,
  --- Articles with a counted position on it.
  articles integer not null,
  --- Earliest day of a counted position: ISO date.
  first_said text,
  --- Latest day of a counted position: ISO date.
  last_said text,
  --- Articles in which somebody asserts, confirms, endorses or relays it.
  backing_articles integer not null,
  --- Those articles less reprints, mirrors and distorted copies.
  original_articles integer not null,
  --- Publishers of the backing articles.
  publishers integer not null,
  --- Independence groups of the publishers of original articles.
  families integer not null,
  --- Actors who say it in their own voice.
  first_hand integer not null,
  --- Those of them who are named.
  first_hand_named integer not null,
  --- Earliest day of a position that speaks for it or passes it on: ISO date.
  backed_from text,
  --- Earliest of the last days of such positions: ISO date.
  backed_to text,
  --- Earliest dated position that speaks for it or passes it on: id in stances.
  first_position text,
  --- Earliest day of that position: ISO date.
  first_from text,
  --- Earliest dated denial: id in stances.
  denial text,
  --- Earliest day of that denial: ISO date.
  denied_from text,
  --- Latest position of the subject or of its country's officials and bodies: id in stances.
  answer text,
  --- The same for the counterpart.
  counterpart_answer text
);
create index claim_summaries_topic on claim_summaries (topic, positions desc, claim);
create index claim_summaries_subject on claim_summaries (subject, positions desc, claim);
create index claim_summaries_counterpart on claim_summaries (counterpart, positions desc, claim);
create index claim_summaries_articles on claim_summaries (backing_articles desc, claim) where backing_articles > 0;
create index claim_summaries_first on claim_summaries (first_from, claim) where first_position is not null;
create index claim_summaries_denied on claim_summaries (denied_from desc, claim) where denial is not null;
create index claim_summaries_contested on claim_summaries (actors_for + actors_against desc, claim) where state = 'contested';
create index claim_summaries_unanswered on claim_summaries (first_said, claim) where answer is null and subject is not null and positions > 0;
create index claim_summaries_open on claim_summaries (positions desc, claim) where answer is null and subject is not null and positions > 0;

--! Summary: what each topic holds: the claims with it as main or further topic, and those of the topics below it.
create table topic_claims (
  --- The topic: id in topics.
  topic text not null,
  --- The claim, whatever its state of checking: id in claims.
  claim text not null,
  --- 1 where only a further topic of the claim brings it here; 0 where its main topic is this one or one below it.
  is_further integer not null,
  primary key (topic, claim)
) without rowid;
create index topic_claims_claim on topic_claims (claim);

--! Summary: counted positions by stance, for each claim, actor, publisher and topic and for everything.
create table tallies (
  --- What is counted for: claim, actor (on whose behalf), speaker (who said it for somebody else), publisher, topic (with further claims and the topics below it) or all.
  kind text not null,
  --- Id of the row in the table of that kind; empty for all.
  row_id text not null,
  --- Stance: id in stance_labels; any for all stances together.
  label text not null,
  --- Number of counted positions.
  positions integer not null,
  --- Number of claims they are about.
  claims integer not null,
  --- Number of actors who took them.
  actors integer not null,
  primary key (kind, row_id, label)
) without rowid;
create index tallies_positions on tallies (kind, positions desc) where label = 'any';

--! Summary: how the positions on a claim came about, rejected ones left out.
create table claim_origins (
  --- The claim: id in claims.
  claim text not null,
  --- How the positions were made: hand, log, rules, model, llm or import.
  method text not null,
  --- State of checking: proposed, coded_once or reviewed.
  review text not null,
  --- The run that made them: id in runs.
  run text,
  --- Number of such positions.
  positions integer not null
);
create index claim_origins_claim on claim_origins (claim);

--! Summary: pairs of positions between which an actor went from one side of a claim to another.
create table position_steps (
  --- Position after the change: id in stances.
  to_position text primary key,
  --- Position before the change: id in stances.
  from_position text not null,
  --- Who changed position: id in actors.
  actor text not null,
  --- The claim: id in claims.
  claim text not null,
  --- Earliest day of the later position: ISO date.
  to_date text not null
);
create index position_steps_to_date on position_steps (to_date desc);
create index position_steps_actor on position_steps (actor, to_date desc);
create index position_steps_claim on position_steps (claim, to_date desc);

--! Summary: the latest counted position of every actor on every claim it spoke about.
create table latest_positions (
  --- The actor: id in actors.
  actor text not null,
  --- The claim: id in claims.
  claim text not null,
  --- The position: id in stances.
  position text not null,
  --- Its stance: id in stance_labels.
  label text not null,
  --- Its earliest day: ISO date.
  said_from text,
  primary key (actor, claim)
) without rowid;
create index latest_positions_claim on latest_positions (claim);

--! Summary: pairs of the most quoted actors with the claims they have in common.
create table actor_pairs (
  --- First actor: id in actors.
  actor_a text not null,
  --- Second actor: id in actors.
  actor_b text not null,
  --- Claims on which both took a counted position.
  claims integer not null,
  --- Claims on which their latest stances are on opposite sides.
  opposed integer not null,
  --- Claims on which their latest stances are on the same side.
  agreed integer not null,
  primary key (actor_a, actor_b)
) without rowid;

--! Summary: ladders of claims, each rung saying more than the one before.
create table ladder_rungs (
  --- The weakest claim of the ladder: id in claims.
  base text not null,
  --- Rung, counted from the weakest.
  step integer not null,
  --- The claim on this rung: id in claims.
  claim text not null,
  primary key (base, step, claim)
) without rowid;

--! Summary: who did what with the most discussed claims of a topic, for the actors most active in it.
create table topic_cells (
  --- The topic: id in topics.
  topic text not null,
  --- The actor: id in actors.
  actor text not null,
  --- The claim: id in claims.
  claim text not null,
  --- What the actor did with the claim: id in stance_labels.
  label text not null,
  --- Number of counted positions.
  positions integer not null,
  --- Earliest day of the latest of them: ISO date.
  last_said text,
  --- Number of actors who spoke about these claims, shown or not.
  actors_in_all integer not null,
  primary key (topic, actor, claim, label)
) without rowid;

--! Summary: claims and counted positions of every topic that has any.
create table topic_counts (
  --- The topic: id in topics.
  topic text primary key,
  --- Its claims, main or further, and those of the topics below it.
  claims integer not null,
  --- Those of them that are its own.
  own_claims integer not null,
  --- Counted positions on all of them.
  positions integer not null
);

--! Summary: figures of the front page.
create table totals (
  --- What is counted: claims, articles, languages, changes, actors_changed, unanswered or contested.
  name text primary key,
  --- How many.
  value integer not null
) without rowid;

-- Views. Columns that name a row of another table carry its id under the table's noun (actor, claim,
-- article) and what people read beside it (actor_name, claim_text, title). Rejected rows are in none
-- of them; rows only proposed are in positions and what selects from it, with their review state.

-- Every stance has its quote, article, publisher, claim and topic, so these joins lose no row; as left joins
-- SQLite skips those that a count or a facet does not need, and reads stances first and in their order.
--! One row per stance with everything needed to read, filter and cite it: the front door of the dataset. What people read comes first, ids last.
create view positions as
select
  --- Stable id of the position: the stance's id.
  s.id as position,
  --- Earliest day on which it can have been said: ISO date.
  s.said_from as said_from,
  --- Latest day on which it can have been said: ISO date.
  q.said_to as said_to,
  --- Name of that actor.
  a.name as actor_name,
  --- Name of the speaker.
  sp.name as speaker_name,
  --- What the actor did with the claim: id in stance_labels.
  s.label as stance,
  --- How sure the actor sounded: certain, probable, possible or underspecified.
  s.certainty as certainty,
  --- The claim as a sentence.
  c.text as claim_text,
  --- The article's exact words, at most 300 characters; empty where only a paraphrase is held.
  q.words as words,
  --- What was said, in our own words; never a quotation.
  q.paraphrase as paraphrase,
  --- Who passed it on, outermost first, joined by " › "; empty when the article had it from the speaker.
  (
    select group_concat(name, ' › ')
    from (
      select ra.name as name
      from relays r join actors ra on ra.id = r.actor
      where r.quote = q.id
      order by r.step
    )
  ) as via,
  --- Name of that publisher.
  p.name as publisher_name,
  --- Headline of that article.
  ar.title as title,
  --- Address of that article.
  ar.url as url,
  --- Address of an archived copy, if one is known.
  ar.archived_url as archived_url,
  --- When the article was published: ISO 8601 at the precision known.
  ar.published as published,
  --- Year in which it was said; empty when the interval spans two.
  case when substr(s.said_from, 1, 4) = substr(q.said_to, 1, 4) then substr(s.said_from, 1, 4) end as year,
  --- Month in which it was said, such as 2022-08; empty when the interval spans two.
  case when substr(s.said_from, 1, 7) = substr(q.said_to, 1, 7) then substr(s.said_from, 1, 7) end as month,
  --- Name of that topic.
  t.name as topic_name,
  --- Kind of that actor: person, organisation, public_body, state, armed_group, outlet or unnamed.
  a.kind as actor_kind,
  --- Country of that actor.
  a.country as actor_country,
  --- Country of that publisher.
  p.country as publisher_country,
  --- Language of the article: BCP 47 code.
  ar.language as language,
  --- Language of these words: BCP 47 code.
  q.language as words_language,
  --- direct, indirect, mixed or own_voice.
  q.mode as mode,
  --- The words that report the speech.
  q.cue as cue,
  --- Relation of the article to earlier reporting: original, reprint, mirror, rewrite or distorted.
  ar.reuse as reuse,
  --- How the row was made: hand, log, rules, model, llm or import.
  s.method as method,
  --- State of checking: proposed, coded_once or reviewed.
  s.review as review,
  --- How sure the program was, 0 to 1; empty for people.
  s.score as score,
  --- One sentence why the stance was coded so.
  s.detail as reason,
  --- 1 when the row counts in headline figures.
  s.is_counted as is_counted,
  --- On whose behalf it was said: id in actors.
  s.actor as actor,
  --- Who said it: id in actors; a spokesperson where the actor is a body.
  s.speaker as speaker,
  --- The claim: id in claims.
  s.claim as claim,
  --- The claim's main topic: id in topics.
  s.topic as topic,
  --- Where it is published: id in articles.
  q.article as article,
  --- Publisher of that article: id in publishers.
  ar.publisher as publisher
from stances s
left join quotes q on q.id = s.quote
left join articles ar on ar.id = q.article
left join publishers p on p.id = ar.publisher
left join claims c on c.id = s.claim
left join topics t on t.id = s.topic
left join actors a on a.id = s.actor
left join actors sp on sp.id = s.speaker
where s.review <> 'rejected';

--! Positions in which an actor says that a claim is false or did not happen.
create view denials as
select * from positions where stance = 'denies';

--! One row per claim: who stands where, in numbers. Rows only proposed are not counted.
create view claim_overview as
select
  --- The claim: id in claims.
  c.id as claim,
  --- The claim as a sentence.
  c.text as claim_text,
  --- Its main topic: id in topics.
  n.topic as topic,
  --- Who is said to act: id in actors.
  n.subject as subject,
  --- Name of that actor.
  sa.name as subject_name,
  --- contested (for and against in their own voice), denied (only against), asserted (only for), relayed (only passed on) or open.
  n.state as state,
  --- Number of counted positions.
  n.positions as positions,
  --- Number of actors with a counted position.
  n.actors as actors,
  --- Actors who assert, confirm or endorse it.
  n.actors_for as actors_for,
  --- Actors who deny it.
  n.actors_against as actors_against,
  --- Actors who question it, cannot confirm it or accept only part of it.
  n.actors_doubting as actors_doubting,
  --- Actors who declined to comment.
  n.actors_declining as actors_declining,
  --- Actors who passed it on as somebody else's word.
  n.actors_relaying as actors_relaying,
  --- Articles with a counted position on it.
  n.articles as articles,
  --- Earliest day of a counted position: ISO date.
  n.first_said as first_said,
  --- Latest day of a counted position: ISO date.
  n.last_said as last_said
from claim_summaries n
left join claims c on c.id = n.claim
left join actors sa on sa.id = n.subject;

--! The same actor on the same claim, first on one side (for, against, open) and next on another.
create view position_changes as
select
  --- Who changed position: id in actors.
  n.actor as actor,
  --- Name of that actor.
  a.name as actor_name,
  --- Country of that actor.
  a.country as actor_country,
  --- The claim: id in claims.
  n.claim as claim,
  --- The claim as a sentence.
  c.text as claim_text,
  --- The claim's main topic: id in topics.
  s.topic as topic,
  --- Earlier stance: id in stance_labels.
  bs.label as from_stance,
  --- Earliest day of the earlier stance: ISO date.
  bs.said_from as from_date,
  --- Words of the earlier stance.
  bq.words as from_words,
  --- The earlier stance in our own words.
  bq.paraphrase as from_paraphrase,
  --- Later stance: id in stance_labels.
  s.label as to_stance,
  --- Earliest day of the later stance: ISO date.
  n.to_date as to_date,
  --- Words of the later stance.
  q.words as to_words,
  --- The later stance in our own words.
  q.paraphrase as to_paraphrase,
  --- Days between the two, counted from the earliest day of each.
  cast(julianday(n.to_date) - julianday(bs.said_from) as integer) as days,
  --- 1 when the intervals overlap, so that the order is not certain.
  (bq.said_to >= n.to_date) as order_uncertain,
  --- Position before the change: id in stances.
  n.from_position as from_position,
  --- Position after the change: id in stances.
  n.to_position as to_position,
  --- Article of the later position: id in articles.
  q.article as article
from position_steps n
left join stances s on s.id = n.to_position
left join quotes q on q.id = s.quote
left join stances bs on bs.id = n.from_position
left join quotes bq on bq.id = bs.quote
left join actors a on a.id = n.actor
left join claims c on c.id = n.claim;

--! For every position, the way it took from the speaker to the article.
create view attribution_chains as
select
  --- The position: id in stances.
  s.id as position,
  --- The claim: id in claims.
  s.claim as claim,
  --- The claim as a sentence.
  c.text as claim_text,
  --- The claim's main topic: id in topics.
  s.topic as topic,
  --- Publisher, relays and speaker, outermost first, joined by " › ".
  p.name
  || coalesce(
    (
      select group_concat(' › ' || name, '')
      from (
        select ra.name as name
        from relays r join actors ra on ra.id = r.actor
        where r.quote = q.id
        order by r.step
      )
    ), ''
  )
  || case when q.mode = 'own_voice' then '' else ' › ' || coalesce(sp.name, q.speaker_words, 'unknown') end as chain,
  --- Number of steps between the article and the speaker; 0 when it reports the speaker itself.
  s.steps as steps,
  --- Where the chain ends: id in actors.
  q.speaker as root,
  --- Name of that actor.
  sp.name as root_name,
  --- named, unnamed or outlet: what sort of source the chain ends in.
  case sp.kind when 'unnamed' then 'unnamed' when 'outlet' then 'outlet' else 'named' end as root_kind,
  --- What the actor did with the claim: id in stance_labels.
  s.label as stance,
  --- Earliest day on which it can have been said: ISO date.
  s.said_from as said_from,
  --- Latest day on which it can have been said: ISO date.
  q.said_to as said_to,
  --- The article: id in articles.
  q.article as article,
  --- Its headline.
  ar.title as title,
  --- Its address.
  ar.url as url,
  --- When it was published: ISO 8601 at the precision known.
  ar.published as published
from stances s
left join quotes q on q.id = s.quote
left join articles ar on ar.id = q.article
left join publishers p on p.id = ar.publisher
left join claims c on c.id = s.claim
left join actors sp on sp.id = q.speaker
where s.review <> 'rejected';

--! For every claim, its earliest counted position that speaks for it or passes it on.
create view first_statements as
select
  --- The claim: id in claims.
  n.claim as claim,
  --- The claim as a sentence.
  c.text as claim_text,
  --- The claim's main topic: id in topics.
  n.topic as topic,
  --- Earliest day on which it can have been said: ISO date.
  n.first_from as said_from,
  --- Latest day on which it can have been said: ISO date.
  ch.said_to as said_to,
  --- On whose behalf it was said: id in actors.
  s.actor as actor,
  --- Name of that actor.
  a.name as actor_name,
  --- What the actor did with the claim: id in stance_labels.
  s.label as stance,
  --- Publisher, relays and speaker, outermost first, joined by " › ".
  ch.chain as chain,
  --- named, unnamed or outlet: what sort of source the chain ends in.
  ch.root_kind as root_kind,
  --- The article: id in articles.
  ch.article as article,
  --- Its headline.
  ch.title as title,
  --- Its address.
  ch.url as url,
  --- The position: id in stances.
  n.first_position as position
from claim_summaries n
cross join attribution_chains ch on ch.position = n.first_position
cross join stances s on s.id = n.first_position
left join claims c on c.id = n.claim
left join actors a on a.id = s.actor
where n.first_position is not null;

--! For every claim, how many sources really stand behind it: copies and relays are not sources.
create view independent_sources as
select
  --- The claim: id in claims.
  n.claim as claim,
  --- The claim as a sentence.
  c.text as claim_text,
  --- Its main topic: id in topics.
  n.topic as topic,
  --- Articles in which somebody asserts, confirms, endorses or relays it.
  n.backing_articles as articles,
  --- Those articles less reprints, mirrors and distorted copies.
  n.original_articles as original_articles,
  --- Publishers of all those articles.
  n.publishers as publishers,
  --- Independence groups of the publishers of original articles.
  n.families as families,
  --- Actors who say it in their own voice.
  n.first_hand as first_hand,
  --- Those of them who are named.
  n.first_hand_named as first_hand_named,
  --- The same in words.
  n.backing_articles || case n.backing_articles when 1 then ' article' else ' articles' end
  || ', ' || n.families || case n.families when 1 then ' publisher family' else ' publisher families' end
  || ', ' || n.first_hand || case n.first_hand when 1 then ' first-hand speaker' else ' first-hand speakers' end
  as in_words
from claim_summaries n
left join claims c on c.id = n.claim
where n.backing_articles > 0;

--! How the wording grew: from a claim up to those that say more, each with its first statement.
create view wording_drift as
select
  --- The weakest claim of the ladder: id in claims.
  l.base as base,
  --- Rung, counted from the weakest.
  l.step as step,
  --- The claim on this rung: id in claims.
  l.claim as claim,
  --- The claim as a sentence.
  c.text as claim_text,
  --- Its main topic: id in topics.
  c.topic as topic,
  --- Earliest day of a counted position for it: ISO date.
  s.said_from as said_from,
  --- On whose behalf it was said first.
  a.name as actor_name,
  --- The words in which it was said.
  q.words as words,
  --- Language of these words: BCP 47 code.
  q.language as words_language,
  --- The same in our own words.
  q.paraphrase as paraphrase,
  --- Headline of the article.
  ar.title as title,
  --- Address of the article.
  ar.url as url,
  --- The position: id in stances.
  n.first_position as position
from ladder_rungs l
left join claims c on c.id = l.claim
left join claim_summaries n on n.claim = l.claim
left join stances s on s.id = n.first_position
left join quotes q on q.id = s.quote
left join articles ar on ar.id = q.article
left join actors a on a.id = s.actor;

--! Claims whose named subject has taken no counted stance: neither the actor itself nor anybody of its country.
create view unanswered_claims as
select
  --- The claim: id in claims.
  n.claim as claim,
  --- The claim as a sentence.
  c.text as claim_text,
  --- Its main topic: id in topics.
  n.topic as topic,
  --- Who is said to act: id in actors.
  n.subject as subject,
  --- Name of that actor.
  sa.name as subject_name,
  --- Country of that actor.
  sa.country as subject_country,
  --- Earliest day of a counted position on the claim: ISO date.
  n.first_said as first_said,
  --- Days from then to the latest statement in the database.
  cast(julianday((select max(said_from) from stances indexed by stances_said_from where is_counted = 1)) - julianday(n.first_said) as integer) as days,
  --- Number of counted positions on the claim.
  n.positions as positions
from claim_summaries n
left join claims c on c.id = n.claim
left join actors sa on sa.id = n.subject
where n.answer is null and n.subject is not null and n.positions > 0;

--! For every claim, how long the first denial took, as a range where dates are imprecise.
create view denial_lag as
select
  --- The claim: id in claims.
  n.claim as claim,
  --- The claim as a sentence.
  c.text as claim_text,
  --- Its main topic: id in topics.
  n.topic as topic,
  --- Who denied it first: id in actors.
  s.actor as actor,
  --- Name of that actor.
  a.name as actor_name,
  --- Earliest day on which the claim was made or passed on: ISO date; empty when only the denial is on record.
  n.backed_from as first_said,
  --- Earliest day of the first denial: ISO date.
  n.denied_from as denied_from,
  --- Latest day of the first denial: ISO date.
  q.said_to as denied_to,
  --- Shortest time in days that the dates allow; below 0 when the denial is on record before the claim.
  cast(julianday(n.denied_from) - julianday(n.backed_to) as integer) as days_min,
  --- Longest time in days that the dates allow.
  cast(julianday(q.said_to) - julianday(n.backed_from) as integer) as days_max,
  --- The denial: id in stances.
  n.denial as position
from claim_summaries n
left join claims c on c.id = n.claim
left join stances s on s.id = n.denial
left join quotes q on q.id = s.quote
left join actors a on a.id = s.actor
where n.denial is not null;

--! Two actors on one claim they both took a counted position on, with the latest stance of each.
create view shared_claims as
select
  --- First actor: id in actors.
  x.actor as actor_a,
  --- Name of the first actor.
  a.name as actor_a_name,
  --- Second actor: id in actors.
  y.actor as actor_b,
  --- Name of the second actor.
  b.name as actor_b_name,
  --- The claim: id in claims.
  x.claim as claim,
  --- The claim as a sentence.
  c.text as claim_text,
  --- The claim's main topic: id in topics.
  sx.topic as topic,
  --- Latest stance of the first actor: id in stance_labels.
  sx.label as stance_a,
  --- Its earliest day: ISO date.
  sx.said_from as said_a,
  --- Latest stance of the second actor: id in stance_labels.
  sy.label as stance_b,
  --- Its earliest day: ISO date.
  sy.said_from as said_b,
  --- agree (same side), opposed (one for, one against) or apart (at least one takes no side).
  case lx.polarity * ly.polarity when 1 then 'agree' when -1 then 'opposed' else 'apart' end as relation,
  --- Position of the first actor: id in stances.
  x.position as position_a,
  --- Position of the second actor: id in stances.
  y.position as position_b
from latest_positions x
join latest_positions y on y.claim = x.claim and y.actor <> x.actor
join actors a on a.id = x.actor
join actors b on b.id = y.actor
left join claims c on c.id = x.claim
left join stances sx on sx.id = x.position
left join stances sy on sy.id = y.position
left join stance_labels lx on lx.id = sx.label
left join stance_labels ly on ly.id = sy.label;

-- Every part has the same column types, because only then SQLite reads the parts in order and stops where a
-- page stops, instead of sorting them all (sqlite.org/src, select.c: restriction 17 of flattenSubquery).
--! What needs a person's care: proposals, rows without a date, articles without an archived copy.
create view review_queue as
select
  --- Sort of care needed: proposed, undated, no_archive or suggested.
  'proposed' as kind,
  --- Table of the row.
  'stances' as table_name,
  --- Id of the row.
  s.id as row_id,
  --- What the row says, for orientation.
  cast(coalesce(a.name, 'unknown') || ' ' || s.label || ': ' || c.text as text) as summary,
  --- How sure the program was, 0 to 1; empty for people.
  s.score as score,
  --- Article in which to look: id in articles.
  q.article as article
from stances s indexed by stances_proposed
left join quotes q on q.id = s.quote
left join claims c on c.id = s.claim
left join actors a on a.id = s.actor
where s.review = 'proposed'
union all
select 'proposed', 'actors', a.id, a.name, cast(null as real), cast(null as text)
from actors a indexed by actors_proposed
where a.review = 'proposed'
union all
select 'proposed', 'claims', c.id, c.text, cast(null as real), cast(null as text)
from claims c indexed by claims_proposed
where c.review = 'proposed'
union all
select 'undated', 'quotes', q.id, cast(coalesce(q.paraphrase, q.words) as text), q.score, q.article
from quotes q indexed by quotes_undated
where q.said_from is null and q.review <> 'rejected'
union all
select 'no_archive', 'articles', ar.id, ar.title, cast(null as real), ar.id
from articles ar indexed by articles_unarchived
where ar.archived_url is null
union all
select 'suggested', 'claim_relations', r.id, cast(a.text || ' / ' || b.text as text), r.score, cast(null as text)
from claim_relations r indexed by claim_relations_suggested
left join claims a on a.id = r.claim
left join claims b on b.id = r.other_claim
where r.state = 'suggested';
