-- What lists, facets and figures go by stands in the index of the key, so that they need not visit the rows, which are
-- wide. No index more, and its entries stay short: none of these values is the alert's own text.
alter table alert_feedback drop constraint alert_feedback_organisation_alert_id_fkey;
alter table alert drop constraint alert_pkey;
alter table alert add primary key (organisation, id) include (severity, category, disposition, source);
alter table alert_feedback add foreign key (organisation, alert_id) references alert (organisation, id);

-- Most alerts tell of no technique, and cost nothing here. NB: not the techniques themselves; who writes an alert may name
-- thousands, and an entry of an index has an end.
create index alert_with_techniques on alert (organisation, id) where techniques <> '{}';

-- The worst has the highest. NB: not strict, or the planner calls it for each row instead of taking in what it says.
create function severity_rank(severity text) returns integer
    language sql immutable parallel safe
    return case severity when 'critical' then 4 when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end;
