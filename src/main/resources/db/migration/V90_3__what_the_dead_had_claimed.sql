-- What a server had claimed when it died is given back at the start of its successor, for every organisation at once.

-- The fence goes up: whatever the dead one still had under way counts no more. Where a call may have been under way the
-- product gets the time that a living server would have waited for it, before it is asked.
create function give_back_actions(dead text, call interval) returns void
    language sql security definer set search_path = cordon, pg_temp
    as $$
        update action
        set fence = fence + 1, lease_owner = null,
            lease_until = case when state in ('EXECUTING', 'UNDOING') then least(lease_until, now() + call) end
        where due_at <= now() and lease_owner = dead
    $$;
revoke all on function give_back_actions from public;
grant execute on function give_back_actions to "${app}";

alter table notification add column claimed_by uuid;

drop function claim_notifications(uuid, interval, int);
create function claim_notifications(server uuid, worker uuid, span interval, most int)
    returns table (organisation text, id uuid)
    language sql security definer set search_path = cordon, pg_temp
    as $$
        with due as (
            select d.organisation, d.id
            from notification d
            where d.state = 'queued' and d.next_attempt <= now()
              and (d.lease_until is null or d.lease_until < now())
            order by d.attempts, d.created_at
            limit most
            for update skip locked),
        claimed as (
            update notification n
            set claimed_by = server, lease = worker, lease_until = now() + span, attempts = attempts + 1
            from due
            where n.organisation = due.organisation and n.id = due.id
            returning n.organisation, n.id)
        select claimed.organisation, claimed.id from claimed order by claimed.id
    $$;
revoke all on function claim_notifications from public;
grant execute on function claim_notifications to "${app}";

create function give_back_notifications(dead uuid) returns void
    language sql security definer set search_path = cordon, pg_temp
    as $$
        update notification set lease = null, lease_until = null
        where state = 'queued' and lease is not null and claimed_by = dead
    $$;
revoke all on function give_back_notifications from public;
grant execute on function give_back_notifications to "${app}";
