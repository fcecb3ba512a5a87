import { Button, Group, Modal, type ModalProps } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import classes from "./Dialog.module.css";

/**
 * A dialog that loses nothing by a slip of the hand: once something was typed in it, Escape, the cross and a click
 * beside it ask first. A button that says what it does, such as “Cancel”, closes by the dialog's own `onClose`.
 */
export function Dialog({
  typed,
  onClose,
  children,
  ...modal
}: ModalProps & {
  /** Whether there is something to lose; by itself, whether anything was typed. */
  typed?: boolean | undefined;
}) {
  const t = useTranslations("parts.dialog");
  const written = useRef(false);
  const [asking, setAsking] = useState(false);
  const stay = useRef<HTMLButtonElement>(null);
  const came = useRef<Element>(null);
  const close = () => {
    if (asking) {
      goOn();
    } else if (typed ?? written.current) {
      came.current = document.activeElement;
      setAsking(true);
    } else {
      onClose();
    }
  };
  const goOn = () => {
    setAsking(false);
    (came.current as HTMLElement | null)?.focus();
  };
  useEffect(() => {
    if (asking) {
      stay.current?.focus();
    }
  }, [asking]);
  return (
    <Modal
      {...modal}
      onClose={close}
      onInput={() => {
        written.current = true;
      }}
    >
      {asking && (
        <div role="alert" className={classes.asking}>
          <strong>{t("lose")}</strong>
          <Group gap="xs">
            <Button ref={stay} size="xs" variant="default" onClick={goOn}>
              {t("stay")}
            </Button>
            <Button size="xs" color="red" onClick={onClose}>
              {t("discard")}
            </Button>
          </Group>
        </div>
      )}
      {children}
    </Modal>
  );
}
