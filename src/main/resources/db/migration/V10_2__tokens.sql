-- Tokens of the interface. Only the SHA-256 of the 256 random bits is kept: nothing to crack, nothing to steal.
create table token (
    organisation text        not null references organisation,
    id           uuid        not null,
    hash         bytea       not null check (length(hash) = 32),
    name         text        not null,
    role         text        not null,
    person       text,
    created_at   timestamptz not null default now(),
    created_by   text        not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    primary key (organisation, id)
);
-- Globally unique, but over values that are ours and random: a collision tells nobody anything.
create unique index token_by_hash on token (hash);
call guard('token');

-- Whose token this is: the one look-up that comes before anybody knows for which organisation to act. A person who
-- has left the people document takes their tokens along.
create function find_token(sought bytea) returns table (organisation text, id uuid)
    language sql stable security definer set search_path = cordon, pg_temp
    begin atomic
        select token.organisation, token.id
          from token
         where token.hash = sought
           and token.revoked_at is null
           and (token.expires_at is null or token.expires_at > now())
           and (token.person is null or exists (
                select from (select document.content
                               from organisation_document document
                              where document.organisation = token.organisation and document.document = 'people'
                              order by document.version desc limit 1) people
                 where people.content -> 'people' @> jsonb_build_array(jsonb_build_object('id', token.person))));
    end;
revoke all on function find_token(bytea) from public;
grant execute on function find_token(bytea) to "${app}";
