import type { Schemas } from "../api/request";

export type Verb = Schemas["ActionView"]["verb"];

/** NB: a record, so that the compiler misses what the server's interface has and this has not, and the other way round. */
const ALL: Record<Verb, true> = {
  block_ip: true,
  block_domain: true,
  block_url: true,
  isolate_host: true,
  disable_account: true,
  revoke_sessions: true,
  quarantine_file: true,
  kill_process: true,
  quarantine_email: true,
};

/** What Cordon can do to the outside. */
export const VERBS = Object.keys(ALL) as Verb[];
