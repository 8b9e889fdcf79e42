-- A small made-up dataset for the tests of the pages: no real people, no real outlets.
insert into topics (id, name, description) values
  ('troop-deployments', 'Reported troop deployments', 'Reports that a state sends soldiers.'),
  ('harbours', 'Harbours', 'Reports on harbours.');

insert into publishers (id, name, domain, country, kind, family, actor) values
  ('daily-tide', 'Daily Tide', 'tide.example', 'Sealand', 'newspaper', 'daily-tide', null),
  ('evening-tide', 'Evening Tide', 'evening.example', 'Sealand', 'newspaper', 'daily-tide', null),
  ('north-wire', 'North Wire', 'wire.example', 'Northland', 'agency', 'north-wire', null);

insert into actors (id, name, kind, description, country, part_of, method, review) values
  ('northland', 'Northland', 'state', 'A state.', 'Northland', null, 'hand', 'reviewed'),
  ('northland-ministry', 'Northland Defence Ministry', 'public_body', 'The ministry.', 'Northland', 'northland', 'hand', 'reviewed'),
  ('ada-quill', 'Ada Quill', 'person', 'Spokeswoman of the ministry.', 'Northland', null, 'hand', 'reviewed'),
  ('sealand-staff', 'Sealand General Staff', 'public_body', 'The staff.', 'Sealand', null, 'hand', 'reviewed'),
  ('unnamed-officials', 'Unnamed officials', 'unnamed', 'Officials who were not named.', 'Sealand', null, 'hand', 'reviewed'),
  ('radio-reef', 'Radio Reef', 'outlet', 'A broadcaster.', 'Sealand', null, 'hand', 'reviewed');

insert into actor_names (id, actor, name, language, script, kind) values
  ('ada-quill-n1', 'ada-quill', 'Ada Quill', 'en', 'Latn', 'primary'),
  ('ada-quill-n2', 'ada-quill', 'Ада Квилл', 'ru', 'Cyrl', 'transliteration'),
  ('ada-quill-n3', 'ada-quill', 'آدا کوئیل', 'fa', 'Arab', 'transliteration');

insert into actor_roles (id, actor, title, body, speaks_for, held_from) values
  ('ada-quill-r1', 'ada-quill', 'Spokeswoman', 'northland-ministry', 1, '2024-03');

insert into runs (id, tool, finished, note) values ('2025-01-made-up', 'hand coding', '2025-01-31', 'Made up.');

insert into articles (id, url, title, publisher, language, published, published_basis, archived_url, syndicated_from, reuse, method, run) values
  ('atide00000001', 'https://tide.example/one', 'Officials: Northland sends brigade', 'daily-tide', 'en', '2025-01-05', 'page', 'https://archive.example/one', null, 'original', 'hand', '2025-01-made-up'),
  ('atide00000002', 'https://evening.example/one', 'Officials: Northland sends brigade', 'evening-tide', 'en', '2025-01-05', 'page', null, 'atide00000001', 'reprint', 'hand', '2025-01-made-up'),
  ('awire00000001', 'https://wire.example/two', 'Ministry rejects report', 'north-wire', 'en', '2025-01-07', 'page', null, null, 'original', 'hand', '2025-01-made-up'),
  ('awire00000002', 'https://wire.example/three', 'Министерство подтвердило', 'north-wire', 'ru', '2025-01-20', 'page', null, null, 'original', 'hand', '2025-01-made-up');

insert into claims (id, text, topic, kind, subject, counterpart, place, about_from, about_to, method, review, note) values
  ('brigade-sent', 'Northland has sent a brigade to Sealand.', 'troop-deployments', 'occurrence', 'northland', null, 'Sealand', '2025-01-01', '2025-01-31', 'hand', 'reviewed', 'The report of January 2025.'),
  ('brigade-planned', 'Northland plans to send a brigade to Sealand.', 'troop-deployments', 'intention', 'northland', null, null, null, null, 'hand', 'reviewed', null),
  ('harbour-closed', 'Sealand has closed its harbour.', 'harbours', 'occurrence', null, null, null, null, null, 'hand', 'reviewed', null);

insert into claim_relations (id, claim, relation, other_claim, state, method, detail) values
  ('brigade-sent-stronger-than-brigade-planned', 'brigade-sent', 'stronger_than', 'brigade-planned', 'confirmed', 'hand', 'Sending goes beyond planning.'),
  ('harbour-closed-part-of-brigade-sent', 'harbour-closed', 'part_of', 'brigade-sent', 'suggested', 'rules', null);

insert into reviews (id, claim, publisher, url, title, published, rating, language, state, method) values
  ('f000000000001', 'brigade-sent', 'daily-tide', 'https://tide.example/check', 'We looked', '2025-02-01', 'Unbelegt', 'de', 'confirmed', 'hand');

insert into quotes (id, article, speaker, speaker_words, cue, mode, words, language, paraphrase, start_char, end_char, said_from, said_to, said_as_written, said_basis, method, review, score, detail, run) values
  ('atide00000001-aaaaaa', 'atide00000001', 'unnamed-officials', 'officials', 'said', 'direct', '"A brigade has crossed the border and reached the coast of Sealand in the night"', 'en', null, 40, 120, '2025-01-01', '2025-01-05', 'earlier this week', 'inferred', 'hand', 'reviewed', null, 'Named beside the cue.', '2025-01-made-up'),
  ('atide00000002-aaaaaa', 'atide00000002', 'unnamed-officials', 'officials', 'said', 'direct', '"A brigade has crossed the border"', 'en', null, 40, 73, '2025-01-01', '2025-01-05', null, 'inferred', 'hand', 'reviewed', null, null, '2025-01-made-up'),
  ('awire00000001-bbbbbb', 'awire00000001', 'ada-quill', 'spokeswoman Ada Quill', 'denied', 'indirect', 'that any brigade had left', 'en', null, 10, 35, '2025-01-07', '2025-01-07', null, 'stated', 'hand', 'reviewed', null, null, '2025-01-made-up'),
  ('awire00000002-cccccc', 'awire00000002', 'ada-quill', 'Ада Квилл', 'сказала', 'direct', '«Бригада на месте»', 'ru', 'Said that the brigade was in place.', 5, 23, '2025-01-20', '2025-01-20', null, 'stated', 'hand', 'reviewed', null, null, '2025-01-made-up'),
  ('awire00000002-dddddd', 'awire00000002', 'sealand-staff', 'the staff', 'told', 'indirect', null, 'ru', 'Said it had no information.', 40, 60, null, null, null, 'unknown', 'rules', 'proposed', 0.62, 'Beside the cue.', '2025-01-made-up');

insert into relays (id, quote, step, actor, words) values
  ('atide00000001-aaaaaa-v1', 'atide00000001-aaaaaa', 1, 'radio-reef', 'Radio Reef reported');

insert into stances (id, quote, claim, actor, label, certainty, method, review, score, detail, run) values
  ('atide00000001-aaaaaa-s1', 'atide00000001-aaaaaa', 'brigade-sent', 'unnamed-officials', 'asserts', 'certain', 'hand', 'reviewed', null, 'Said outright.', '2025-01-made-up'),
  ('atide00000002-aaaaaa-s1', 'atide00000002-aaaaaa', 'brigade-sent', 'unnamed-officials', 'asserts', 'certain', 'hand', 'reviewed', null, null, '2025-01-made-up'),
  ('awire00000001-bbbbbb-s1', 'awire00000001-bbbbbb', 'brigade-sent', 'northland-ministry', 'denies', 'certain', 'hand', 'reviewed', null, null, '2025-01-made-up'),
  ('awire00000002-cccccc-s1', 'awire00000002-cccccc', 'brigade-sent', 'northland-ministry', 'confirms', 'certain', 'hand', 'reviewed', null, null, '2025-01-made-up'),
  ('awire00000002-dddddd-s1', 'awire00000002-dddddd', 'brigade-sent', 'sealand-staff', 'cannot_confirm', 'certain', 'rules', 'proposed', 0.71, 'Matched by words.', '2025-01-made-up'),
  ('awire00000001-bbbbbb-s2', 'awire00000001-bbbbbb', 'brigade-planned', 'unnamed-officials', 'asserts', 'possible', 'hand', 'reviewed', null, null, '2025-01-made-up'),
  ('awire00000002-cccccc-s2', 'awire00000002-cccccc', 'brigade-planned', 'northland-ministry', 'denies', 'certain', 'hand', 'reviewed', null, null, '2025-01-made-up');
