-- Whether the provider's people gave out what the client's switch was set with, and so could act with it too: any hand of
-- the client's lifts such a switch, and one of the client's own only another. What stands is lifted as before.
alter table kill_switch add column by_provider boolean not null default true;
