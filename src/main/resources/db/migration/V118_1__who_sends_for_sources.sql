-- Which tokens have sent what of a source, so that one whose tokens are all retired is not taken for one that fell silent.
-- It begins empty: of what came before this, nobody has noted who sent it.
create table alert_source_sender (
    organisation text not null references organisation,
    source       text not null,
    -- NB: no foreign key: a token of the provider's may be among them, which row level security hides from the client.
    token        uuid not null,
    primary key (organisation, source, token)
);
call guard('alert_source_sender');

-- The sources of an organisation whose every token opens nothing any more, and since when.
create function retired_sources(about text) returns table (source text, retired_at timestamptz)
    language sql stable security definer set search_path = cordon, pg_temp
    begin atomic
        select s.source, max(least(t.revoked_at, t.expires_at))
          from alert_source_sender s
          left join token t on t.id = s.token and t.organisation in (about, 'provider')
         where s.organisation = about and about = any (acting_for())
         group by s.source
        having bool_and(coalesce(least(t.revoked_at, t.expires_at) <= now(), false));
    end;
revoke all on function retired_sources(text) from public;
grant execute on function retired_sources(text) to "${app}";
