-- What the author of a playbook wrote in other languages: by language, then by field (name, instructions). The labels of
-- the form have theirs in it.
alter table task add column translations jsonb not null default '{}';
