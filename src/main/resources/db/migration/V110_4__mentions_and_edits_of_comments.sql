-- Comments name people, and their authors may put them right for a while; what stood there before is kept.
alter table incident_comment
    -- The person who wrote it; null for a token that acts for nobody, and for what was written before this.
    add column author_person text,
    add column mentions      jsonb not null default '[]',
    add column edited_at     timestamptz;

create table incident_comment_before (
    organisation text        not null references organisation,
    comment_id   uuid        not null,
    until        timestamptz not null,
    text         text        not null,
    primary key (organisation, comment_id, until),
    foreign key (organisation, comment_id) references incident_comment
);
call guard('incident_comment_before');
revoke update, delete on incident_comment_before from "${app}";
