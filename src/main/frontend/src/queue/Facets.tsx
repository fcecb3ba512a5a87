import { Button, Drawer } from "@mantine/core";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { FacetList } from "./FacetList";
import type { Query } from "./query";
import type { Facet } from "./queue";

interface Narrowing {
  facets: Facet[];
  query: Query;
  onToggle: (key: string, value: string) => void;
}

/** What there is to filter by: beside the rows, or behind a button where they need the room. */
export function Facets({ asDrawer, ...narrowing }: Narrowing & { asDrawer: boolean }) {
  const t = useTranslations("queue");
  const [opened, setOpened] = useState(false);
  if (!asDrawer) {
    return <FacetList {...narrowing} />;
  }
  const set = Object.values(narrowing.query.filters).filter((values) => values.length > 0).length;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
        aria-haspopup="dialog"
        onClick={() => setOpened(true)}
      >
        {set > 0 ? t("filtersSet", { count: set }) : t("facets")}
      </Button>
      <Drawer opened={opened} onClose={() => setOpened(false)} title={t("facets")} size="xs">
        <FacetList {...narrowing} />
      </Drawer>
    </>
  );
}
