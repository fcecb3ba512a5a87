/** What is said beside the pointer. */
export const TOOLTIP = {
  // NB: as HTML it would write styles into the page, which the content security policy forbids.
  renderMode: "richText",
  confine: true,
  backgroundColor: "var(--raised)",
  borderColor: "var(--line)",
  textStyle: { color: "var(--ink)", fontSize: 12 },
};
