/** Cordon: an alert is triaged, becomes an incident, a playbook responds, and people are assigned by RACI. */
@NullMarked
package io.cordon;

import org.jspecify.annotations.NullMarked;
