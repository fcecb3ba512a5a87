-- Example clients, which can be removed with all that is theirs, their trails too. They are marked by their first row,
-- and only add_example() can write the mark: what was ever a real organisation cannot be removed as an example.
alter table organisation
    add column example boolean not null default false,
    add check (not example or (kind = 'client' and organisation in ('example-harbour', 'example-northwind')));
-- NB: by column. With the right to write the whole row, the server could mark anybody.
revoke insert, update on organisation from "${app}";
grant insert (organisation, name, kind, time_zone, country), update (name, time_zone, country)
    on organisation to "${app}";

-- As in V103_2, with the mark.
drop function contract_standing(text);
create function contract_standing(about text)
    returns table (organisation text, name text, kind text, time_zone text, country text, example boolean,
                   kill_switch text, provider_is_in boolean, document_owners text[], documents text[],
                   versions integer[])
    language sql stable security definer set search_path = cordon, pg_temp
    begin atomic
        select o.organisation, o.name, o.kind, o.time_zone, o.country, o.example,
               (select string_agg(kill_switch_words(k, about) || ' (' || k.switched_by || ')', '; '
                                  order by k.organisation <> about, k.party)
                  from kill_switch k where k.organisation in (about, 'provider')),
               about = 'provider' or exists (select from provider_access a
                                              where a.organisation = about and a.revoked_at is null),
               d.owners, d.documents, d.versions
          from organisation o
         cross join (select array_agg(newest.organisation) as owners, array_agg(newest.document) as documents,
                            array_agg(newest.version) as versions
                       from (select c.organisation, c.document, max(c.version) as version
                               from organisation_document c
                              where c.organisation in (about, 'provider')
                              group by c.organisation, c.document) newest) d
         where o.organisation = about and about = any (acting_for());
    end;
revoke all on function contract_standing(text) from public;
grant execute on function contract_standing(text) to "${app}";

-- False where there is an organisation of this id already.
create function add_example(id text, called text, zone text, land text) returns boolean
    language plpgsql security definer set search_path = cordon, pg_temp as $$
begin
    if not id = any (coalesce(acting_for(), '{}')) then
        raise exception 'Expected to act for % when adding it', id;
    end if;
    insert into organisation (organisation, name, kind, time_zone, country, example)
    values (id, called, 'client', zone, land, true)
    on conflict (organisation) do nothing;
    return found;
end $$;
revoke all on function add_example(text, text, text, text) from public;
grant execute on function add_example(text, text, text, text) to "${app}";

-- How far the example hour has been played. It is the provider's, and there is one at most.
create table example_run (
    organisation text        not null primary key references organisation check (organisation = 'provider'),
    state        text        not null check (state in ('playing', 'loaded', 'removing')),
    started_at   timestamptz not null,
    started_by   text        not null,
    played       int         not null default 0 check (played between 0 and total),
    total        int         not null,
    removed_by   text,
    check ((state = 'removing') = (removed_by is not null))
);
call guard('example_run');

-- Removes some of what there may be many of, without a lock on the clients themselves, and says how many rows: none when
-- all are gone. Nothing new may come in meanwhile.
create function remove_example_alerts(most int) returns bigint
    language plpgsql security definer set search_path = cordon, pg_temp as $$
declare
    clients text[];
    each    text;
    gone    bigint;
    removed bigint := 0;
begin
    if not 'provider' = any (coalesce(acting_for(), '{}')) then
        raise exception 'Expected to act for the provider when removing its examples';
    end if;
    clients := array(select organisation from organisation where example);
    delete from alert_feedback where organisation = any (clients);
    -- NB: identities last. Each that goes looks for its alert, to leave its count there.
    foreach each in array array['alert_entity', 'alert', 'alert_identity'] loop
        -- A row of another partition may be at the same place: it is an example's too, or stays.
        execute format('delete from %I where organisation = any ($1)
                           and ctid = any (array(select ctid from %I where organisation = any ($1) limit $2))',
                       each, each) using clients, most;
        get diagnostics gone = row_count;
        removed := removed + gone;
        exit when gone > 0;
    end loop;
    return removed;
end $$;
revoke all on function remove_example_alerts(int) from public;
grant execute on function remove_example_alerts(int) to "${app}";

-- Removes every row of the example clients, and says how many of which table. Tables are found, not listed, so that none
-- is forgotten that comes later: each after those that refer to it.
create function remove_examples() returns table (relation text, removed bigint)
    language plpgsql security definer set search_path = cordon, pg_temp as $$
declare
    clients text[];
    traces  text[];
    waiting oid[];
    each    oid;
begin
    if not 'provider' = any (coalesce(acting_for(), '{}')) then
        raise exception 'Expected to act for the provider when removing its examples';
    end if;
    -- Whoever is writing a new row of theirs has committed after this, and nobody else begins.
    perform from organisation where example order by organisation for update;
    clients := array(select organisation from organisation where example);
    -- Why jobs failed stands without a tenant in the engine's tables.
    traces := array(select exception_stack_id_ from engine.act_ru_job where tenant_id_ = any (clients));
    waiting := array(select t.oid from pg_class t
                       join pg_namespace n on n.oid = t.relnamespace
                       join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
                      where t.relkind in ('r', 'p') and not t.relispartition
                        and (n.nspname, a.attname) in (('cordon', 'organisation'), ('engine', 'tenant_id_')));
    while cardinality(waiting) > 0 loop
        select w into each from unnest(waiting) w
         where not exists (select from pg_constraint f
                            where f.contype = 'f' and f.confrelid = w and f.conrelid <> w and f.conrelid = any (waiting))
           -- A job under way has its row; only after that is gone nothing more is written to the history.
           and (w::regclass::text not like 'engine.act_hi%'
                or not exists (select from unnest(waiting) r where r::regclass::text like 'engine.act_ru%'))
         limit 1;
        if each is null then
            raise exception 'Expected an order in which to empty %', waiting::regclass[];
        end if;
        relation := each::regclass;
        execute format('delete from %s where %I = any ($1)', each::regclass,
                       case when relation like 'engine.%' then 'tenant_id_' else 'organisation' end) using clients;
        get diagnostics removed = row_count;
        if removed > 0 then
            return next;
        end if;
        waiting := array_remove(waiting, each);
    end loop;
    delete from engine.act_ge_bytearray where id_ = any (traces);
    get diagnostics removed = row_count;
    if removed > 0 then
        relation := 'engine.act_ge_bytearray';
        return next;
    end if;
end $$;
revoke all on function remove_examples() from public;
grant execute on function remove_examples() to "${app}";
