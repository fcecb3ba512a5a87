/** What the server answers when it refuses (RFC 9457). */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string;
  findings?: { field: string; message: string }[];
}

/** A refusal of the server, or that it could not be reached. */
export class Refusal extends Error {
  readonly status: number;
  readonly findings: { field: string; message: string }[];

  constructor(status: number, detail: string, findings: { field: string; message: string }[] = []) {
    super(detail);
    this.status = status;
    this.findings = findings;
  }
}

/** Spring Security hands the token out in a cookie that scripts may read; forged requests cannot. */
function forgeryToken(): string {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("XSRF-TOKEN="));
  return cookie ? decodeURIComponent(cookie.slice("XSRF-TOKEN=".length)) : "";
}

/** Calls the public interface with the session of the signed-in person. Throws a Refusal unless 2xx. */
export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: {
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(method === "GET" ? {} : { "X-XSRF-TOKEN": forgeryToken() }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refusal(0, "The server cannot be reached. Check the connection and try again.");
  }
  const text = await answer.text();
  if (!answer.ok) {
    throw refusal(answer.status, text);
  }
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

function refusal(status: number, text: string): Refusal {
  try {
    const problem = JSON.parse(text) as ProblemDetails;
    return new Refusal(status, problem.detail || problem.title, problem.findings);
  } catch {
    return new Refusal(status, `The server answered ${status}.`);
  }
}
