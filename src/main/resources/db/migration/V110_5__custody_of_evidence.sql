-- Who handled a piece of evidence is asked of the trail by its subject; of everything else the trail needs no such index.
create index audit_entry_evidence on audit_entry (organisation, subject, number) where subject like 'evidence:%';
