-- Of an action of which nobody knew whether it took effect. asked_again: it was asked for again, and nothing was sent since.
-- asked_at: when a person did so, which lifts what was decided before that, as a new action of theirs would.
alter table action
    add column asked_again boolean not null default false,
    add column asked_at timestamptz;
