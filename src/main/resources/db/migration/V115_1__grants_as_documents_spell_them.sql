-- By which grant an action was begun was kept as the code names its mode and hours, and is published as the document
-- does: AFTER_HOURS is after-hours.
update action
   set authority = jsonb_set(jsonb_set(authority,
                   '{grant,mode}', to_jsonb(lower(authority #>> '{grant,mode}'))),
                   '{grant,hours}', to_jsonb(replace(lower(coalesce(authority #>> '{grant,hours}', 'always')), '_', '-')))
 where authority #>> '{grant,mode}' ~ '[A-Z]';
