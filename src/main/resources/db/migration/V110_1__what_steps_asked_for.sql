-- Which actions a step of a playbook asked for. The ledger knows the asker, but not from which step on its way: what is
-- asked for again is found there under the first who did.
create table playbook_asked (
    organisation text        not null references organisation,
    execution    text        not null,
    element      text        not null,
    action_id    uuid        not null,
    incident_id  uuid        not null,
    at           timestamptz not null,
    primary key (organisation, execution, element, action_id)
);
create index playbook_asked_incident on playbook_asked (organisation, incident_id);
call guard('playbook_asked');
