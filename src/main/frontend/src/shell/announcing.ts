const KEY = "cordon.announcing";

/** Kept where the browser knows notifications and yet makes none from a page, as Chrome on Android. */
const CANNOT = "cannot";

/** Whether the browser can show notifications at all: on phones, and without TLS, many cannot. */
export function canAnnounce(): boolean {
  if (
    !("Notification" in window) ||
    !window.isSecureContext ||
    window.localStorage.getItem(KEY) === CANNOT
  ) {
    return false;
  }
  // NB: only where none is allowed, and so none is shown, can it be tried.
  return Notification.permission === "granted" || shown("", {}) !== undefined;
}

/** Whether this person wants them in this browser, and the browser lets us. */
export function isAnnouncing(): boolean {
  return (
    "Notification" in window &&
    window.isSecureContext &&
    Notification.permission === "granted" &&
    window.localStorage.getItem(KEY) === "on"
  );
}

/** Tells by the browser, where the person wants that; false where nothing was shown. */
export function announce(title: string, about: NotificationOptions, onClick: () => void): boolean {
  const told = isAnnouncing() ? shown(title, about) : undefined;
  if (!told) {
    return false;
  }
  told.onclick = () => {
    window.focus();
    onClick();
    told.close();
  };
  return true;
}

function shown(title: string, about: NotificationOptions): Notification | undefined {
  try {
    return new Notification(title, about);
  } catch {
    window.localStorage.setItem(KEY, CANNOT);
    return undefined;
  }
}

/** Asks the browser, which asks the person; false where either says no. */
export async function beginAnnouncing(): Promise<boolean> {
  window.localStorage.setItem(KEY, "on");
  return (await Notification.requestPermission()) === "granted";
}

export function endAnnouncing() {
  window.localStorage.removeItem(KEY);
}
