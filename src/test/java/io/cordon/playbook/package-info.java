@NullMarked
package io.cordon.playbook;

import org.jspecify.annotations.NullMarked;
