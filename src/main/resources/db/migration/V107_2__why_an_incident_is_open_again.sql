-- Who opened an incident again last, and why: letters tell those whom it wakes.
alter table incident
    add column reopened_by     text,
    add column reopened_reason text,
    add check ((reopened_by is null) = (reopened_reason is null));
