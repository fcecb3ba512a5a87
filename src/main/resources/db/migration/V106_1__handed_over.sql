-- What a containment waits for beside the incident's own way: the verb, and the incident's severity then, by which people
-- are told that it waits. It may be handed what joins later.
alter table playbook_waiter add column beside text, add column severity text;
-- How often the playbook was told of entities that joined, one soon after the other.
alter table playbook_run add column joined_times integer not null default 0;
