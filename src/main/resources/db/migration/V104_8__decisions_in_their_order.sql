-- When a person denied an action, began to take it back or did it by hand. For what was decided so far, its last move
-- says it nearly enough.
alter table action add column decided_at timestamptz;
alter table action no force row level security;
update action set decided_at = coalesce(by_hand_at, moved_at) where denied or by_hand_by is not null or undo_to = 'UNDONE';
alter table action force row level security;

-- As before, and until when what was decided or asked for there counts: of the incident that it was split off from, only
-- what came before the split.
drop function incidents_behind(text, uuid);
create function incidents_behind(org text, incident_id uuid) returns table (source uuid, until timestamptz)
    language sql stable set search_path = cordon, pg_temp
as $$
    with recursive behind (id, until) as (
        select incident_id, timestamptz 'infinity'
        union
        select other.id,
               case when other.merged_into = this.id then behind.until else least(behind.until, this.detected_at) end
          from behind
          join incident this on this.organisation = org and this.id = behind.id
          join incident other on other.organisation = org and (other.merged_into = this.id or other.id = this.split_from)
    )
    select behind.id, max(behind.until) from behind group by behind.id
$$;
revoke all on function incidents_behind(text, uuid) from public;
grant execute on function incidents_behind(text, uuid) to "${app}";
