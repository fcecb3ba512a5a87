-- What the client came with when it shut the provider out goes on to open, and so does what is made with it while the
-- provider is out. It is no less the provider's for that: its people may have been the ones who came with it, and a later
-- shut-out has to find it.
alter table token add column kept boolean not null default false;

-- As in V93_1, but for what was kept.
create or replace function find_token(sought bytea) returns table (organisation text, id uuid)
    language sql stable security definer set search_path = cordon, pg_temp
    begin atomic
        select token.organisation, token.id
          from token
         where token.hash = sought
           and token.revoked_at is null
           and (token.expires_at is null or token.expires_at > now())
           and (not token.by_provider or token.kept or exists (
                select from provider_access access
                 where access.organisation = token.organisation and access.revoked_at is null))
           and (token.person is null or exists (
                select from (select document.content
                               from organisation_document document
                              where document.organisation = token.organisation and document.document = 'people'
                              order by document.version desc limit 1) people
                 where people.content -> 'people' @> jsonb_build_array(jsonb_build_object('id', token.person))));
    end;
