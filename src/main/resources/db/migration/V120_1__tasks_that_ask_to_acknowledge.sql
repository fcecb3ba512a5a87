-- Whether a task asks to acknowledge the incident: it is done as soon as somebody does, wherever they do it.
alter table task add column acknowledges boolean not null default false;
alter table task no force row level security;
update task set acknowledges = true
 where playbook = 'notify' and step = 'acknowledge'
   and state in ('open', 'claimed');
alter table task force row level security;
