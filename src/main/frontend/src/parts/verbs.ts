/** What Cordon can do to the outside. */
export const VERBS = [
  "block_ip",
  "block_domain",
  "block_url",
  "isolate_host",
  "disable_account",
  "revoke_sessions",
  "quarantine_file",
  "kill_process",
  "quarantine_email",
] as const;
