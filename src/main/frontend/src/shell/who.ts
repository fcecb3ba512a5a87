const PARTS: Record<string, string> = {
  incident: "incidents",
  notification: "messages",
  playbook: "playbooks",
  response: "actions",
  start: "start",
};

/** Who did something, as records name them (`acme/anna`, `cordon:incident`), as people say it. */
export function who(actor: string): string {
  const made = /^(.+) \(token from (.+)\)$/.exec(actor);
  if (made?.[1] && made[2]) {
    return `${who(made[1])}, by a token that ${who(made[2])} made`;
  }
  const named = /^(token:)?([a-z0-9-]+)\/(.+)$/.exec(actor);
  if (named) {
    return `${named[1] ? "the token " : ""}${named[3]} of ${named[2]}`;
  }
  const part = /^(cordon|playbook):(.+)$/.exec(actor);
  if (part?.[2]) {
    return part[1] === "cordon"
      ? `Cordon (${PARTS[part[2]] ?? part[2]})`
      : `Cordon (playbook ${part[2]})`;
  }
  return actor;
}
