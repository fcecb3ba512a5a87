/** The engine as it is wired and hardened here, on a real database. */
@NullMarked
package io.cordon.playbook.engine;

import org.jspecify.annotations.NullMarked;
