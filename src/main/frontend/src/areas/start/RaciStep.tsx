import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { held, NotYet } from "../../parts/NotYet";
import { Trouble } from "../../parts/Trouble";
import { useFunctionName } from "../clients/functions";
import { raciQuery } from "./queries";
import classes from "./StartPage.module.css";
import { useWriting } from "./useWriting";

type Row = Schemas["RaciRow"];

/** What the matrix leaves open, each with what is usual, to be taken by one click. */
export function RaciStep({ org }: { org: string }) {
  const t = useTranslations("start.raci");
  const functionName = useFunctionName();
  const raci = useQuery(raciQuery(org));
  const write = useWriting(org, "raci");
  const shown = held(raci);
  if (!shown) {
    return <NotYet error={raci.error} label={t("title")} />;
  }
  const { functions, gaps, version } = shown;
  const take = (functions: Row[]) => write.mutate({ contents: { functions }, version });
  const proposals = rows(gaps.map((gap) => gap.proposal));
  const about = [...new Set(gaps.map((gap) => gap.function ?? ""))];
  return (
    <>
      {raci.error && <Trouble error={raci.error} />}
      <p className={classes.text}>{t("text")}</p>
      {write.error && <Trouble error={write.error} />}
      {gaps.length === 0 ? (
        <Group>
          <p className={classes.text}>{t("none")}</p>
          {version === 0 && (
            <Button loading={write.isPending} onClick={() => take(functions)}>
              {t("keep")}
            </Button>
          )}
        </Group>
      ) : (
        <>
          <ul className={classes.rows}>
            {about.map((name) => {
              const proposal = proposals.find((row) => row.function === name);
              return (
                <li key={name}>
                  <Group justify="space-between" gap="xs">
                    <span>
                      <strong>{functionName.of(name)}</strong>{" "}
                      <span className={classes.dim}>
                        {gaps
                          .filter((gap) => gap.function === name)
                          .map((gap) => t(`missing.${missing(gap.missing)}`))
                          .join(", ")}
                      </span>
                    </span>
                    {proposal && (
                      <Button
                        size="xs"
                        variant="default"
                        disabled={write.isPending}
                        onClick={() => take(merged(functions, [proposal]))}
                      >
                        {t("accept", {
                          client: proposal.client || "–",
                          provider: proposal.provider || "–",
                        })}
                        <span className="hear-only">
                          {" "}
                          {t("acceptFor", { name: functionName.of(name) })}
                        </span>
                      </Button>
                    )}
                  </Group>
                </li>
              );
            })}
          </ul>
          {proposals.length > 0 && (
            <Button loading={write.isPending} onClick={() => take(merged(functions, proposals))}>
              {t("acceptAll", { count: proposals.length })}
            </Button>
          )}
        </>
      )}
      <p className={classes.more}>
        <Link to={`/clients/${org}`} search={{ tab: "raci" } as never}>
          {t("whole")}
        </Link>
      </p>
    </>
  );
}

/** A gap's proposal has the shape of the document it belongs into: here, a row of the matrix. */
function rows(proposals: unknown[]): Row[] {
  const byFunction = new Map<string, Row>();
  for (const proposal of proposals) {
    if (typeof proposal === "object" && proposal !== null && "function" in proposal) {
      byFunction.set(String(proposal.function), proposal as Row);
    }
  }
  return [...byFunction.values()];
}

function merged(functions: Row[], proposals: Row[]): Row[] {
  const taken = new Set(proposals.map((row) => row.function));
  return [...functions.filter((row) => !taken.has(row.function)), ...proposals];
}

function missing(code: string): "accountable" | "responsible" | "informed" | "other" {
  return code === "accountable" || code === "responsible" || code === "informed" ? code : "other";
}
