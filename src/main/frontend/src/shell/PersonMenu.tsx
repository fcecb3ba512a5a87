import { Menu, useMantineColorScheme } from "@mantine/core";
import { IconLanguage, IconLogout, IconMoon, IconSun, IconSunMoon } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { placesOf } from "./area";
import { keepLanguage, LANGUAGES, type Language } from "./catalogue";
import classes from "./House.module.css";
import { useSession } from "./session";
import { useSignOut } from "./signOut";

/** Who is signed in: their own pages, how everything looks and which language it speaks, and the way out. */
export function PersonMenu() {
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
