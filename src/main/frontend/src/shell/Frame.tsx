import {
  ActionIcon,
  Button,
  Drawer,
  Group,
  Loader,
  Menu,
  Tooltip,
  useMantineColorScheme,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { spotlight } from "@mantine/spotlight";
import {
  IconDots,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSearch,
  IconSun,
  IconSunMoon,
  IconWifiOff,
} from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { followChanges, useConnected } from "../api/changes";
import { api, mayBeSignedIn, Refusal } from "../api/request";
import { forgetDrafts } from "../parts/draft";
import { Trouble } from "../parts/Trouble";
import { areas, type Place, placesOf } from "./area";
import { keepLanguage, LANGUAGES, type Language } from "./catalogue";
import classes from "./Frame.module.css";
import { Palette } from "./Palette";
import { Shortcuts, showShortcuts } from "./Shortcuts";
import { StepUp } from "./StepUp";
import { sessionQuery, takeWanted, useSession } from "./session";
import { useTitledByHeading } from "./titled";

/** The frame around every page that needs somebody signed in. */
export function Frame() {
  const session = useQuery(sessionQuery);
  if (!mayBeSignedIn()) {
    return <ToSignIn />;
  }
  const { error } = session;
  if (error instanceof Refusal && error.status === 401) {
    return <ToSignIn />;
  }
  // NB: a server that is away for a moment takes nobody's work away; only one that says no does.
  if (error && (!session.data || (error instanceof Refusal && error.status === 403))) {
    return <NotLetIn error={error} onAgain={() => void session.refetch()} />;
  }
  if (!session.data) {
    return <Loader aria-label="Cordon" m="xl" />;
  }
  return <House />;
}

/** Somebody who is signed in and may see nothing yet, or a server that cannot say who they are. */
function NotLetIn({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const t = useTranslations("shell");
  const signOut = useSignOut();
  return (
    <main className={classes.notLetIn}>
      <Trouble error={error} />
      {error instanceof Refusal && error.status === 403 && <p>{t("noRole")}</p>}
      <Group gap="xs">
        <Button onClick={onAgain}>{t("tryAgain")}</Button>
        <Button variant="default" onClick={() => void signOut()}>
          {t("signOut")}
        </Button>
      </Group>
    </main>
  );
}

/** Signs out for good: nothing that was typed stays for whoever sits down here next. */
function useSignOut() {
  const t = useTranslations("shell");
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      await api.DELETE("/api/v1/session");
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 401)) {
        notifications.show({
          color: "red",
          message: t("notSignedOut", { why: (error as Error).message }),
        });
        return;
      }
    }
    // NB: in this order. What still stands on the page is of a session that must be known as long as it does.
    await navigate({ to: "/sign-in" });
    forgetDrafts();
    queries.clear();
  };
}

/** To the sign-in page, and from there back to where somebody wanted to be. */
function ToSignIn() {
  const navigate = useNavigate();
  // NB: where we are as we leave. The address of the page that follows would lead there for ever.
  const [wanted] = useState(() => window.location.pathname + window.location.search);
  useEffect(() => {
    void navigate({ to: "/sign-in", search: { next: wanted } as never, replace: true });
  }, [navigate, wanted]);
  return null;
}

function House() {
  const queries = useQueryClient();
  const t = useTranslations("shell");
  const navigate = useNavigate();
  useTitledByHeading();
  useEffect(() => followChanges(queries), [queries]);
  useEffect(() => {
    const wanted = takeWanted();
    if (wanted) {
      void navigate({ to: wanted, replace: true });
    }
  }, [navigate]);
  return (
    <div className={classes.house}>
      <a href="#page" className={classes.skip}>
        {t("skip")}
      </a>
      <Side />
      <div className={classes.rest}>
        <Head />
        <main id="page" className={classes.page} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Foot />
      <Palette />
      <Shortcuts />
      <StepUp />
      {areas.map((area) => area.useWatch && <Watching key={area.id} useWatch={area.useWatch} />)}
    </div>
  );
}

function Watching({ useWatch }: { useWatch: () => void }) {
  useWatch();
  return null;
}

function Brand() {
  return (
    <Link to="/" className={classes.brand} aria-label="Cordon">
      <img src="/cordon.svg" alt="" width={24} height={24} />
      <span>Cordon</span>
    </Link>
  );
}

function Side() {
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

function Head() {
  const t = useTranslations("shell");
  return (
    <header className={classes.head}>
      <div className={classes.brandOnPhone}>
        <Brand />
      </div>
      <button type="button" className={classes.search} onClick={spotlight.open}>
        <IconSearch size={16} aria-hidden />
        <span>{t("search")}</span>
        <kbd>{t("searchKey")}</kbd>
      </button>
      <span className={classes.spring} />
      <Connection />
      <Tooltip label={t("shortcuts.title")}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={classes.notOnPhone}
          aria-label={t("shortcuts.title")}
          onClick={showShortcuts}
        >
          <IconKeyboard size={20} />
        </ActionIcon>
      </Tooltip>
      <Person />
    </header>
  );
}

/** Says so where what is shown may be old; says nothing where all is well. */
function Connection() {
  const t = useTranslations("shell");
  const connected = useConnected();
  return (
    <span role="status" className={classes.connection}>
      {!connected && (
        <>
          <IconWifiOff size={16} aria-hidden /> {t("reconnecting")}
        </>
      )}
    </span>
  );
}

function Person() {
  const t = useTranslations("shell");
  const all = useTranslations();
  const session = useSession();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const speak = (language: Language) => {
    keepLanguage(language);
    window.location.reload();
  };
  const schemes: { value: "light" | "dark" | "auto"; icon: ReactNode }[] = [
    { value: "light", icon: <IconSun size={16} /> },
    { value: "dark", icon: <IconMoon size={16} /> },
    { value: "auto", icon: <IconSunMoon size={16} /> },
  ];
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button
          type="button"
          className={classes.person}
          aria-label={t("you", { name: session.name })}
        >
          <span className={classes.initials} aria-hidden>
            {(session.person ?? session.name).slice(0, 2).toUpperCase()}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session.name}</Menu.Label>
        {placesOf(session)
          .filter((place) => place.ofPerson)
          .map((place) => (
            <Menu.Item
              key={place.to}
              leftSection={<place.icon size={16} />}
              onClick={() => void navigate({ to: place.to })}
            >
              {all(`${place.area}.${place.name}` as never)}
            </Menu.Item>
          ))}
        <Menu.Divider />
        {schemes.map(({ value, icon }) => (
          <Menu.Item
            key={value}
            leftSection={icon}
            onClick={() => setColorScheme(value)}
            rightSection={colorScheme === value ? "✓" : undefined}
          >
            {t(`scheme.${value}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {(Object.keys(LANGUAGES) as Language[]).map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            leftSection={<IconLanguage size={16} />}
            onClick={() => speak(language)}
          >
            {LANGUAGES[language]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {t("signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The way around on a phone: the few places that a paged responder needs, and all others one step away. */
function Foot() {
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
