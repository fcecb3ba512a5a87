-- after_end: asked for by a person when the incident was over already, so that this end does not refuse it; a later one
-- does. uncertain: nobody could tell whether an earlier attempt took effect, so the target is asked before it is refused.
alter table action
    add column after_end boolean not null default false,
    add column uncertain boolean not null default false;

-- Of what is waiting now, whatever was sent before may be there.
alter table action no force row level security;
update action set uncertain = true where state in ('PROPOSED', 'AWAITING_APPROVAL') and executing_at is not null;
alter table action force row level security;
