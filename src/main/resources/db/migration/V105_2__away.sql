-- Since when the product of an action that is under way is not available, as the incident's timeline says; null for not.
alter table action
    add column away_since timestamptz;
