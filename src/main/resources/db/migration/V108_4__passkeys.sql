-- Passkeys (WebAuthn): a key pair on the person's device, of which we keep the public half. With the person's finger,
-- face or PIN, which the device asks for, one signs in alone.
create table passkey (
    organisation    text        not null references organisation,
    id              uuid        not null,
    person          text        not null,
    name            text        not null check (length(name) between 1 and 100),
    -- The device's own name for it.
    credential      bytea       not null check (length(credential) between 1 and 1023),
    -- What the device keeps beside it in place of the person's name.
    user_handle     bytea       not null check (length(user_handle) between 1 and 64),
    -- The public key, as WebAuthn's attested credential data (section 6.5.1).
    attested        bytea       not null,
    -- Counts up where the device counts at all: one that goes back was copied.
    sign_count      bigint      not null,
    backup_eligible boolean     not null,
    backed_up       boolean     not null,
    -- Whether it may have been the provider's people who made it: a client that shuts the provider out ends it.
    by_provider     boolean     not null,
    created_at      timestamptz not null default now(),
    last_used_at    timestamptz,
    primary key (organisation, id)
);
-- Globally unique, but over values that are random: a collision tells nobody anything.
create unique index passkey_by_credential on passkey (credential);
create index passkey_by_person on passkey (organisation, person);
call guard('passkey');

-- Whose passkey this is: like find_session(), before anybody knows for which organisation to act.
create function find_passkey(sought bytea) returns table (organisation text, id uuid)
    language sql stable security definer set search_path = cordon, pg_temp
    begin atomic
        select passkey.organisation, passkey.id from passkey where passkey.credential = sought;
    end;
revoke all on function find_passkey(bytea) from public;
grant execute on function find_passkey(bytea) to "${app}";

-- Challenges that devices are to sign: each once, within minutes, and in the session that asked for it. Those of people
-- who are not signed in yet stand under the provider.
create table passkey_ceremony (
    organisation text        not null references organisation,
    id           uuid        not null,
    purpose      text        not null check (purpose in ('registering', 'signing-in', 'stepping-up')),
    session      uuid,
    challenge    bytea       not null check (length(challenge) = 32),
    expires      timestamptz not null,
    primary key (organisation, id),
    check ((session is null) = (purpose = 'signing-in'))
);
call guard('passkey_ceremony');
