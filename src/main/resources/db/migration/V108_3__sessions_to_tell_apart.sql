-- What people tell their sessions apart by.
alter table sign_in_session
    add column signed_in_with text not null default 'password',
    add column address        text not null default '',
    add column user_agent     text not null default '';
alter table sign_in_session
    alter column signed_in_with drop default,
    alter column address drop default,
    alter column user_agent drop default;
create index session_by_person on sign_in_session (organisation, person);
