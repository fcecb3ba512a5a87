-- How often rules fired, by the hour: what the pages show of a rule outlives the server that counted it.
create table rule_hit (
    organisation text        not null references organisation,
    rule         text        not null,
    hour         timestamptz not null,
    hits         bigint      not null,
    primary key (organisation, rule, hour)
);
call guard('rule_hit');

create function clear_rule_hits(older_than timestamptz) returns bigint
    language sql security definer set search_path = cordon, pg_temp as $$
    with cleared as (delete from rule_hit where hour < older_than returning 1) select count(*) from cleared
$$;
revoke all on function clear_rule_hits(timestamptz) from public;
grant execute on function clear_rule_hits(timestamptz) to "${app}";
