-- Who writes an alert may name thousands of techniques; from now on 64 of them count, as of everything that an alert
-- tells. NB: before the index, whose entries have an end: what does not fit would keep an alert from being stored.
update alert set techniques = techniques[1:64] where techniques <> '{}' and cardinality(techniques) > 64;

-- With the techniques in it, so that counting them reads the index alone: beside the alerts as they came, 100,000 of them
-- are some hundred megabytes.
drop index alert_with_techniques;
create index alert_with_techniques on alert (organisation, id) include (techniques) where techniques <> '{}';
