import type { UseMutationResult } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/request";
import { useChange } from "../../parts/change";

/** By its name the page finds again what it made. */
export const BLOCK_LISTS = "Block lists (pulled by firewalls)";

/** Makes a token that sends alerts and pulls block lists, and nothing else; its secret is in the answer only. */
export function useIntegrationToken(
  org: string,
): UseMutationResult<Schemas["TokenNewToken"], Error, string> {
  return useChange(
    (name: string) =>
      body(
        api.POST("/api/v1/organisations/{org}/tokens", {
          params: { path: { org } },
          body: { name, role: "integration" },
        }),
      ),
    { shownBy: ["organisation"] },
  );
}
