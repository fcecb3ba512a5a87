-- What a person keeps of a list: its filters under a name. Ids are the pages', so that a view saved twice is one.
create table saved_view (
    organisation text        not null references organisation,
    id           uuid        not null,
    person       text        not null,
    name         text        not null check (length(name) between 1 and 80),
    list         text        not null check (list in ('alerts', 'incidents')),
    query        jsonb       not null,
    shared       boolean     not null,
    saved_at     timestamptz not null,
    primary key (organisation, id)
);
create index saved_view_of_person on saved_view (organisation, person);
call guard('saved_view');
