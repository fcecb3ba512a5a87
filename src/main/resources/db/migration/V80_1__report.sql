-- Reports as they were sent: what was said then stays, whatever is learned later.
create table report (
    organisation text        not null references organisation,
    incident_id  uuid        not null,
    version      integer     not null check (version > 0),
    content      jsonb       not null,
    made_at      timestamptz not null,
    primary key (organisation, incident_id, version),
    foreign key (organisation, incident_id) references incident
);
call guard('report');
revoke update, delete on report from "${app}";
