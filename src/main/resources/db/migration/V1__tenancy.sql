-- The frame of tenancy: every table of a client carries its organisation, first in its primary key, and is put
-- under row level security with guard(). The application's role owns no table and bypasses nothing.

-- The organisations the current transaction acts for; null, and so no row at all, where nobody has said.
-- After a transaction with a local setting the value is '' and not null: hence nullif.
create function acting_for() returns text[]
    language sql stable parallel safe
    return string_to_array(nullif(current_setting('cordon.organisations', true), ''), ',');

-- Puts a table under tenancy by its column "organisation". Forced, so that the owner passes only by its own policy.
create procedure guard(guarded regclass) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', guarded);
    execute format('alter table %s force row level security', guarded);
    -- The sub-select is evaluated once a statement, not once a row.
    execute format('create policy acting on %s to "${app}" using (organisation = any ((select acting_for())::text[]))',
                   guarded);
    execute format('create policy owner on %s to "${owner}" using (true)', guarded);
end $$;

create table organisation (
    organisation text primary key check (organisation ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name         text        not null check (length(name) between 1 and 200),
    kind         text        not null check (kind in ('client', 'provider')),
    time_zone    text        not null,
    country      text,
    created_at   timestamptz not null default now()
);
create unique index one_provider on organisation (kind) where kind = 'provider';
call guard('organisation');

insert into organisation (organisation, name, kind, time_zone) values ('provider', 'Provider', 'provider', 'UTC');
