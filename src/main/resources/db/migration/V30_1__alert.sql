-- Alerts. The ids are UUID version 7, so that they sort by when an alert was received; both large tables are cut into
-- months by them. What was received in a span of time is therefore a range of ids, and needs no index of its own.

-- The smallest id that can be made at a moment.
create function first_id(moment timestamptz) returns uuid
    language sql immutable strict parallel safe
    return (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

create table alert (
    organisation text        not null references organisation,
    id           uuid        not null,
    source       text        not null,
    source_id    text,
    kind         text        not null,
    title        text        not null,
    text         text        not null,
    signature    text,
    signals      text[]      not null,
    time         timestamptz not null,
    received_at  timestamptz not null,
    -- What triage made of it; the product's own opinion is in told_severity.
    severity     text        not null check (severity in ('critical', 'high', 'medium', 'low', 'informational')),
    told_severity text       not null check (told_severity in ('critical', 'high', 'medium', 'low', 'informational')),
    category     text        not null,
    disposition  text        not null check (disposition in ('incident', 'triage', 'log', 'suppressed')),
    playbook     text,
    techniques   text[]      not null,
    entities     jsonb       not null,
    attackers    text[]      not null,
    targets      text[]      not null,
    state        text        not null check (state in ('new', 'updated', 'resolved', 'remediated', 'sample')),
    blocked      boolean     not null,
    attributes   jsonb       not null,
    explanation  jsonb       not null,
    fingerprint  bytea       not null check (octet_length(fingerprint) = 32),
    -- The count of deliveries and the last of them, once the identity below has passed on to a later alert.
    count        integer     not null default 1,
    last_seen    timestamptz not null,
    raw          bytea       not null,
    primary key (organisation, id)
) partition by range (id);
call guard('alert');

-- One row for each thing an alert names: search, and the history that rules see. Everything that history reads is in
-- the index, so that an attacker's thousandth alert costs no more than the first.
-- No foreign key to organisation: the alert beside it has one, and a check on each of its five rows would be felt.
create table alert_entity (
    organisation text   not null,
    kind         text   not null,
    value        text   not null,
    alert_id     uuid   not null,
    role         text   not null check (role in ('attacker', 'target', 'named')),
    source       text   not null,
    category     text   not null,
    signature    text   not null,
    techniques   text   not null,
    host         text   not null,
    account      text   not null,
    target       text   not null,
    primary key (organisation, kind, value, alert_id)
        include (role, source, category, signature, techniques, host, account, target)
) partition by range (alert_id);
call guard('alert_entity');

-- Rows whose id is no time of ours, so that a wrong clock costs no alert. Normally empty.
create table alert_other partition of alert default;
create table alert_entity_other partition of alert_entity default;
call guard('alert_other');
call guard('alert_entity_other');

-- Makes the partitions of last month, this one and the next three. Runs as the owner, because the application's role
-- may make no tables; a partition is a table of its own and needs its own guard.
create function make_alert_partitions() returns void
    language plpgsql security definer set search_path = cordon, pg_temp as $$
declare
    month timestamptz;
    part  text;
    whole text;
begin
    perform pg_advisory_xact_lock(hashtext('make_alert_partitions'));
    for step in -1..3 loop
        month := date_trunc('month', now(), 'UTC') + make_interval(months => step);
        foreach whole in array array['alert', 'alert_entity'] loop
            part := format('%s_%s', whole, to_char(month at time zone 'UTC', 'YYYY_MM'));
            continue when to_regclass(part) is not null;
            execute format('create table %I partition of %I for values from (%L) to (%L)',
                           part, whole, first_id(month), first_id(date_trunc('month', month + interval '32 days', 'UTC')));
            execute format('call guard(%L)', part);
        end loop;
    end loop;
end $$;
revoke all on function make_alert_partitions() from public;
grant execute on function make_alert_partitions() to "${app}";
select make_alert_partitions();

-- Which alert stands for a fingerprint at present. Rows are updated far more often than made: room for that on the page.
create table alert_identity (
    organisation text        not null references organisation,
    fingerprint  bytea       not null check (octet_length(fingerprint) = 32),
    alert_id     uuid        not null,
    first_seen   timestamptz not null,
    last_seen    timestamptz not null,
    count        integer     not null check (count > 0),
    expires      timestamptz not null,
    primary key (organisation, fingerprint)
) with (fillfactor = 70);
call guard('alert_identity');

-- An alert keeps its count when its identity passes on or is cleared away.
create function keep_count() returns trigger
    language plpgsql set search_path = cordon, pg_temp as $$
begin
    update alert set count = old.count, last_seen = old.last_seen
     where organisation = old.organisation and id = old.alert_id;
    return null;
end $$;
create trigger identity_passes_on after update on alert_identity
    for each row when (old.alert_id <> new.alert_id) execute function keep_count();
create trigger identity_ends after delete on alert_identity
    for each row execute function keep_count();

create function clear_alert_identities(older_than timestamptz) returns bigint
    language sql security definer set search_path = cordon, pg_temp as $$
    with cleared as (delete from alert_identity where expires < older_than returning 1) select count(*) from cleared
$$;
revoke all on function clear_alert_identities(timestamptz) from public;
grant execute on function clear_alert_identities(timestamptz) to "${app}";

-- The incident an alert belongs to: beside the alert and not in it, because an alert's row is wide and joins are many.
create table alert_incident (
    organisation text not null references organisation,
    alert_id     uuid not null,
    incident_id  uuid not null,
    primary key (organisation, alert_id)
);
create index on alert_incident (organisation, incident_id, alert_id);
call guard('alert_incident');

create table alert_feedback (
    organisation text        not null references organisation,
    id           uuid        not null,
    alert_id     uuid        not null,
    verdict      text        not null check (verdict in ('true_positive', 'false_positive', 'benign')),
    comment      text        not null,
    given_by     text        not null,
    given_at     timestamptz not null,
    primary key (organisation, id),
    foreign key (organisation, alert_id) references alert (organisation, id)
);
create index on alert_feedback (organisation, alert_id, id);
call guard('alert_feedback');

-- When each source was last heard, to the minute.
create table alert_source (
    organisation text        not null references organisation,
    source       text        not null,
    last_seen    timestamptz not null,
    primary key (organisation, source)
);
call guard('alert_source');

-- What could not be read. The same bytes again are counted and not kept twice.
create table quarantine (
    organisation text        not null references organisation,
    id           uuid        not null,
    source       text        not null,
    content_type text,
    reason       text        not null,
    raw          bytea       not null,
    digest       bytea       not null check (octet_length(digest) = 32),
    count        integer     not null default 1,
    first_seen   timestamptz not null,
    last_seen    timestamptz not null,
    primary key (organisation, id),
    unique (organisation, source, digest)
);
call guard('quarantine');

create function clear_quarantine(older_than timestamptz) returns bigint
    language sql security definer set search_path = cordon, pg_temp as $$
    with cleared as (delete from quarantine where last_seen < older_than returning 1) select count(*) from cleared
$$;
revoke all on function clear_quarantine(timestamptz) from public;
grant execute on function clear_quarantine(timestamptz) to "${app}";
