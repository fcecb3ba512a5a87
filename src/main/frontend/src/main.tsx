import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "./shell/shell.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { IntlProvider } from "use-intl";
import { Refusal } from "./api/request";
import { catalogue, language } from "./shell/catalogue";
import { printOnWhite } from "./shell/paper";
import { router } from "./shell/router";
import { theme } from "./shell/theme";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; only what could not be reached is worth another try.
      retry: (failures, error) => error instanceof Refusal && error.status === 0 && failures < 3,
      staleTime: 2_000,
    },
  },
});

printOnWhite();
const root = document.getElementById("root");
if (root === null) {
  throw new Error("Expected index.html to have an element with the id root");
}
const spoken = language();
const texts = await catalogue(spoken);
document.documentElement.lang = spoken;
createRoot(root).render(
  <StrictMode>
    {/* No styles made in the page: the content security policy takes those of our own files only. */}
    <MantineProvider
      theme={theme(texts.parts.close)}
      defaultColorScheme="auto"
      withStaticClasses={false}
      withGlobalClasses={false}
      withCssVariables={false}
    >
      <IntlProvider
        locale={spoken}
        messages={texts}
        timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      >
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-left" autoClose={6000} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </IntlProvider>
    </MantineProvider>
  </StrictMode>,
);
