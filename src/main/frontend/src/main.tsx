import "@mantine/core/styles.css";
import "./shell/shell.css";
import { Badge, createTheme, MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Refusal } from "./api/request";
import { router } from "./shell/router";

const theme = createTheme({
  components: {
    Badge: Badge.extend({ classNames: { root: "badge", label: "badge-label" } }),
  },
  primaryColor: "cyan",
  defaultRadius: "md",
});

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; only what could not be reached is worth another try.
      retry: (failures, error) => error instanceof Refusal && error.status === 0 && failures < 3,
      staleTime: 2_000,
    },
  },
});

const root = document.getElementById("root");
if (root === null) {
  throw new Error("Expected index.html to have an element with the id root");
}
createRoot(root).render(
  <StrictMode>
    {/* No styles made in the page: the content security policy takes those of our own files only. */}
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withStaticClasses={false}
      withGlobalClasses={false}
      withCssVariables={false}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
