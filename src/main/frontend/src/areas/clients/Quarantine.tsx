import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { useChange } from "../../parts/change";
import { Empty } from "../../parts/Empty";
import { held, NotYet } from "../../parts/NotYet";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { When } from "../../parts/When";
import { has, useSession } from "../../shell/session";
import classes from "./Quarantine.module.css";

const MOST = 50;
const LONGEST = 4_000;
/** So much of an item is decoded: that many characters of one byte each, in base64 whose fours are whole. */
const READ = Math.ceil(LONGEST / 3) * 4;

/** What could not be read, of one source of a client or of all in reach: why, and the bytes as they came. */
export function Quarantine({ org, source }: { org?: string; source?: string }) {
  const t = useTranslations("clients.quarantine");
  const items = useQuery({
    queryKey: ["sources", org ?? "", "quarantine", source ?? ""],
    queryFn: () =>
      body(
        api.GET("/api/v1/quarantine", {
          params: {
            query: {
              ...(org ? { organisation: org } : {}),
              ...(source ? { source } : {}),
              limit: MOST,
            },
          },
        }),
      ),
  });
  const shown = held(items);
  if (!shown) {
    return <NotYet error={items.error} label={t("title")} />;
  }
  return (
    <Stack gap="sm">
      {items.error && <Trouble error={items.error} />}
      <p className={classes.text}>{t("text")}</p>
      {shown.items.length === 0 && <Empty title={t("none")} />}
      {shown.items.map((item) => (
        <Item key={item.id} item={item} named={org === undefined} />
      ))}
      {shown.next && <p>{t("more", { count: MOST })}</p>}
    </Stack>
  );
}

function Item({ item, named }: { item: Schemas["Quarantined"]; named: boolean }) {
  const t = useTranslations("clients.quarantine");
  const session = useSession();
  const retry = useChange(
    () => api.POST("/api/v1/quarantine/{id}/retry", { params: { path: { id: item.id } } }),
    { shownBy: ["sources", "server"] },
  );
  const text = beginning(item.raw);
  return (
    <section className={classes.item}>
      {named && (
        <Link to={`/clients/${item.organisation}`} search={{ tab: "sources" } as never}>
          {item.organisation}: {item.source}
        </Link>
      )}
      <p className={classes.reason}>
        <Said text={item.reason} />
      </p>
      <p className={classes.text}>
        {t("came", { count: item.count })} <When at={item.lastSeen} />
      </p>
      {retry.error && <Trouble error={retry.error} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too */}
      <section className={classes.raw} tabIndex={0} aria-label={t("raw")}>
        <Said text={text} />
        {item.raw.length > READ && <p className={classes.text}>{t("cut", { count: LONGEST })}</p>}
      </section>
      {has(session, "engineer", "admin", "lead") && (
        <Button
          size="compact-xs"
          variant="default"
          loading={retry.isPending}
          onClick={() => retry.mutate()}
        >
          {t("retry")}
        </Button>
      )}
    </section>
  );
}

/** The first characters of what came. NB: not all is decoded for it; an item may be as large as intake takes. */
function beginning(base64: string): string {
  const bytes = Uint8Array.from(atob(base64.slice(0, READ)), (character) =>
    character.charCodeAt(0),
  );
  // A character that is cut apart at the end is left out.
  const text = new TextDecoder().decode(bytes, { stream: base64.length > READ });
  return base64.length > READ ? text.slice(0, LONGEST) : text;
}
