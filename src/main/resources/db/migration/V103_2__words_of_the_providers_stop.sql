-- The provider's words for stopping all its clients may name one of them: the others read a sentence of ours.
create function kill_switch_words(switch kill_switch, reader text) returns text
    language sql immutable
    return case when switch.organisation = reader then switch.why
                else 'The provider has stopped the changes of all its clients.' end;
revoke all on function kill_switch_words from public;

-- As in V99_2.
create or replace function kill_switch_holds(about text)
    returns table (organisation text, party text, why text, switched_by text, switched_at timestamptz)
    language sql stable security definer set search_path = cordon, pg_temp
    begin atomic
        select k.organisation, k.party, kill_switch_words(k, about), k.switched_by, k.switched_at
          from kill_switch k
         where k.organisation in (about, 'provider') and about = any (acting_for())
         order by k.organisation <> about, k.party;
    end;

-- As in V92_2.
create or replace function contract_standing(about text)
    returns table (organisation text, name text, kind text, time_zone text, country text, kill_switch text,
                   provider_is_in boolean, document_owners text[], documents text[], versions integer[])
    language sql stable security definer set search_path = cordon, pg_temp
    begin atomic
        select o.organisation, o.name, o.kind, o.time_zone, o.country,
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
