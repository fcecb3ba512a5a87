-- The verb that a containment waits for beside the incident's own way; it may be handed what joins later.
alter table playbook_waiter add column beside text;
