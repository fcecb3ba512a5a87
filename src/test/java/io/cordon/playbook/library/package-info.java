/** The library part of the playbook module, on a real database. */
@NullMarked
package io.cordon.playbook.library;

import org.jspecify.annotations.NullMarked;
