-- Who was asked without a mail server need not be asked for what is done by now: of a task that has ended, and of an
-- approval that nobody waits for, the kept letters stay kept.
create or replace function kept_notifications(age interval, most int)
    returns table (organisation text, id uuid)
    language sql stable security definer set search_path = cordon, pg_temp
    as $$
        select recent.organisation, recent.id
        from (select n.organisation, n.id,
                     row_number() over (partition by n.organisation order by n.created_at desc, n.id desc) as place
              from notification n
              left join incident i on i.organisation = n.organisation and i.id = n.incident_id
              where n.state = 'kept' and n.last_error is null and n.created_at > now() - age
                and (n.incident_id is null or i.status <> 'closed')
                and not exists (
                    select from task t
                    where t.organisation = n.organisation and t.incident_id = n.incident_id
                      and t.state in ('completed', 'cancelled') and n.key like '%task:' || t.id)
                and not exists (
                    select from action a
                    where a.organisation = n.organisation and a.incident_id = n.incident_id
                      and a.state <> 'AWAITING_APPROVAL' and n.key like 'approval/' || a.id || '/%')) recent
        where recent.place <= most
        order by recent.organisation, recent.id
    $$;
