-- An action without its incident would be seen by nobody: the two belong together, in one organisation.

alter table action add foreign key (organisation, incident_id) references incident;
