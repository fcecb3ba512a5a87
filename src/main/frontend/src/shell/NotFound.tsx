import { Alert } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Bar } from "./Bar";

/** Says that the address is none of ours, and the way on. */
export function NotFound() {
  return (
    <>
      <Bar />
      <Alert title="There is no page at this address" m="xl" role="alert">
        It may be mistyped, or from an older version. <Link to="/">Look at the incidents</Link>.
      </Alert>
    </>
  );
}
