import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** The head of every page; what stands on its right side comes from the page. */
export function Bar({ children }: { children?: ReactNode }) {
  return (
    <header className="bar">
      <Link to="/" className="brand">
        <img src="/cordon.svg" alt="" width={22} height={22} />
        Cordon
      </Link>
      <span className="spring" />
      {children}
    </header>
  );
}
