-- How many alerts each source sent, by quarters of an hour: every zone's midnight falls on one. Counting the alerts
-- themselves would read a week of them each time that somebody looks.
-- NB: the slot keeps writers apart, who would else queue for one row; a count is the sum of its slots.
create table alert_tally (
    organisation text        not null references organisation,
    source       text        not null,
    quarter      timestamptz not null,
    slot         smallint    not null,
    received     integer     not null,
    fresh        integer     not null,
    primary key (organisation, source, quarter, slot)
) with (fillfactor = 70);
call guard('alert_tally');

-- What came before this was counted; that is without the repeats.
insert into alert_tally (organisation, source, quarter, slot, received, fresh)
select organisation, source, date_bin('15 minutes', received_at, timestamptz '2000-01-01Z'), 0, count(*), count(*)
  from alert
 where id >= first_id(now() - interval '8 days')
 group by 1, 2, 3;

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

-- When a connector was last used, how it last failed, and what waits for it: each is the end of an index.
create index action_used_connector on action (organisation, connector, executing_at) where executing_at is not null;
create index action_failed_at_connector on action (organisation, connector, moved_at)
    where state in ('FAILED', 'UNKNOWN');
create index action_waits_for_connector on action (organisation, connector, away_since) where away_since is not null;
