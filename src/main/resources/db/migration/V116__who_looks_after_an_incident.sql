-- Who looks after an incident: whoever said first that they are on it, until somebody takes it over. The name is the one
-- that they had then; null for a token, and for what was taken before names were kept.
alter table incident
    add column owner      text,
    add column owner_name text,
    add check (owner_name is null or owner is not null);

-- NB: both tables are under forced row level security, and a migration acts for nobody.
alter table incident no force row level security;
alter table timeline_entry no force row level security;
update incident i
   set owner = (select e.actor from timeline_entry e
                 where e.organisation = i.organisation and e.incident_id = i.id
                   and e.kind = 'status' and e.text = 'Acknowledged.' and is_somebody(e.actor)
                 order by e.at, e.id limit 1)
 where i.acknowledged_at is not null;
alter table timeline_entry force row level security;
alter table incident force row level security;
