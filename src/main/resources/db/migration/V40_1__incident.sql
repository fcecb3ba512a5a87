-- Incidents: what alerts add up to. An incident never changes its organisation or its number.

create table incident_number (
    organisation text primary key references organisation,
    last         integer not null
);
call guard('incident_number');

create table incident (
    organisation     text        not null references organisation,
    id               uuid        not null,
    number           integer     not null,
    title            text        not null,
    severity         text        not null check (severity in ('informational', 'low', 'medium', 'high', 'critical')),
    category         text        not null,
    status           text        not null check (status in ('open', 'contained', 'resolved', 'closed')),
    techniques       text[]      not null default '{}',
    alert_count      integer     not null default 0,
    playbook         text        not null,
    playbook_version integer,
    occurred_at      timestamptz not null,
    detected_at      timestamptz not null,
    last_alert_at    timestamptz not null,
    notified_at      timestamptz,
    acknowledged_at  timestamptz,
    contained_at     timestamptz,
    resolved_at      timestamptz,
    closed_at        timestamptz,
    -- What the service level promised when the severity was last set; null where it promises nothing.
    notify_due       timestamptz,
    acknowledge_due  timestamptz,
    contain_due      timestamptz,
    resolve_due      timestamptz,
    merged_into      uuid,
    search           tsvector generated always as (to_tsvector('simple', title || ' ' || category)) stored,
    primary key (organisation, id),
    unique (organisation, number),
    foreign key (organisation, merged_into) references incident
);
create index incident_active on incident (organisation, last_alert_at) where status in ('open', 'contained');
create index incident_search on incident using gin (search);
call guard('incident');

create table incident_entity (
    organisation text        not null,
    incident_id  uuid        not null,
    kind         text        not null,
    value        text        not null,
    -- 'attacker' acts against us, 'target' is acted against, 'named' is all that the alert says.
    role         text        not null check (role in ('attacker', 'target', 'named')),
    first_seen   timestamptz not null,
    primary key (organisation, incident_id, kind, value),
    foreign key (organisation, incident_id) references incident
);
-- Hashed: a URL may be longer than an index row can be. Lower case: products spell one host in many ways.
create index incident_entity_value on incident_entity (organisation, kind, md5(lower(value)));
call guard('incident_entity');

create table timeline_entry (
    organisation text        not null,
    id           uuid        not null,
    incident_id  uuid        not null,
    at           timestamptz not null,
    kind         text        not null,
    actor        text        not null,
    text         text        not null,
    refs         jsonb       not null default '{}',
    primary key (organisation, id),
    foreign key (organisation, incident_id) references incident
);
create index timeline_entry_incident on timeline_entry (organisation, incident_id, id);
call guard('timeline_entry');

create table incident_comment (
    organisation text        not null,
    id           uuid        not null,
    incident_id  uuid        not null,
    at           timestamptz not null,
    author       text        not null,
    -- null: both parties read it.
    only_for     text check (only_for in ('client', 'provider')),
    tlp          text        not null check (tlp in ('clear', 'green', 'amber', 'amber+strict', 'red')),
    text         text        not null,
    primary key (organisation, id),
    foreign key (organisation, incident_id) references incident
);
create index incident_comment_incident on incident_comment (organisation, incident_id, id);
call guard('incident_comment');

create table evidence (
    organisation text        not null,
    id           uuid        not null,
    incident_id  uuid        not null,
    at           timestamptz not null,
    added_by     text        not null,
    name         text        not null,
    media_type   text        not null,
    size         bigint      not null,
    sha256       bytea       not null,
    note         text        not null default '',
    content      bytea       not null,
    primary key (organisation, id),
    foreign key (organisation, incident_id) references incident
);
create index evidence_incident on evidence (organisation, incident_id, id);
call guard('evidence');

-- Counts over all organisations for the operator's figures; tells nothing about any one of them.
create function incident_figures()
    returns table (severity text, open bigint, breached bigint)
    language sql stable security definer set search_path = cordon, pg_temp as $$
    select i.severity,
           count(*) filter (where i.status in ('open', 'contained')),
           count(*) filter (where (i.acknowledged_at is null and i.status = 'open' and i.acknowledge_due < now())
                               or (i.contained_at is null and i.status = 'open' and i.contain_due < now())
                               or (i.resolved_at is null and i.status in ('open', 'contained') and i.resolve_due < now()))
      from incident i
     group by i.severity
$$;
revoke all on function incident_figures() from public;
grant execute on function incident_figures() to "${app}";
