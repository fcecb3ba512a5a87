-- As in V40_1, without the examples: nobody is woken for a promise to a client that is none.
create or replace function incident_figures()
    returns table (severity text, open bigint, breached bigint)
    language sql stable security definer set search_path = cordon, pg_temp as $$
    select i.severity,
           count(*) filter (where i.status in ('open', 'contained')),
           count(*) filter (where (i.acknowledged_at is null and i.status = 'open' and i.acknowledge_due < now())
                               or (i.contained_at is null and i.status = 'open' and i.contain_due < now())
                               or (i.resolved_at is null and i.status in ('open', 'contained') and i.resolve_due < now()))
      from incident i
     where i.organisation not in (select organisation from organisation where example)
     group by i.severity
$$;
