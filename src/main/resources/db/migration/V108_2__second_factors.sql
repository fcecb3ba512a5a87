-- Authenticators: apps that show a code of the time (RFC 6238). The secret must be read again, and so is sealed with
-- the organisation's data key.
create table authenticator (
    organisation text        not null references organisation,
    person       text        not null,
    sealed       bytea       not null,
    begun_at     timestamptz not null default now(),
    -- Null until the person has shown a code of it; until then nobody asks for one.
    confirmed_at timestamptz,
    -- The last time step whose code was taken: a code is good once.
    last_step    bigint      not null default 0,
    -- Whether it may have been the provider's people who set it up: a client that shuts the provider out ends it.
    by_provider  boolean     not null,
    primary key (organisation, person)
);
call guard('authenticator');

-- In place of a code, once each, where the authenticator is lost. Only their SHA-256 is kept.
create table recovery_code (
    organisation text  not null,
    person       text  not null,
    hash         bytea not null check (length(hash) = 32),
    primary key (organisation, person, hash),
    foreign key (organisation, person) references authenticator on delete cascade
);
call guard('recovery_code');
