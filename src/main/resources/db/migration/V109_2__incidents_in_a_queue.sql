-- How a promise of the service level stands, as ClockState says it for one that has been read; null where nothing was
-- promised. NB: not strict, or the planner calls it for each row instead of taking in what it says.
create function clock_state(due timestamptz, met_at timestamptz, over_since timestamptz, moment timestamptz) returns text
    language sql immutable parallel safe
    return case
        when due is null then null
        when met_at is not null then case when met_at > due then 'breached' else 'met' end
        when over_since is not null then case when over_since > due then 'breached' else 'stopped' end
        when moment > due then 'breached'
        else 'running'
    end;

-- Whether the timeline's actor is no part of Cordon, but somebody: a person, or a token that acts for nobody.
create function is_somebody(actor text) returns boolean
    language sql immutable parallel safe
    return not (starts_with(actor, 'cordon:') or starts_with(actor, 'playbook:'));
