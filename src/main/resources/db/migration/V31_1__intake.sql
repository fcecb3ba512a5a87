-- Answers that were given under an Idempotency-Key, so that a retried request changes nothing and gets the same one.
create table intake_answer (
    organisation text        not null references organisation,
    key          text        not null,
    body_sha256  bytea       not null,
    answer       jsonb       not null,
    at           timestamptz not null default now(),
    primary key (organisation, key)
);
create index intake_answer_at on intake_answer (at);
call guard('intake_answer');
