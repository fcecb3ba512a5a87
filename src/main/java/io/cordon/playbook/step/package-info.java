/** What service tasks do: contain, notify, set a status, write something down. */
@NullMarked
package io.cordon.playbook.step;

import org.jspecify.annotations.NullMarked;
