/** The playbooks that can run: read from the operator's folder, checked, deployed, shown. */
@NullMarked
package io.cordon.playbook.library;

import org.jspecify.annotations.NullMarked;
