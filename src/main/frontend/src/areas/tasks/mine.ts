import type { Schemas } from "../../api/request";
import type { Session } from "../../shell/area";

/** Whether a task waits for this person; the server decides, this only spares showing what it would refuse. */
export function isMine(task: Schemas["TaskView"], session: Session): boolean {
  return task.responsible.people.some(
    (person) => person.id === session.person && person.organisation === session.organisation,
  );
}
