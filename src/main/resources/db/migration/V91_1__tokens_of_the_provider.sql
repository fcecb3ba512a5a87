-- A client that shuts the provider out takes back what the provider's people made for themselves in its organisation.
alter table token add column by_provider boolean not null default false;
update token set by_provider = true
 where organisation <> 'provider' and (created_by like 'provider/%' or created_by like 'token:provider/%');
