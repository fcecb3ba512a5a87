-- Whether an entry has been pulled since it stands on a list, or since it stands there no more. A pull is of a number of
-- changes, and so is an entry: no clock decides. An entry without one was written before this, or by a server of an
-- older version that may run beside this one.
alter table block_list_entry add column change bigint, add column pulled_at timestamptz, add column pulled_by text;

create table block_list_removed (
    organisation text        not null references organisation,
    list         text        not null check (list in ('ip', 'domain', 'url')),
    value        text        not null,
    change       bigint      not null,
    removed_at   timestamptz not null default now(),
    pulled_at    timestamptz,
    pulled_by    text,
    primary key (organisation, list, value)
);
call guard('block_list_removed');

create index block_list_entry_unpulled on block_list_entry (organisation, list) where pulled_at is null;
create index block_list_removed_unpulled on block_list_removed (organisation, list) where pulled_at is null;

-- A pull by a person, in the pages or by their own token, is no firewall's.
update block_list set pulled_at = null, pulled_by = null where pulled_by not like 'token:%';
update block_list_entry e set pulled_at = l.pulled_at, pulled_by = l.pulled_by
  from block_list l
 where l.organisation = e.organisation and l.list = e.list and l.pulled_at > e.added_at + interval '1 minute';
