-- What a task is about, as the incident named it when the task was opened: [{"kind": "host", "value": "fs-01"}].
alter table task add column about jsonb not null default '[]';
