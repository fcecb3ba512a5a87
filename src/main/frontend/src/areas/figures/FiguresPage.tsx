import { Button, Loader } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { useTimeZone, useTranslations } from "use-intl";
import { Empty } from "../../parts/Empty";
import { useExamples } from "../../parts/examples";
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
import { type Answered, type Figures, figuresQuery, isOf } from "./queries";
import { Summary } from "./Summary";
import { type Wanted, wanted } from "./span";
import { Times } from "./Times";

const DAYS = new Intl.DateTimeFormat(variety(language()), { dateStyle: "medium" });

/** How things go, in numbers; each leads to its rows. */
export function FiguresPage() {
  const t = useTranslations("figures");
  const clients = useQuery(organisationsQuery);
  const examples = useExamples();
  const said = wanted(useSearch({ strict: false }));
  const mayMix = examples.exist && (said.client === undefined || !examples.isExample(said.client));
  const asked = {
    ...said,
    examples: mayMix ? (said.examples ?? (examples.wanted && !examples.amongReal)) : undefined,
  };
  const zone = useTimeZone() ?? "UTC";
  const answered = useQuery({ ...figuresQuery(asked, zone), enabled: !clients.isPending });
  const shown = useLast(answered.data, asked);
  const figures = shown?.figures;
  const names = new Map(clients.data?.items.map(({ id, name }) => [id, name]));
  return (
    <>
      <div className={classes.top}>
        <h1>{t("title")}</h1>
        <Choosing asked={said} severalClients={names.size > 1} />
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} />}
          onClick={() => window.print()}
        >
          {t("print")}
        </Button>
      </div>
      {answered.error && <Trouble error={answered.error} />}
      {answered.failureReason && figures && (
        <p role="status">{t.rich("ofThen", { at: () => <At at={figures.asOf} /> })}</p>
      )}
      {answered.isPending && <Loader aria-label={t("loading")} />}
      {figures && (
        <div aria-busy={answered.isPlaceholderData} className={classes.body}>
          <Scope figures={figures} client={shown?.client} names={names} />
          {mayMix && said.client === undefined && <Mixed included={asked.examples === true} />}
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

/** The numbers that were had last of the same clients, also where the server is away when others are asked for. */
function useLast(answered: Answered | undefined, asked: Wanted): Answered | undefined {
  const last = useRef(answered);
  if (answered) {
    last.current = answered;
  }
  return answered ?? (isOf(last.current, asked) ? last.current : undefined);
}

/** Whether examples are among what is counted; it stands in the address, as all that is chosen here. */
function Mixed({ included }: { included: boolean }) {
  const t = useTranslations("figures.examples");
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  return (
    <p className={classes.scope}>
      {t(included ? "included" : "leftOut")}{" "}
      <Button
        size="compact-xs"
        variant="subtle"
        className={classes.onScreen}
        onClick={() =>
          void navigate({
            to: ".",
            search: { ...search, examples: !included } as never,
            replace: true,
          })
        }
      >
        {t(included ? "leaveOut" : "include")}
      </Button>
    </p>
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
