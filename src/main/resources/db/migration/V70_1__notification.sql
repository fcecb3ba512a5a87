-- The outbox: what people are told, kept in the transaction of what it tells, sent afterwards.

create table notification (
    organisation text        not null references organisation,
    id           uuid        not null,
    -- Of the module incident, which is built on this one: hence no foreign key.
    incident_id  uuid,
    key          text        not null check (length(key) between 1 and 300),
    template     text        not null,
    -- The person may be of the other party; address and name stay true when people change.
    person_organisation text not null,
    person       text        not null,
    name         text        not null,
    address      text        not null,
    subject      text        not null,
    body_text    text        not null,
    body_html    text        not null,
    state        text        not null check (state in ('queued', 'kept', 'sent', 'failed')),
    attempts     int         not null default 0,
    next_attempt timestamptz not null default now(),
    lease        uuid,
    lease_until  timestamptz,
    message_id   text,
    last_error   text,
    -- The mail server's own words when it took the message: what proves the sending.
    accepted     text,
    created_at   timestamptz not null,
    sent_at      timestamptz,
    primary key (organisation, id),
    unique (organisation, key, person_organisation, person)
);
call guard('notification');
create index notification_of_incident on notification (organisation, incident_id, id);
create index notification_due on notification (next_attempt) where state = 'queued';

create table notification_attachment (
    organisation    text not null,
    notification_id uuid not null,
    position        int  not null,
    name            text not null,
    media_type      text not null,
    content         bytea not null,
    primary key (organisation, notification_id, position),
    foreign key (organisation, notification_id) references notification on delete cascade
);
call guard('notification_attachment');

-- Gives out what is due, of every organisation, to one worker for a span of the database's clock. A message that
-- was tried often stands behind those that were not: one bad address delays nobody.
create function claim_notifications(worker uuid, span interval, most int)
    returns table (organisation text, id uuid)
    language sql security definer set search_path = cordon, pg_temp
    as $$
        with due as (
            select d.organisation, d.id
            from notification d
            where d.state = 'queued' and d.next_attempt <= now()
              and (d.lease_until is null or d.lease_until < now())
            order by d.attempts, d.created_at
            limit most
            for update skip locked),
        claimed as (
            update notification n
            set lease = worker, lease_until = now() + span, attempts = attempts + 1
            from due
            where n.organisation = due.organisation and n.id = due.id
            returning n.organisation, n.id)
        select claimed.organisation, claimed.id from claimed order by claimed.id
    $$;
revoke all on function claim_notifications from public;
grant execute on function claim_notifications to "${app}";

-- How many wait, over all organisations: a figure for the operator, no content.
create function queued_notifications() returns bigint
    language sql stable security definer set search_path = cordon, pg_temp
    return (select count(*) from notification where state = 'queued');
revoke all on function queued_notifications from public;
grant execute on function queued_notifications to "${app}";
