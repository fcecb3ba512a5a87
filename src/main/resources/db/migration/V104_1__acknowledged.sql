-- Who says that they are on it ends the asking for it.
alter table playbook_message
    drop constraint playbook_message_message_check,
    add check (message in ('severity-raised', 'entities-joined', 'acknowledged', 'end', 'end-beside'));
