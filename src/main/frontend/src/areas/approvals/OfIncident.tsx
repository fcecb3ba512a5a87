import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Said } from "../../parts/Said";
import { Severity } from "../../parts/Severity";
import { incidentQuery } from "../incidents/queries";
import classes from "./OfIncident.module.css";

/** The incident that an action is asked for in, as people know it: how bad, its number, its title. */
export function OfIncident({ id }: { id: string }) {
  const t = useTranslations("approvals");
  const { data: incident } = useQuery(incidentQuery(id));
  return (
    <span className={classes.incident}>
      {incident && <Severity severity={incident.severity} />}
      <Link to={`/incidents/${id}`}>
        {incident ? (
          <>
            #{incident.number} <Said text={incident.title} />
          </>
        ) : (
          t("toIncident")
        )}
      </Link>
    </span>
  );
}
