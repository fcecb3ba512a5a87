-- As in V99_1, but a server without a mail server may go on writing beside one that has it: what it wrote since the
-- latter began is left to the next start.
drop function leave_kept_notifications(text);
create function leave_kept_notifications(why text, until timestamptz) returns bigint
    language sql security definer set search_path = cordon, pg_temp
    as $$
        with left_kept as (
            update notification set last_error = why
             where state = 'kept' and last_error is null and created_at <= until
            returning 1)
        select count(*) from left_kept
    $$;
revoke all on function leave_kept_notifications from public;
grant execute on function leave_kept_notifications to "${app}";
