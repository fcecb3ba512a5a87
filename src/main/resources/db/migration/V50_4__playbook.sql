-- What runs for incidents and what it asks of people. The engine holds ids and flags only; the words are here.

-- Nothing runs for nobody: the engine takes a null tenant for "visible to all".
alter table engine.act_ru_execution add constraint runs_for_somebody check (tenant_id_ is not null);
alter table engine.act_ru_task add constraint asked_for_somebody check (tenant_id_ is not null);

create table playbook_run (
    organisation text        not null references organisation,
    instance     text        not null,
    incident_id  uuid        not null,
    playbook     text        not null,
    version      int         not null,
    main         boolean     not null,
    started_at   timestamptz not null,
    joined_at    timestamptz,
    ended_at     timestamptz,
    primary key (organisation, instance)
);
create index playbook_run_incident on playbook_run (organisation, incident_id);
create unique index one_main_run on playbook_run (organisation, incident_id) where main and ended_at is null;
call guard('playbook_run');

-- An execution that stays in its step until all its actions are settled.
create table playbook_waiter (
    organisation text        not null references organisation,
    execution    text        not null,
    incident_id  uuid        not null,
    actions      uuid[]      not null,
    since        timestamptz not null,
    primary key (organisation, execution)
);
create index playbook_waiter_incident on playbook_waiter (organisation, incident_id);
call guard('playbook_waiter');

-- What a running playbook is to be told. Written by whoever learns it, in their transaction; told after the commit
-- in one of its own, so that nobody else fails when the playbook moves at the same moment.
create table playbook_message (
    organisation text        not null references organisation,
    id           uuid        not null,
    incident_id  uuid        not null,
    message      text        not null check (message in ('severity-raised', 'entities-joined', 'end')),
    reason       text        not null,
    created_at   timestamptz not null,
    primary key (organisation, id)
);
create index playbook_message_incident on playbook_message (organisation, incident_id);
call guard('playbook_message');

-- A step that the engine no longer tries.
create table playbook_stuck (
    organisation text        not null references organisation,
    job          text        not null,
    incident_id  uuid        not null,
    step         text        not null,
    reason       text        not null,
    at           timestamptz not null,
    primary key (organisation, job)
);
create index playbook_stuck_incident on playbook_stuck (organisation, incident_id);
call guard('playbook_stuck');

create table task (
    organisation text        not null references organisation,
    id           uuid        not null,
    incident_id  uuid        not null,
    engine_task  text        not null,
    playbook     text        not null,
    step         text        not null,
    name         text        not null,
    function     text        not null,
    instructions text        not null,
    form         jsonb       not null,
    assignment   jsonb       not null,
    party        text        not null check (party in ('client', 'provider')),
    state        text        not null check (state in ('open', 'claimed', 'completed', 'cancelled')),
    claimed_by   text,
    due          timestamptz not null,
    created_at   timestamptz not null,
    ended_by     text,
    ended_at     timestamptz,
    answers      jsonb,
    comment      text,
    primary key (organisation, id),
    check ((state = 'claimed') <= (claimed_by is not null)),
    check ((state in ('completed', 'cancelled')) = (ended_at is not null))
);
create unique index task_engine_task on task (organisation, engine_task);
create index task_incident on task (organisation, incident_id, id);
create index task_waiting on task (organisation, id) where state in ('open', 'claimed');
call guard('task');

-- Background work looks across organisations for what there is to do, and sees ids only.
create function playbooks_to_look_after()
    returns table (organisation text, incident_id uuid, kind text)
    language sql stable security definer set search_path = cordon, pg_temp
as $$
    select distinct m.organisation, m.incident_id, 'message' from playbook_message m
    union all
    select distinct w.organisation, w.incident_id, 'waiter' from playbook_waiter w
$$;
revoke all on function playbooks_to_look_after() from public;
grant execute on function playbooks_to_look_after() to "${app}";
