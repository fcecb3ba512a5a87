-- Which incident a request opened under its Idempotency-Key, so that one that is sent again opens no other.
create table incident_opened (
    organisation text        not null references organisation,
    key          text        not null,
    body_sha256  bytea       not null,
    incident_id  uuid,
    at           timestamptz not null default now(),
    primary key (organisation, key)
);
call guard('incident_opened');
