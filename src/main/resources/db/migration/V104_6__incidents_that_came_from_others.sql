-- What people decided about an action goes with the alerts: into the incident that another was merged into, and into
-- the one that was split off.
alter table incident
    add column split_from uuid,
    add foreign key (organisation, split_from) references incident;
create index incident_merged_into on incident (organisation, merged_into) where merged_into is not null;

-- An incident, what was merged into it, what it was split off from, and where those came from in turn.
create function incidents_behind(org text, incident_id uuid) returns setof uuid
    language sql stable set search_path = cordon, pg_temp
as $$
    with recursive behind (id) as (
        select incident_id
        union
        select other.id
          from behind
          join incident this on this.organisation = org and this.id = behind.id
          join incident other on other.organisation = org and (other.merged_into = this.id or other.id = this.split_from)
    )
    select id from behind
$$;
revoke all on function incidents_behind(text, uuid) from public;
grant execute on function incidents_behind(text, uuid) to "${app}";
