-- Actions share an effect where the connector found the same object, by whatever names it was asked for.
-- Hashed: a product's own key may be longer than an index row can be.

drop index action_at_target;
create index action_at_object on action (organisation, connector, verb, md5(resolved ->> 'id'))
    where resolved is not null;
