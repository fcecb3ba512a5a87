-- What Cordon could not do and a person has done instead, by their own word; the state stays what Cordon knows.
alter table action
    add column by_hand_by   text,
    add column by_hand_at   timestamptz,
    add column by_hand_note text,
    add check ((by_hand_by is null) = (by_hand_at is null) and (by_hand_by is null) = (by_hand_note is null));

-- The action that says how a request stands: asked for again, the newest; and none of those by no connector once a
-- connector has got it.
create view standing_action with (security_invoker = true) as
select organisation, id
from action a
where not exists (select from action newer
                  where newer.organisation = a.organisation and newer.incident_id = a.incident_id
                    and newer.verb = a.verb and newer.target_key = a.target_key
                    and (newer.connector = a.connector and newer.generation > a.generation
                         or a.connector = 'none' and newer.connector <> 'none' and newer.created_at >= a.created_at));
