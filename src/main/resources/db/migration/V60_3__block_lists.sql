-- The hosted block lists, which firewalls pull.

create table block_list_entry (
    organisation text        not null references organisation,
    list         text        not null check (list in ('ip', 'domain', 'url')),
    value        text        not null check (value !~ '[\r\n]'),
    action_id    uuid        not null,
    added_at     timestamptz not null default now(),
    primary key (organisation, list, value)
);
call guard('block_list_entry');

-- changed_at and changes make the ETag and Last-Modified; pulled_at tells that a firewall really asks.
create table block_list (
    organisation text        not null references organisation,
    list         text        not null check (list in ('ip', 'domain', 'url')),
    changes      bigint      not null default 0,
    changed_at   timestamptz not null default now(),
    pulled_at    timestamptz,
    pulled_by    text,
    primary key (organisation, list)
);
call guard('block_list');
