import { api, body, Refusal, type Schemas } from "../api/request";

/** Adds a file to the incident's evidence, byte for byte as it is. */
export function addEvidence(
  incident: string,
  file: File,
  note: string,
): Promise<Schemas["Evidence"]> {
  if (file.size === 0) {
    return Promise.reject(new Refusal(0, `${file.name}: 0 B`));
  }
  return body(
    api.POST("/api/v1/incidents/{id}/evidence", {
      params: { path: { id: incident }, query: { name: file.name, note } },
      headers: { "Content-Type": "application/octet-stream" },
      body: file as never,
      bodySerializer: (content: unknown) => content as File,
    } as never),
  );
}
