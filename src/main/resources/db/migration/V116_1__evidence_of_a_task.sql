-- The task that somebody worked on when they added it; null for what belongs to the incident as a whole.
alter table evidence add column task_id uuid;
