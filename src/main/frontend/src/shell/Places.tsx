import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { type Place, placesOf } from "./area";
import classes from "./House.module.css";
import { useSession } from "./session";

export function Brand() {
  return (
    <Link to="/" className={classes.brand} aria-label="Cordon">
      <img src="/cordon.svg" alt="" width={24} height={24} />
      <span>Cordon</span>
    </Link>
  );
}

/** The way around, with what waits at each place. */
export function Side() {
  const t = useTranslations("shell");
  const places = placesOf(useSession()).filter((place) => !place.ofPerson);
  return (
    <nav className={classes.side} aria-label={t("navigation")}>
      <Brand />
      {places.map((place) => (
        <PlaceLink key={place.to} place={place} />
      ))}
    </nav>
  );
}

function PlaceLink({ place, onGo }: { place: Place & { area: string }; onGo?: () => void }) {
  const t = useTranslations();
  const count = (place.useCount ?? none)();
  const name = t(`${place.area}.${place.name}` as never);
  return (
    <Link
      to={place.to}
      className={classes.place}
      activeProps={{ className: classes.here, "aria-current": "page" }}
      activeOptions={{ exact: place.to === "/" }}
      onClick={onGo}
      title={name}
    >
      <place.icon size={20} stroke={1.6} aria-hidden />
      <span className={classes.name}>{name}</span>
      {count !== undefined && count > 0 && <span className={classes.count}>{count}</span>}
    </Link>
  );
}

function none() {
  return undefined;
}

/** The way around on a phone: the few places that a paged responder needs, and all others one step away. */
export function Foot() {
  const t = useTranslations("shell");
  const places = placesOf(useSession());
  const [open, { open: show, close }] = useDisclosure(false);
  return (
    <nav className={classes.foot} aria-label={t("navigationOnPhone")}>
      {places
        .filter((place) => place.onPhone)
        .map((place) => (
          <PlaceLink key={place.to} place={place} />
        ))}
      <button type="button" className={classes.place} onClick={show}>
        <IconDots size={20} stroke={1.6} aria-hidden />
        <span className={classes.name}>{t("more")}</span>
      </button>
      <Drawer opened={open} onClose={close} position="bottom" title={t("more")} size="auto">
        <div className={classes.all}>
          {places.map((place) => (
            <PlaceLink key={place.to} place={place} onGo={close} />
          ))}
        </div>
      </Drawer>
    </nav>
  );
}
