package io.cordon.notification;

/** A message as one person reads it. */
record Letter(String subject, String text, String html) {}
