/** What a playbook file may hold, decided on its XML before the engine sees it. */
@NullMarked
package io.cordon.playbook.gate;

import org.jspecify.annotations.NullMarked;
