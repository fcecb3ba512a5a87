-- The most that deliveries of an event have said of it: 0 that it is done, else that it is open, by its severity; a
-- delivery that says done begins anew. One that says more is no repetition. What stands already counts as having said
-- everything.
alter table alert_identity add column standing smallint not null default 5 check (standing between 0 and 5);
alter table alert_identity alter column standing drop default;
