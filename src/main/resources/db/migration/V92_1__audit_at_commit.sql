-- All entries of a transaction at once, right before its commit: the head of an organisation's chain is what its
-- transactions queue for, so it is taken last and held for the commit alone.
drop function append_audit(text, text, text, text, text);

create function append_audit(org text, actors text[], actions text[], subjects text[], details text[]) returns void
    language plpgsql security definer set search_path = cordon, pg_temp as $$
declare
    head   audit_head;
    moment timestamptz;
    link   bytea;
begin
    if not org = any (coalesce(acting_for(), '{}')) then
        raise exception 'Expected to act for % when appending to its trail', org;
    end if;
    -- Held until the transaction ends: entries of one organisation are numbered in the order of their commits.
    select * into head from audit_head where organisation = org for update;
    if not found then
        -- NB: not for every call. An insert that meets a head which another transaction is changing waits for it,
        -- and then the select waits for the next one.
        insert into audit_head values (org, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
        select * into head from audit_head where organisation = org for update;
    end if;
    moment := clock_timestamp();
    for i in 1 .. cardinality(actors) loop
        link := sha256(head.hash || convert_to(
            audit_field(org) || audit_field((head.number + 1)::text)
            || audit_field((extract(epoch from moment) * 1000000)::bigint::text)
            || audit_field(actors[i]) || audit_field(actions[i]) || audit_field(subjects[i])
            || audit_field(details[i]), 'UTF8'));
        insert into audit_entry
        values (org, head.number + 1, moment, actors[i], actions[i], subjects[i], details[i], head.hash, link);
        head.number := head.number + 1;
        head.hash := link;
    end loop;
    update audit_head set number = head.number, hash = head.hash where organisation = org;
end $$;
revoke all on function append_audit(text, text[], text[], text[], text[]) from public;
grant execute on function append_audit(text, text[], text[], text[], text[]) to "${app}";
