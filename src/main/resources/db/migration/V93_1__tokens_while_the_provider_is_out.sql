-- Where the provider is out already, what still opens there the client kept, or made with what it kept.
-- Forced row level security would hide every row from the owner, whose migration this is.
alter table token no force row level security;
alter table provider_access no force row level security;
update token set by_provider = false
 where by_provider and revoked_at is null
   and not exists (select from provider_access access
                    where access.organisation = token.organisation and access.revoked_at is null);
alter table provider_access force row level security;
alter table token force row level security;

-- As in V10_2; and a token from the provider's hand opens nothing while the client has shut the provider out, however
-- it came to outlive that. The provider's tokens of its own organisation are not meant: there, by_provider is false.
create or replace function find_token(sought bytea) returns table (organisation text, id uuid)
    language sql stable security definer set search_path = cordon, pg_temp
    begin atomic
        select token.organisation, token.id
          from token
         where token.hash = sought
           and token.revoked_at is null
           and (token.expires_at is null or token.expires_at > now())
           and (not token.by_provider or exists (
                select from provider_access access
                 where access.organisation = token.organisation and access.revoked_at is null))
           and (token.person is null or exists (
                select from (select document.content
                               from organisation_document document
                              where document.organisation = token.organisation and document.document = 'people'
                              order by document.version desc limit 1) people
                 where people.content -> 'people' @> jsonb_build_array(jsonb_build_object('id', token.person))));
    end;
