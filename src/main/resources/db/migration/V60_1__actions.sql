-- The ledger of actions: an intent is written before anything happens, and every move leaves a row.

create table action (
    organisation    text        not null references organisation,
    id              uuid        not null,
    incident_id     uuid        not null,
    verb            text        not null,
    target          text        not null check (length(target) <= 2048),
    target_key      text        not null,
    connector       text        not null,
    generation      int         not null check (generation > 0),
    idem_key        text        not null,
    state           text        not null check (state in ('PROPOSED', 'AWAITING_APPROVAL', 'REFUSED', 'EXECUTING',
                                    'UNKNOWN', 'VERIFIED', 'FAILED', 'UNDOING', 'UNDONE', 'EXPIRED', 'SIMULATED')),
    reason          text        not null,
    state_reason    text,
    questions       text,
    asked_client    int         not null default 0,
    asked_provider  int         not null default 0,
    authority       jsonb,
    requested_by    text        not null,
    requester       text,
    denied          boolean     not null default false,
    resolved        jsonb,
    pre_state       jsonb,
    receipt         jsonb,
    outcome         jsonb,
    expires_seconds bigint      check (expires_seconds > 0),
    expires_at      timestamptz,
    undo_to         text        check (undo_to in ('UNDONE', 'EXPIRED')),
    undo_sent_at    timestamptz,
    attempts        int         not null default 0,
    due_at          timestamptz,
    lease_owner     text,
    lease_until     timestamptz,
    fence           bigint      not null default 0,
    created_at      timestamptz not null default now(),
    executing_at    timestamptz,
    verified_at     timestamptz,
    moved_at        timestamptz not null default now(),
    primary key (organisation, id),
    unique (organisation, idem_key)
);
create index action_of_incident on action (organisation, incident_id);
create index action_due on action (organisation, due_at) where due_at is not null;
create index action_at_target on action (organisation, connector, verb, target_key);
create index action_in_hour on action (organisation, verb, executing_at) where executing_at is not null;
call guard('action');

create table action_history (
    organisation text        not null references organisation,
    action_id    uuid        not null,
    seq          int         not null,
    from_state   text,
    to_state     text        not null,
    reason       text        not null,
    moved_by     text        not null,
    moved_at     timestamptz not null default clock_timestamp(),
    primary key (organisation, action_id, seq),
    foreign key (organisation, action_id) references action
);
call guard('action_history');
revoke update, delete on action_history from "${app}";

-- What a person said yes to: content names the action, questions what was asked about it. An approval of something
-- else is none.
create table action_approval (
    organisation text        not null references organisation,
    action_id    uuid        not null,
    approver     text        not null,
    party        text        not null check (party in ('client', 'provider')),
    content      text        not null,
    questions    text        not null,
    approved_at  timestamptz not null default now(),
    primary key (organisation, action_id, approver, content, questions),
    foreign key (organisation, action_id) references action
);
call guard('action_approval');
revoke update, delete on action_approval from "${app}";

-- Who waits for an action to settle; told_at is set in the listener's own transaction.
create table action_waiter (
    organisation text        not null references organisation,
    action_id    uuid        not null,
    waiter       text        not null,
    told_at      timestamptz,
    due_at       timestamptz not null default now(),
    primary key (organisation, action_id, waiter),
    foreign key (organisation, action_id) references action
);
create index action_waiter_untold on action_waiter (organisation, due_at) where told_at is null;
call guard('action_waiter');

-- Work that is due, a fair share for every organisation: first one action of each, then the second of each.
create function due_actions(most int) returns table (organisation text, id uuid)
    language sql stable security definer set search_path = cordon, pg_temp
as $$
    select o.organisation, a.id
    from organisation o
    cross join lateral (
        select due.id, due.due_at, row_number() over (order by due.due_at, due.id) as turn
        from (select action.id, action.due_at
              from action
              where action.organisation = o.organisation
                and action.due_at <= now()
                and (action.lease_until is null or action.lease_until < now())
              order by action.due_at, action.id
              limit most) due
    ) a
    order by a.turn, a.due_at
    limit most
$$;
revoke all on function due_actions(int) from public;
grant execute on function due_actions(int) to "${app}";

create function due_waiters(most int) returns table (organisation text, id uuid)
    language sql stable security definer set search_path = cordon, pg_temp
as $$
    select distinct w.organisation, w.action_id
    from action_waiter w
    join action a on a.organisation = w.organisation and a.id = w.action_id
    where w.told_at is null
      and w.due_at <= now()
      and a.state in ('REFUSED', 'UNKNOWN', 'VERIFIED', 'FAILED', 'UNDONE', 'EXPIRED', 'SIMULATED')
    limit most
$$;
revoke all on function due_waiters(int) from public;
grant execute on function due_waiters(int) to "${app}";
