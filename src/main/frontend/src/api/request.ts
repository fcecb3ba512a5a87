import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema";

/** What the server takes and gives, by the names of the interface document. */
export type Schemas = components["schemas"];

/** A refusal of the server, or that it could not be reached. */
export class Refusal extends Error {
  readonly status: number;
  /** The last word of the problem's type, such as `step-up-required`; empty where the server did not answer. */
  readonly type: string;
  readonly findings: Schemas["Finding"][];

  constructor(status: number, detail: string, type = "", findings: Schemas["Finding"][] = []) {
    super(detail);
    this.status = status;
    this.type = type;
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

let steppingUp: (() => Promise<boolean>) | undefined;

/** Who asks the person to prove once more that it is they; the returned function takes that back. */
export function onStepUp(ask: () => Promise<boolean>): () => void {
  steppingUp = ask;
  return () => {
    steppingUp = undefined;
  };
}

/** Requests that change something, as they were sent: what was refused for want of a step-up is sent again after it. */
const sent = new WeakMap<Request, Request>();

const refusing: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") {
      request.headers.set("X-XSRF-TOKEN", forgeryToken());
      sent.set(request, request.clone());
    }
  },
  async onResponse({ request, response }) {
    if (response.ok) {
      return;
    }
    const refused = refusal(response.status, await response.text());
    const again = sent.get(request);
    if (refused.type === "step-up-required" && again && steppingUp && (await steppingUp())) {
      const answer = await fetch(again);
      if (answer.ok) {
        return answer;
      }
      throw refusal(answer.status, await answer.text());
    }
    throw refused;
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
    return new Refusal(
      status,
      problem.detail || problem.title,
      problem.type.split(":").at(-1),
      problem.findings ?? [],
    );
  } catch {
    return new Refusal(status, `The server answered ${status}.`);
  }
}
