import { Loader } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Panel } from "../../parts/Panel";
import { Trouble } from "../../parts/Trouble";
import { has, useSession } from "../../shell/session";
import { DocumentFoot, type Edited } from "./document";
import { type RowField, RowsEditor } from "./RowsEditor";

/** A document that is a list of rows, to read and to edit. */
export function ListPanel<
  Stored extends { version: number; changedAt?: string | null; changedBy?: string | null },
  Row,
>({
  edited,
  title,
  text,
  fields,
  fresh,
  aside,
}: {
  edited: Edited<Stored, Row[]>;
  title: string;
  text: string;
  fields: RowField<Row>[];
  fresh: () => Row;
  aside?: (rows: Row[]) => ReactNode;
}) {
  const t = useTranslations("clients");
  const session = useSession();
  if (edited.error) {
    return <Trouble error={edited.error} />;
  }
  if (!edited.contents) {
    return <Loader aria-label={t("loading")} />;
  }
  return (
    <Panel title={title} aside={aside?.(edited.contents)} tight>
      <p>{text}</p>
      <RowsEditor
        rows={edited.contents}
        fields={fields}
        fresh={fresh}
        title={title}
        readOnly={!has(session, "admin", "lead")}
        onChange={edited.change}
      />
      <DocumentFoot edited={edited} />
    </Panel>
  );
}
