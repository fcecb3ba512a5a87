/** The run part of the playbook module, on a real database. */
@NullMarked
package io.cordon.playbook.run;

import org.jspecify.annotations.NullMarked;
