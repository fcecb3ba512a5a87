-- V98_1 asked the last code that was given out. A password is known to whoever gave out the code that it was chosen
-- with: the last one before that, whatever codes came later. Nothing else sets a client's password.
-- It takes no mark away: a password too many that ends costs its owner a new code, one too few lets the provider in.
-- What a client kept when it shut the provider out, before it let it in again, stays the client's.
alter table credential no force row level security;
alter table audit_entry no force row level security;
alter table provider_access no force row level security;
with chosen as (
    select distinct on (organisation, subject) organisation, subject, number, at
      from audit_entry
     where action = 'password-set' and organisation <> 'provider'
     order by organisation, subject, number desc),
used as (
    select distinct on (chosen.organisation, chosen.subject) chosen.organisation, chosen.subject, chosen.at,
           given.actor ~ '^(token:)?provider/' or given.actor ~ 'from provider/' as by_provider
      from chosen
      join audit_entry given on given.organisation = chosen.organisation and given.subject = chosen.subject
                            and given.action = 'setup-code-given' and given.number < chosen.number
     order by chosen.organisation, chosen.subject, given.number desc)
update credential set password_by_provider = true
  from used
 where used.by_provider and used.organisation = credential.organisation
   and used.subject = 'person:' || credential.organisation || '/' || credential.person
   and credential.password is not null and not credential.password_by_provider
   and exists (select from provider_access access
                where access.organisation = credential.organisation and access.revoked_at is null
                  and access.granted_at <= used.at);
alter table provider_access force row level security;
alter table audit_entry force row level security;
alter table credential force row level security;
