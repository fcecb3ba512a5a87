-- What people ask each other about a task, and what they answer; both parties read it.
create table question (
    organisation    text        not null references organisation,
    id              uuid        not null,
    incident_id     uuid        not null,
    task_id         uuid        not null,
    question        text        not null,
    asked_by        text        not null,
    -- The person behind it, who hears of the answer; null for a token that acts for nobody.
    asker           text,
    asked_at        timestamptz not null,
    -- The person may be of the other party; the name is the one they had then.
    of_organisation text        not null,
    of_person       text        not null,
    of_name         text        not null,
    answer          text,
    answered_by     text,
    answered_at     timestamptz,
    primary key (organisation, id),
    foreign key (organisation, task_id) references task,
    check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null))
);
create index question_task on question (organisation, task_id, id);
create index question_open on question (of_organisation, of_person, id) where answer is null;
call guard('question');

-- What people said about a task; it stands on the timeline, too.
create table task_note (
    organisation text        not null references organisation,
    id           uuid        not null,
    task_id      uuid        not null,
    at           timestamptz not null,
    author       text        not null,
    text         text        not null,
    primary key (organisation, id),
    foreign key (organisation, task_id) references task
);
create index task_note_task on task_note (organisation, task_id, id);
call guard('task_note');

-- What was said so far stands on the timeline only, behind the name of its task.
alter table task no force row level security;
alter table timeline_entry no force row level security;
alter table task_note no force row level security;
insert into task_note (organisation, id, task_id, at, author, text)
select e.organisation, e.id, t.id, e.at, e.actor, substr(e.text, length('On the task ''' || t.name || ''': ') + 1)
  from timeline_entry e
  join task t on t.organisation = e.organisation and t.id::text = e.refs ->> 'taskId'
 where e.kind = 'comment' and starts_with(e.text, 'On the task ''' || t.name || ''': ');
alter table task force row level security;
alter table timeline_entry force row level security;
alter table task_note force row level security;
