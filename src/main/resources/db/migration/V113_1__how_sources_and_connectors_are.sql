-- How many alerts each source sent, by quarters of an hour: every zone's midnight falls on one. Counting the alerts
-- themselves would read a week of them each time that somebody looks; it begins empty for the same reason.
-- NB: the slot keeps most writers apart, who would else queue for one row; a count is the sum of its slots.
create table alert_tally (
    organisation text        not null references organisation,
    source       text        not null,
    quarter      timestamptz not null,
    slot         smallint    not null,
    received     integer     not null,
    primary key (organisation, source, quarter, slot)
) with (fillfactor = 70);
call guard('alert_tally');

create function clear_alert_tallies(older_than timestamptz) returns bigint
    language sql security definer set search_path = cordon, pg_temp as $$
    with cleared as (delete from alert_tally where quarter < older_than returning 1) select count(*) from cleared
$$;
revoke all on function clear_alert_tallies(timestamptz) from public;
grant execute on function clear_alert_tallies(timestamptz) to "${app}";

-- The last try of a connector by a person. No foreign key: the hosted block lists are a connector without a document.
create table connector_trial (
    organisation text        not null references organisation,
    connector    text        not null,
    version      int         not null,
    works        boolean     not null,
    text         text        not null,
    tried_by     text        not null,
    tried_at     timestamptz not null,
    primary key (organisation, connector)
);
call guard('connector_trial');
