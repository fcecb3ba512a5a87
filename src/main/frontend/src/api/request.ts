import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema";

/** What the server takes and gives, by the names of the interface document. */
export type Schemas = components["schemas"];

/** A refusal of the server, or that it could not be reached. */
export class Refusal extends Error {
  readonly status: number;
  readonly findings: Schemas["Finding"][];

  constructor(status: number, detail: string, findings: Schemas["Finding"][] = []) {
    super(detail);
    this.status = status;
    this.findings = findings;
  }
}

/**
 * The server hands the token out in a cookie that scripts may read; forged requests cannot. Its characters need no
 * decoding, and a cookie that somebody else has set may not bear any.
 */
function forgeryToken(): string {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("XSRF-TOKEN="));
  return cookie ? cookie.slice("XSRF-TOKEN=".length) : "";
}

/** Whether somebody may be signed in: this cookie comes and goes with the session's, which scripts cannot read. */
export function mayBeSignedIn(): boolean {
  return forgeryToken() !== "";
}

const refusing: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") {
      request.headers.set("X-XSRF-TOKEN", forgeryToken());
    }
  },
  async onResponse({ response }) {
    if (!response.ok) {
      throw refusal(response.status, await response.text());
    }
  },
  onError() {
    return new Refusal(0, "The server cannot be reached. Check the connection and try again.");
  },
};

/** Calls the public interface with the session of the signed-in person. Throws a Refusal unless 2xx. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  headers: { Accept: "application/json" },
});
api.use(refusing);

/** What an answer carries. */
export async function body<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

function refusal(status: number, text: string): Refusal {
  try {
    const problem = JSON.parse(text) as Schemas["Problem"];
    return new Refusal(status, problem.detail || problem.title, problem.findings ?? []);
  } catch {
    return new Refusal(status, `The server answered ${status}.`);
  }
}
