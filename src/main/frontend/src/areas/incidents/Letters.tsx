import { Button, Loader } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { State } from "../../parts/State";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import classes from "./Letters.module.css";
import { lettersQuery } from "./queries";

type Letter = Schemas["NotificationView"];

/** Who was told what, when, and whether it arrived at their mail server. */
export function Letters({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents");
  const letters = useInfiniteQuery(lettersQuery(incident.id));
  const items = letters.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title={t("letters.title")}>
      {letters.error && <Trouble error={letters.error} />}
      {letters.isPending && <Loader aria-label={t("loading")} />}
      {letters.data && items.length === 0 && <Empty title={t("letters.none")} />}
      {items.some((letter) => letter.state === "kept") && (
        <p className={classes.warn}>{t("letters.notSent")}</p>
      )}
      {items.map((letter) => (
        <LetterRow key={letter.id} letter={letter} />
      ))}
      {letters.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          mt="sm"
          loading={letters.isFetchingNextPage}
          onClick={() => void letters.fetchNextPage()}
        >
          {t("older")}
        </Button>
      )}
    </Panel>
  );
}

function LetterRow({ letter }: { letter: Letter }) {
  const t = useTranslations("incidents.letters");
  const [open, setOpen] = useState(false);
  const whole = useQuery({
    queryKey: ["letter", letter.id],
    queryFn: () =>
      body(api.GET("/api/v1/notifications/{id}", { params: { path: { id: letter.id } } })),
    enabled: open,
  });
  return (
    <article className={classes.letter}>
      <div className={classes.head}>
        <button
          type="button"
          className={classes.subject}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Said text={letter.subject} />
        </button>
        <State code={letter.state} />
        <At at={letter.sentAt ?? letter.createdAt} />
      </div>
      <p className={classes.whom}>
        {t("to", { name: letter.recipient.name, organisation: letter.recipient.organisation })}{" "}
        <Said text={letter.recipient.address} />
        {letter.state === "kept" ? (
          <> · {letter.lastError ? <Said text={letter.lastError} /> : t("noServer")}</>
        ) : (
          letter.lastError && (
            <>
              {" "}
              · {t("failed", { attempts: letter.attempts })} <Said text={letter.lastError} />
            </>
          )
        )}
      </p>
      {whole.error && <Trouble error={whole.error} />}
      {open && whole.data && (
        <pre className={classes.text}>
          <Said text={whole.data.text} />
        </pre>
      )}
    </article>
  );
}
