-- What a client lets the provider reach: given when the provider sets the client up, taken back by the client.
create table provider_access (
    organisation text        not null references organisation,
    id           uuid        not null,
    granted_at   timestamptz not null default now(),
    granted_by   text        not null,
    revoked_at   timestamptz,
    revoked_by   text,
    primary key (organisation, id),
    check ((revoked_at is null) = (revoked_by is null))
);
create unique index one_standing_access on provider_access (organisation) where revoked_at is null;
call guard('provider_access');

-- Every organisation that somebody of this one may touch now.
create function reach_of(home text) returns setof text
    language sql stable security definer set search_path = cordon, pg_temp
    begin atomic
        select home
        union
        select access.organisation from provider_access access where home = 'provider' and access.revoked_at is null;
    end;
revoke all on function reach_of(text) from public;
grant execute on function reach_of(text) to "${app}";

-- For work in the background that goes round all organisations, one after the other.
create function every_organisation() returns setof text
    language sql stable security definer set search_path = cordon, pg_temp
    begin atomic
        select organisation from organisation order by organisation;
    end;
revoke all on function every_organisation() from public;
grant execute on function every_organisation() to "${app}";

-- The documents of the contract, every version of them.
create table organisation_document (
    organisation text        not null references organisation,
    document     text        not null,
    version      integer     not null check (version > 0),
    content      jsonb       not null,
    changed_by   text        not null,
    changed_at   timestamptz not null default now(),
    primary key (organisation, document, version)
);
call guard('organisation_document');
revoke update, delete on organisation_document from "${app}";

-- Stops every change to the outside. A row is a switch that is on; each party has its own.
create table kill_switch (
    organisation text        not null references organisation,
    party        text        not null check (party in ('client', 'provider')),
    why          text        not null,
    switched_by  text        not null,
    switched_at  timestamptz not null default now(),
    primary key (organisation, party)
);
call guard('kill_switch');

-- The first administrator. The document says what this person may do, as for everybody else.
insert into organisation_document (organisation, document, version, content, changed_by)
values ('provider', 'people', 1, '{"people": [{"id": "admin", "name": "Administrator", "email": null, "phone": null,
        "roles": ["responder", "lead", "engineer", "auditor", "admin"], "functions": []}]}', 'cordon');
