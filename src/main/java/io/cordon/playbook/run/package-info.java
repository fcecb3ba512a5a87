/** Playbooks at work: started with their incident, told what changes, woken when what they wait for is settled. */
@NullMarked
package io.cordon.playbook.run;

import org.jspecify.annotations.NullMarked;
