import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { useOrganisationName } from "../../parts/ClientName";
import { Said } from "../../parts/Said";

/** With so many more than these, the others are behind a button: a large team would push the work out of sight. */
const SHOWN = 3;

/** People by name and organisation, the first few, and the others where somebody asks. */
export function People({ people }: { people: Schemas["WhoNamed"][] }) {
  const t = useTranslations("tasks");
  const nameOf = useOrganisationName();
  const [all, setAll] = useState(false);
  const shown = all ? people : people.slice(0, SHOWN);
  const others = people.length - shown.length;
  return (
    <>
      <Said
        text={shown.map((person) => `${person.name} (${nameOf(person.organisation)})`).join(", ")}
      />
      {others > 0 && (
        <>
          {" "}
          <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
            {t("others", { count: others })}
          </Button>
        </>
      )}
    </>
  );
}
