/** What playbooks ask of people: who is asked by RACI, and what they answer. */
@NullMarked
package io.cordon.playbook.task;

import org.jspecify.annotations.NullMarked;
