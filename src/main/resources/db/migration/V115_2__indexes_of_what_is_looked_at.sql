-- Built while the server before this one goes on writing: Flyway runs this outside a transaction, since it is all
-- "concurrently". NB: dropped first. A build that was interrupted leaves an index that nobody can use.

-- When a connector was last used, how it last failed, and what waits for it: each is the end of an index.
drop index concurrently if exists action_used_connector;
create index concurrently action_used_connector on action (organisation, connector, executing_at)
    where executing_at is not null;
drop index concurrently if exists action_failed_at_connector;
create index concurrently action_failed_at_connector on action (organisation, connector, moved_at)
    where state in ('FAILED', 'UNKNOWN');
drop index concurrently if exists action_waits_for_connector;
create index concurrently action_waits_for_connector on action (organisation, connector, away_since)
    where away_since is not null;

-- What happened in a span of time.
drop index concurrently if exists audit_entry_at;
create index concurrently audit_entry_at on audit_entry (organisation, at);

-- When a source last sent what could not be read.
drop index concurrently if exists quarantine_of_source;
create index concurrently quarantine_of_source on quarantine (organisation, source, last_seen);
