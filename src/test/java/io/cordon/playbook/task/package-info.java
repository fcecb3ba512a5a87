/** The task part of the playbook module, on a real database. */
@NullMarked
package io.cordon.playbook.task;

import org.jspecify.annotations.NullMarked;
