import { Badge } from "@mantine/core";
import type { Schemas } from "../api/request";

type Severity = Schemas["IncidentView"]["severity"];

const COLOURS: Record<Severity, string> = {
  critical: "red",
  high: "orange",
  medium: "yellow",
  low: "blue",
  informational: "gray",
};

export function SeverityBadge({ severity }: { severity: Severity }) {
  return (
    <Badge color={COLOURS[severity]} variant="light">
      {severity}
    </Badge>
  );
}
