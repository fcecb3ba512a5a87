-- Whoever gives out a code can use it: a client that shuts the provider out ends the passwords that were chosen with
-- one of the provider's.
alter table credential add column code_by_provider boolean not null default false;
alter table credential add column password_by_provider boolean not null default false;
-- What stands already: the trail tells who gave the person's last code. Where the provider is out, it stays as it is,
-- as tokens did in V93_1: nobody would be left to let the client's people in again.
alter table credential no force row level security;
alter table audit_entry no force row level security;
alter table provider_access no force row level security;
with given as (
    select distinct on (organisation, subject) organisation, subject,
           actor ~ '^(token:)?provider/' or actor ~ 'from provider/' as by_provider
      from audit_entry
     where action = 'setup-code-given' and organisation <> 'provider'
     order by organisation, subject, number desc)
update credential set code_by_provider = true, password_by_provider = password is not null
  from given
 where given.by_provider and given.organisation = credential.organisation
   and given.subject = 'person:' || credential.organisation || '/' || credential.person
   and exists (select from provider_access access
                where access.organisation = credential.organisation and access.revoked_at is null);
alter table provider_access force row level security;
alter table audit_entry force row level security;
alter table credential force row level security;
