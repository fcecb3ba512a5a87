import { createTheme, Drawer, Loader, Modal, Tooltip } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "cyan",
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Loader: Loader.extend({ defaultProps: { role: "status" } }),
    // NB: locking the scroll writes a style element into the page, which the content security policy forbids.
    Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true } }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false, position: "right" } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } },
    }),
  },
});
