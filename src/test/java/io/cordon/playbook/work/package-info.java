@NullMarked
package io.cordon.playbook.work;

import org.jspecify.annotations.NullMarked;
