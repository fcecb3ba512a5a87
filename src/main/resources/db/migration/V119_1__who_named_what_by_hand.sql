-- What a person named who opened an incident, and who that was; null for a token that acts for nobody. It stays where
-- alerts are split off, and who named it does not approve what a playbook asks for because of it.
alter table incident_entity add column by_hand boolean not null default false, add column named_by text;
alter table action add column named_by text;
