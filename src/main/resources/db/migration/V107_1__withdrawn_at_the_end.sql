-- Refused because the incident ended before it was sent, and for nothing of its own. So far only the reason said so.
alter table action add column withdrawn boolean not null default false;
alter table action no force row level security;
update action set withdrawn = true where state = 'REFUSED' and state_reason like 'Withdrawn: the incident was %';
alter table action force row level security;
