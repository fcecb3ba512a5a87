-- A playbook that resolves its incident goes on to its own end; a containment beside it does not.
alter table playbook_message
    drop constraint playbook_message_message_check,
    add check (message in ('severity-raised', 'entities-joined', 'end', 'end-beside'));
