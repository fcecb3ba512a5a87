-- Nearly always the incident itself. Planned for the thousand that PostgreSQL expects of a function, the looks at what
-- people decided went over every action of the organisation instead of the incident's few.
alter function incidents_behind(text, uuid) rows 1;
