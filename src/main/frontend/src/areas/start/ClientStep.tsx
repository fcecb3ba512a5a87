import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { OrganisationFields, useNewClient } from "../clients/OrganisationForm";
import classes from "./StartPage.module.css";

/** Who is protected. */
export function ClientStep({
  org,
  onMade,
}: {
  org: string | undefined;
  onMade: (id: string) => void;
}) {
  const t = useTranslations("start.client");
  const begun = useNewClient().changed;
  const [another, setAnother] = useState(begun);
  if (org && !another) {
    return (
      <Group>
        <p className={classes.text}>{t("there")}</p>
        <Button variant="default" size="xs" onClick={() => setAnother(true)}>
          {t("another")}
        </Button>
      </Group>
    );
  }
  return (
    <div className={classes.form}>
      <p className={classes.text}>{t("text")}</p>
      <OrganisationFields
        organisation={null}
        {...(org ? { onCancel: () => setAnother(false) } : {})}
        onDone={(id) => {
          setAnother(false);
          onMade(id);
        }}
      />
    </div>
  );
}
