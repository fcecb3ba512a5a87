-- When the person at the keyboard last proved to be the one: at sign-in, and whenever asked again. Of sessions that
-- stand already nobody knows: they are asked.
alter table sign_in_session add column stepped_up_at timestamptz not null default 'epoch';
alter table sign_in_session alter column stepped_up_at set default now();
