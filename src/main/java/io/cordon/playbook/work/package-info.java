/** What waits for a person now, of every kind and in every organisation in reach. */
@NullMarked
package io.cordon.playbook.work;

import org.jspecify.annotations.NullMarked;
