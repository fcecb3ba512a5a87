-- Who stops an organisation's changes: either party by its switch, or the provider all clients' at once. No row where
-- the caller does not act for the organisation.
create function kill_switch_holds(about text)
    returns table (organisation text, party text, why text, switched_by text, switched_at timestamptz)
    language sql stable security definer set search_path = cordon, pg_temp
    begin atomic
        select k.organisation, k.party, k.why, k.switched_by, k.switched_at
          from kill_switch k
         where k.organisation in (about, 'provider') and about = any (acting_for())
         order by k.organisation <> about, k.party;
    end;
revoke all on function kill_switch_holds(text) from public;
grant execute on function kill_switch_holds(text) to "${app}";
