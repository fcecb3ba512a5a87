-- Whose party has claimed a task, as a fact and not as the beginning of a name that is made for people to read.
alter table task add column claimed_party text check (claimed_party in ('client', 'provider'));
alter table task no force row level security;
update task set claimed_party = case when claimed_by ~ '^(token:)?provider/' then 'provider' else 'client' end
 where claimed_by is not null;
alter table task force row level security;
alter table task add check ((claimed_by is null) = (claimed_party is null));
