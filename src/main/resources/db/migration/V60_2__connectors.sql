-- The connectors of an organisation. Secrets are sealed with the organisation's own data key, which is wrapped by a
-- key that is not in the database.

create table connector (
    organisation text        not null references organisation,
    name         text        not null check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    type         text        not null,
    settings     jsonb       not null,
    enabled      boolean     not null,
    version      int         not null,
    changed_by   text        not null,
    changed_at   timestamptz not null default now(),
    primary key (organisation, name)
);
call guard('connector');

create table connector_secret (
    organisation text  not null references organisation,
    connector    text  not null,
    field        text  not null,
    sealed       bytea not null,
    primary key (organisation, connector, field),
    foreign key (organisation, connector) references connector on delete cascade
);
call guard('connector_secret');

create table connector_version (
    organisation text        not null references organisation,
    name         text        not null,
    version      int         not null,
    type         text,
    settings     jsonb,
    secrets      text[]      not null,
    enabled      boolean     not null,
    changed_by   text        not null,
    changed_at   timestamptz not null default now(),
    primary key (organisation, name, version)
);
call guard('connector_version');
revoke update, delete on connector_version from "${app}";

create table data_key (
    organisation text        primary key references organisation,
    wrapped      bytea       not null,
    made_at      timestamptz not null default now()
);
call guard('data_key');
