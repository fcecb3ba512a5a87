-- How people sign in. A person without a row, or without a password in it, cannot.
create table credential (
    organisation  text        not null references organisation,
    person        text        not null,
    password      text,
    -- The one-time code with which the person chooses a password; only its SHA-256.
    setup_code    bytea,
    code_expires  timestamptz,
    changed_at    timestamptz not null default now(),
    primary key (organisation, person)
);
call guard('credential');

create table sign_in_session (
    organisation text        not null references organisation,
    id           uuid        not null,
    hash         bytea       not null check (length(hash) = 32),
    person       text        not null,
    started_at   timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    primary key (organisation, id)
);
create unique index session_by_hash on sign_in_session (hash);
call guard('sign_in_session');

-- Whose session this is: like find_token(), before anybody knows for which organisation to act. Half an hour
-- without a request ends a session, and so do twelve hours in any case.
create function find_session(sought bytea) returns table (organisation text, id uuid)
    language sql stable security definer set search_path = cordon, pg_temp
    begin atomic
        select session.organisation, session.id
          from sign_in_session session
         where session.hash = sought
           and session.last_used_at > now() - interval '30 minutes'
           and session.started_at > now() - interval '12 hours';
    end;
revoke all on function find_session(bytea) from public;
grant execute on function find_session(bytea) to "${app}";
