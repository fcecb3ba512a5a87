import DOMPurify from "dompurify";

interface Policies {
  createPolicy: (name: string, rules: { createHTML: (text: string) => string }) => unknown;
}

/**
 * The content security policy lets no text become markup. The drawing library writes its own frame and symbols that
 * way, so what it writes goes through DOMPurify, which leaves nothing that could run.
 */
export function letMarkupBeCleaned() {
  const policies = (window as { trustedTypes?: Policies & { defaultPolicy: unknown } })
    .trustedTypes;
  if (policies && !policies.defaultPolicy) {
    policies.createPolicy("default", {
      createHTML: (text) => DOMPurify.sanitize(text, { USE_PROFILES: { html: true, svg: true } }),
    });
  }
}
