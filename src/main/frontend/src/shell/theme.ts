import { createTheme, Drawer, Loader, Modal, Notification, Tooltip } from "@mantine/core";

/** How the parts look and behave everywhere; whatever has a cross to close it says so by this name. */
export function theme(close: string) {
  const closeButtonProps = { "aria-label": close };
  return createTheme({
    primaryColor: "cyan",
    defaultRadius: "md",
    cursorType: "pointer",
    respectReducedMotion: true,
    components: {
      Loader: Loader.extend({ defaultProps: { role: "status" } }),
      // NB: locking the scroll writes a style element into the page, which the content security policy forbids.
      Modal: Modal.extend({
        defaultProps: { lockScroll: false, centered: true, closeButtonProps },
      }),
      Drawer: Drawer.extend({
        defaultProps: { lockScroll: false, position: "right", closeButtonProps },
      }),
      // The head of a dialog is not the banner of the page.
      ModalHeader: Modal.Header.extend({ defaultProps: { role: "none" } }),
      DrawerHeader: Drawer.Header.extend({ defaultProps: { role: "none" } }),
      Notification: Notification.extend({ defaultProps: { closeButtonProps } }),
      // Its rows are reached by arrow keys from the line above; whoever scrolls by keyboard needs the list itself.
      SpotlightActionsList: { defaultProps: { viewportProps: { tabIndex: 0 } } },
      Tooltip: Tooltip.extend({
        defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } },
      }),
    },
  });
}
