import { Button, Loader } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useTimeZone, useTranslations } from "use-intl";
import { Empty } from "../../parts/Empty";
import { organisationsQuery } from "../../parts/organisations";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { language, variety } from "../../shell/catalogue";
import { Ageing } from "./Ageing";
import { Choosing } from "./Choosing";
import classes from "./FiguresPage.module.css";
import { ByClient, Load } from "./Load";
import { Matrix } from "./Matrix";
import { type Figures, figuresQuery } from "./queries";
import { Summary } from "./Summary";
import { wanted } from "./span";
import { Times } from "./Times";

const DAYS = new Intl.DateTimeFormat(variety(language()), { dateStyle: "medium" });

/** How things go, in numbers; each leads to its rows. */
export function FiguresPage() {
  const t = useTranslations("figures");
  const asked = wanted(useSearch({ strict: false }));
  const zone = useTimeZone() ?? "UTC";
  const answered = useQuery(figuresQuery(asked, zone));
  const figures = answered.data?.figures;
  const clients = useQuery(organisationsQuery);
  const names = new Map(clients.data?.items.map(({ id, name }) => [id, name]));
  return (
    <>
      <div className={classes.top}>
        <h1>{t("title")}</h1>
        <Choosing asked={asked} severalClients={names.size > 1} />
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} />}
          onClick={() => window.print()}
        >
          {t("print")}
        </Button>
      </div>
      {answered.error && <Trouble error={answered.error} />}
      {answered.isPending && <Loader aria-label={t("loading")} />}
      {figures && (
        <div aria-busy={answered.isPlaceholderData} className={classes.body}>
          <Scope figures={figures} client={answered.data?.client} names={names} />
          {isEmpty(figures) ? (
            <Empty title={t("empty")}>
              {t.rich("emptyText", {
                clients: (text) => <Link to="/clients">{text}</Link>,
              })}
            </Empty>
          ) : (
            <>
              <Summary figures={figures} />
              <Load figures={figures} />
              <div className={classes.pair}>
                <Ageing figures={figures} />
                <ByClient figures={figures} names={names} />
              </div>
              <Times figures={figures} names={names} />
              <Matrix figures={figures} />
            </>
          )}
        </div>
      )}
    </>
  );
}

/** Of what the numbers tell; on paper nothing else says it. */
function Scope({
  figures,
  client,
  names,
}: {
  figures: Figures;
  client: string | undefined;
  names: Map<string, string>;
}) {
  const t = useTranslations("figures");
  const only = names.size === 1 ? [...names.keys()][0] : undefined;
  const asked = client ?? only;
  const whose = asked === undefined ? t("allClients") : (names.get(asked) ?? asked);
  const last = new Date(new Date(figures.to).getTime() - 1);
  return (
    <p className={classes.scope}>
      <Said text={whose} /> · {DAYS.formatRange(new Date(figures.from), last)} ·{" "}
      {t.rich("asOf", { at: () => <At at={figures.asOf} /> })}
    </p>
  );
}

function isEmpty(figures: Figures): boolean {
  const counts = [...figures.alertsPerDay, ...figures.incidentsPerDay, ...figures.open];
  return counts.every(({ count }) => count === 0);
}
