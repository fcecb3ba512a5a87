-- An alert's row is a little larger than what PostgreSQL likes to keep whole (2 kB), so that each was compressed and cut
-- up: a third of the time of writing it, to save a tenth of its space.
create or replace function make_alert_partitions() returns void
    language plpgsql security definer set search_path = cordon, pg_temp as $$
declare
    month timestamptz;
    part  text;
    whole text;
begin
    perform pg_advisory_xact_lock(hashtext('make_alert_partitions'));
    for step in -1..3 loop
        month := date_trunc('month', now(), 'UTC') + make_interval(months => step);
        foreach whole in array array['alert', 'alert_entity'] loop
            part := format('%s_%s', whole, to_char(month at time zone 'UTC', 'YYYY_MM'));
            continue when to_regclass(part) is not null;
            execute format('create table %I partition of %I for values from (%L) to (%L) with (toast_tuple_target = 8160)',
                           part, whole, first_id(month), first_id(date_trunc('month', month + interval '32 days', 'UTC')));
            execute format('call guard(%L)', part);
        end loop;
    end loop;
end $$;

do $$
declare
    part regclass;
begin
    for part in select inhrelid from pg_inherits where inhparent = 'alert'::regclass loop
        execute format('alter table %s set (toast_tuple_target = 8160)', part);
    end loop;
end $$;
