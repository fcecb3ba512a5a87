const KEY = "cordon.announcing";

/** Whether the browser can show notifications at all: on phones, and without TLS, many cannot. */
export function canAnnounce(): boolean {
  return "Notification" in window && window.isSecureContext;
}

/** Whether this person wants them in this browser, and the browser lets us. */
export function isAnnouncing(): boolean {
  return (
    canAnnounce() &&
    Notification.permission === "granted" &&
    window.localStorage.getItem(KEY) === "on"
  );
}

/** Asks the browser, which asks the person; false where either says no. */
export async function beginAnnouncing(): Promise<boolean> {
  window.localStorage.setItem(KEY, "on");
  return (await Notification.requestPermission()) === "granted";
}

export function endAnnouncing() {
  window.localStorage.removeItem(KEY);
}
