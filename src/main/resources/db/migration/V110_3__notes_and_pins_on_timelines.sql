-- People write on the timeline what happened before they could, and pin what others must not overlook.
alter table timeline_entry
    -- When it was written, where that is another time than the one it tells of.
    add column noted_at  timestamptz,
    add column pinned_by text,
    add column pinned_at timestamptz,
    add check ((pinned_by is null) = (pinned_at is null));
create index timeline_entry_order on timeline_entry (organisation, incident_id, at, id);
create index timeline_entry_pinned on timeline_entry (organisation, incident_id) where pinned_at is not null;
