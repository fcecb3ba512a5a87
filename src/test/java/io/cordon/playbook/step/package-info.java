@NullMarked
package io.cordon.playbook.step;

import org.jspecify.annotations.NullMarked;
