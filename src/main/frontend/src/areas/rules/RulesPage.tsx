import { Loader, Table, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { useAuthored, Words } from "../../parts/authored";
import { Days } from "../../parts/Days";
import { Empty } from "../../parts/Empty";
import { rulesQuery } from "../../parts/installed";
import { Trouble } from "../../parts/Trouble";
import { write } from "../../queue/query";
import classes from "./RulesPage.module.css";

/** What alerts mean: every rule with its reason, its technique, and how often it fired. */
export function RulesPage() {
  const t = useTranslations("rules");
  const format = useFormatter();
  const authored = useAuthored();
  const [text, setText] = useState("");
  const rules = useQuery(rulesQuery);
  const fired = useQuery({
    queryKey: ["rules", "hits"],
    queryFn: () => body(api.GET("/api/v1/rules/hits")),
  });
  const days = new Map(fired.data?.items.map((item) => [item.rule, item.days]));
  const sought = text.trim().toLowerCase();
  const shown = (rules.data?.items ?? []).filter((rule) =>
    `${rule.id} ${rule.name} ${rule.why} ${authored(rule, "name")} ${authored(rule, "why")} ${rule.attack} ${rule.owner} ${rule.file}`
      .toLowerCase()
      .includes(sought),
  );
  return (
    <>
      <h1>{t("title")}</h1>
      {rules.error && <Trouble error={rules.error} />}
      {fired.error && <Trouble error={fired.error} />}
      {rules.isPending && <Loader aria-label={t("loading")} />}
      {rules.data && rules.data.refused.length > 0 && (
        <section className={classes.refused}>
          <h2>{t("refused")}</h2>
          <ul>
            {rules.data.refused.map((file) => (
              <li key={`${file.file}${file.line}${file.message}`}>
                {t("at", { file: file.file, line: file.line })}: {file.message}
              </li>
            ))}
          </ul>
        </section>
      )}
      <TextInput
        maw="24rem"
        mb="sm"
        aria-label={t("find")}
        placeholder={t("find")}
        leftSection={<IconSearch size={16} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {rules.data && (
        <p className={classes.version}>
          {t("inForce", { count: shown.length, version: rules.data.version })}
        </p>
      )}
      {rules.data && shown.length === 0 && <Empty title={t("none")} />}
      {shown.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
        <section className={classes.scroll} aria-label={t("title")} tabIndex={0}>
          <Table highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("rule")}</Table.Th>
                <Table.Th>{t("why")}</Table.Th>
                <Table.Th>ATT&amp;CK</Table.Th>
                <Table.Th>{t("owner")}</Table.Th>
                <Table.Th ta="right">{t("hits")}</Table.Th>
                <Table.Th>{t("month")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((rule) => (
                <Table.Tr key={rule.id}>
                  <Table.Td>
                    <strong>
                      <Words of={rule} field="name" />
                    </strong>
                    <div className={classes.file}>
                      {rule.id} · {rule.file}
                      {!rule.enabled && ` · ${t("off")}`}
                    </div>
                  </Table.Td>
                  <Table.Td>
                    <Words of={rule} field="why" />
                  </Table.Td>
                  <Table.Td>{rule.attack}</Table.Td>
                  <Table.Td>{rule.owner}</Table.Td>
                  <Table.Td ta="right">
                    {rule.hits === 0 ? (
                      "0"
                    ) : (
                      <Fired rule={rule.id} from={aDayAgo()}>
                        {format.number(rule.hits)}
                      </Fired>
                    )}
                  </Table.Td>
                  <Table.Td className={classes.month}>
                    {fired.data && (
                      <Month rule={rule.id} from={fired.data.from} days={days.get(rule.id) ?? []} />
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
    </>
  );
}

const HOUR = 3_600_000;

/** Where the day of the numbers begins, which are kept by the hour. */
function aDayAgo(): string {
  return new Date(Math.floor(Date.now() / HOUR) * HOUR - 23 * HOUR).toISOString();
}

/** The alerts in which a rule fired since some moment. */
function Fired({ rule, from, children }: { rule: string; from: string; children: ReactNode }) {
  return (
    <Link
      to="/alerts"
      search={{ q: write({ filters: { rule: [rule], from: [from] }, text: "" }) } as never}
      preload={false}
    >
      {children}
    </Link>
  );
}

/** How often a rule fired on each of the last days, and the way to those alerts. */
function Month({ rule, from, days }: { rule: string; from: string; days: number[] }) {
  const t = useTranslations("rules");
  const format = useFormatter();
  const all = days.reduce((sum, count) => sum + count, 0);
  if (all === 0) {
    return t("never");
  }
  const names = days.flatMap((count, index) => {
    const day = new Date(`${from}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + index);
    return count === 0
      ? []
      : [
          `${format.dateTime(day, { day: "numeric", month: "short", timeZone: "UTC" })}: ${format.number(count)}`,
        ];
  });
  return (
    <>
      <Days counts={days} wide={4} label={t("perDay", { days: names.join(", ") })} />
      <Fired rule={rule} from={`${from}T00:00:00Z`}>
        {format.number(all)}
      </Fired>
    </>
  );
}
