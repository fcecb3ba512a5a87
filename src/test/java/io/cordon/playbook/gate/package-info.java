/** What passes the gate, and all that must not. */
@NullMarked
package io.cordon.playbook.gate;

import org.jspecify.annotations.NullMarked;
