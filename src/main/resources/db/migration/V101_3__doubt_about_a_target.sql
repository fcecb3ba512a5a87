-- Why a person must say whether the target is the right one; null where an alert or a person said so.
alter table action add column doubt text;
