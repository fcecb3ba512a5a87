import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { VERBS } from "../../parts/verbs";
import { useWords } from "../../parts/words";
import { useDocument } from "./document";
import { ListPanel } from "./ListPanel";

const ROLES = ["responder", "lead", "engineer", "auditor", "admin", "integration"] as const;

type Role = (typeof ROLES)[number];

function useChoices() {
  const words = useWords();
  return (values: readonly string[]) => values.map((value) => ({ value, label: words(value) }));
}

/** The moment at which a day of UTC has ended: a grant expires with it, and holds through the whole day. */
function endOf(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString();
}

/** The last day of UTC on which a grant holds, at least for a part of it. */
function lastDay(expires: string): string {
  return new Date(new Date(expires).getTime() - 1).toISOString().slice(0, 10);
}

function isMidnight(moment: string): boolean {
  return new Date(moment).toISOString().endsWith("T00:00:00.000Z");
}

/** What Cordon may do on its own, what needs approval, and what it must never do. */
export function AuthorityPanel({ org }: { org: string }) {
  const t = useTranslations("clients.authority");
  const choices = useChoices();
  const edited = useDocument(org, "authority");
  return (
    <ListPanel
      edited={edited}
      rows={(contents) => contents.grants}
      put={(grants) => ({ grants })}
      title={t("title")}
      text={t("text")}
      none={t("none")}
      fresh={(): Schemas["AuthorityEntry"] => ({
        verb: "block_ip",
        mode: "approval",
        approvers: { client: 1, provider: 0 },
        assets: "*",
        hours: "always",
        maxPerHour: 20,
        expires: null,
      })}
      fields={[
        {
          name: t("verb"),
          type: "choice",
          room: "8.5rem",
          options: choices(VERBS),
          get: (row) => row.verb,
          set: (row, verb) => ({ ...row, verb }),
        },
        {
          name: t("mode"),
          type: "choice",
          room: "7.8rem",
          options: choices(["automatic", "approval", "never"]),
          get: (row) => row.mode,
          set: (row, mode) => ({ ...row, mode }),
        },
        {
          name: t("client"),
          type: "number",
          room: "3.6rem",
          idle: (row) => row.mode !== "approval",
          get: (row) => row.approvers.client,
          set: (row, client) => ({ ...row, approvers: { ...row.approvers, client: client ?? 0 } }),
        },
        {
          name: t("provider"),
          type: "number",
          room: "3.6rem",
          idle: (row) => row.mode !== "approval",
          get: (row) => row.approvers.provider,
          set: (row, provider) => ({
            ...row,
            approvers: { ...row.approvers, provider: provider ?? 0 },
          }),
        },
        {
          name: t("assets"),
          type: "text",
          room: "5rem",
          get: (row) => row.assets,
          set: (row, assets) => ({ ...row, assets }),
        },
        {
          name: t("hours"),
          type: "choice",
          room: "7.5rem",
          options: choices(["always", "business", "after-hours"]),
          get: (row) => row.hours,
          set: (row, hours) => ({ ...row, hours }),
        },
        {
          name: t("most"),
          type: "number",
          room: "3.8rem",
          get: (row) => row.maxPerHour ?? null,
          set: (row, maxPerHour) => ({ ...row, maxPerHour }),
        },
        {
          name: t("expires"),
          type: "day",
          room: "8rem",
          get: (row) => (row.expires ? lastDay(row.expires) : ""),
          set: (row, day) => ({ ...row, expires: day === "" ? null : endOf(day) }),
          hint: (row) =>
            row.expires && !isMidnight(row.expires) ? t("expiresAt", { at: row.expires }) : "",
        },
      ]}
    />
  );
}

/** What must never be contained, whoever asks. */
export function ProtectedPanel({ org }: { org: string }) {
  const t = useTranslations("clients.protected");
  const choices = useChoices();
  const edited = useDocument(org, "protected-assets");
  return (
    <ListPanel
      edited={edited}
      rows={(contents) => contents.entries}
      put={(entries) => ({ entries })}
      title={t("title")}
      text={t("text")}
      none={t("none")}
      fresh={() => ({ kind: "ip", value: "", why: "" })}
      fields={[
        {
          name: t("kind"),
          type: "choice",
          room: "7rem",
          options: choices(["ip", "cidr", "host", "user", "domain"]),
          get: (row) => row.kind,
          set: (row, kind) => ({ ...row, kind }),
        },
        {
          name: t("value"),
          type: "text",
          room: "12rem",
          get: (row) => row.value,
          set: (row, value) => ({ ...row, value }),
        },
        {
          name: t("why"),
          type: "text",
          room: "16rem",
          get: (row) => row.why,
          set: (row, why) => ({ ...row, why }),
        },
      ]}
    />
  );
}

/** Who works there, how they are reached, and what they may do. */
export function PeoplePanel({ org }: { org: string }) {
  const t = useTranslations("clients.people");
  const choices = useChoices();
  const edited = useDocument(org, "people");
  return (
    <ListPanel
      edited={edited}
      rows={(contents) => contents.people}
      put={(people) => ({ people })}
      title={t("title")}
      text={t("text")}
      none={t("none")}
      fresh={(): Schemas["PeopleEntry"] => ({
        id: "",
        name: "",
        email: null,
        phone: null,
        roles: ["responder" as Role],
        functions: [],
      })}
      fields={[
        {
          name: t("id"),
          type: "text",
          room: "5rem",
          get: (row) => row.id,
          set: (row, id) => ({ ...row, id }),
        },
        {
          name: t("name"),
          type: "text",
          room: "8.5rem",
          get: (row) => row.name,
          set: (row, name) => ({ ...row, name }),
        },
        {
          name: t("email"),
          type: "text",
          room: "11rem",
          get: (row) => row.email ?? "",
          set: (row, email) => ({ ...row, email: email === "" ? null : email }),
        },
        {
          name: t("phone"),
          type: "text",
          room: "7rem",
          get: (row) => row.phone ?? "",
          set: (row, phone) => ({ ...row, phone: phone === "" ? null : phone }),
        },
        {
          name: t("roles"),
          type: "choices",
          room: "11rem",
          options: choices(ROLES),
          get: (row) => row.roles,
          set: (row, roles) => ({ ...row, roles: roles as Role[] }),
        },
        {
          name: t("functions"),
          type: "words",
          room: "8rem",
          get: (row) => row.functions,
          set: (row, functions) => ({ ...row, functions }),
        },
      ]}
    />
  );
}
