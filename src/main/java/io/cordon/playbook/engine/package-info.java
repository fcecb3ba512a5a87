/** Camunda, hardened, behind one façade: nothing outside this package knows it. */
@NullMarked
package io.cordon.playbook.engine;

import org.jspecify.annotations.NullMarked;
