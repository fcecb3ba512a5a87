-- What was kept while no mail server was set up, when a server starts with one.
create index notification_kept on notification (organisation, created_at)
    where state = 'kept' and last_error is null;

-- What still matters: young enough, and of an incident that is not over. Of each organisation the newest, so many.
create function kept_notifications(age interval, most int)
    returns table (organisation text, id uuid)
    language sql stable security definer set search_path = cordon, pg_temp
    as $$
        select recent.organisation, recent.id
        from (select n.organisation, n.id,
                     row_number() over (partition by n.organisation order by n.created_at desc, n.id desc) as place
              from notification n
              left join incident i on i.organisation = n.organisation and i.id = n.incident_id
              where n.state = 'kept' and n.last_error is null and n.created_at > now() - age
                and (n.incident_id is null or i.status <> 'closed')) recent
        where recent.place <= most
        order by recent.organisation, recent.id
    $$;
revoke all on function kept_notifications from public;
grant execute on function kept_notifications to "${app}";

-- What is still kept then stays so, and no later start looks at it again.
create function leave_kept_notifications(why text) returns bigint
    language sql security definer set search_path = cordon, pg_temp
    as $$
        with left_kept as (
            update notification set last_error = why where state = 'kept' and last_error is null returning 1)
        select count(*) from left_kept
    $$;
revoke all on function leave_kept_notifications from public;
grant execute on function leave_kept_notifications to "${app}";
