-- As whom the approver came: who made the token of a person has its secret, too, and readers of the report must see it.
alter table action_approval add column given_as text;
