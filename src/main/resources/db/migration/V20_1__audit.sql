-- The trail: append-only, a chain of hashes per organisation. The application may read it and may call
-- append_audit(); it has no other way in, so that nothing it does wrong can change what was recorded.
create table audit_entry (
    organisation text        not null references organisation,
    number       bigint      not null check (number > 0),
    at           timestamptz not null,
    actor        text        not null,
    action       text        not null,
    subject      text        not null,
    -- Text, not jsonb: what was hashed must come back byte for byte.
    detail       text        not null,
    previous     bytea       not null,
    hash         bytea       not null,
    primary key (organisation, number)
);
call guard('audit_entry');
revoke insert, update, delete, truncate on audit_entry from "${app}";

-- The last link of each chain: shows that a tail was cut off, and is what appending transactions queue for.
create table audit_head (
    organisation text   primary key references organisation,
    number       bigint not null,
    hash         bytea  not null
);
call guard('audit_head');
revoke insert, update, delete, truncate on audit_head from "${app}";

-- One field as length, colon, text, comma: no two different entries come out the same.
create function audit_field(value text) returns text
    language sql immutable strict
    return octet_length(convert_to(value, 'UTF8')) || ':' || value || ',';

create function append_audit(org text, actor text, action text, subject text, detail text) returns bigint
    language plpgsql security definer set search_path = cordon, pg_temp as $$
declare
    head   audit_head;
    moment timestamptz := clock_timestamp();
    link   bytea;
begin
    if not org = any (coalesce(acting_for(), '{}')) then
        raise exception 'Expected to act for % when appending to its trail', org;
    end if;
    insert into audit_head values (org, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
    -- Held until the transaction ends: entries of one organisation are numbered in the order of their commits.
    select * into head from audit_head where organisation = org for update;
    link := sha256(head.hash || convert_to(
        audit_field(org) || audit_field((head.number + 1)::text)
        || audit_field((extract(epoch from moment) * 1000000)::bigint::text)
        || audit_field(actor) || audit_field(action) || audit_field(subject) || audit_field(detail), 'UTF8'));
    insert into audit_entry values (org, head.number + 1, moment, actor, action, subject, detail, head.hash, link);
    update audit_head set number = head.number + 1, hash = link where organisation = org;
    return head.number + 1;
end $$;
revoke all on function append_audit(text, text, text, text, text) from public;
grant execute on function append_audit(text, text, text, text, text) to "${app}";
