-- What waits for approval without an end of its own lapses after 72 hours, as does what begins to wait from now on.
alter table action no force row level security;
update action set due_at = least(due_at, moved_at + interval '72 hours') where state = 'AWAITING_APPROVAL';
alter table action force row level security;
