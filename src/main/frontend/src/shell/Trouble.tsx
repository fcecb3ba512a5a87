import { Alert } from "@mantine/core";

/** Says what went wrong, in the server's own words. */
export function Trouble({ error }: { error: Error }) {
  return (
    <Alert color="red" title="That did not work" my="md" role="alert">
      <span className="preserve">{error.message}</span>
    </Alert>
  );
}
