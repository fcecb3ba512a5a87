-- A person may have several codes: each start shows the first administrator one, and those of earlier starts hold for
-- their time. Only their SHA-256 is kept.
create table setup_code (
    organisation text        not null references organisation,
    person       text        not null,
    hash         bytea       not null check (length(hash) = 32),
    expires      timestamptz not null,
    -- See V98_1.
    by_provider  boolean     not null,
    primary key (organisation, person, hash)
);
alter table credential no force row level security;
insert into setup_code (organisation, person, hash, expires, by_provider)
select organisation, person, setup_code, code_expires, code_by_provider from credential where code_expires > now();
alter table credential drop column setup_code, drop column code_expires, drop column code_by_provider;
alter table credential force row level security;
call guard('setup_code');
