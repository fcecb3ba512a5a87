-- All that tells whether a contract that was read before is still the one in force, in one look: it is asked for with
-- every step of every incident. Sees the provider's documents and switch too, which are part of a client's contract.
-- No row where the caller does not act for the organisation.
create function contract_standing(about text)
    returns table (organisation text, name text, kind text, time_zone text, country text, kill_switch text,
                   provider_is_in boolean, document_owners text[], documents text[], versions integer[])
    language sql stable security definer set search_path = cordon, pg_temp
    begin atomic
        select o.organisation, o.name, o.kind, o.time_zone, o.country,
               (select string_agg(k.why || ' (' || k.switched_by || ')', '; '
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
