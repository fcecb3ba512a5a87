/** The ledger of actions, and the worker that carries them out: never lost, never doubled. */
@NullMarked
package io.cordon.response.ledger;

import org.jspecify.annotations.NullMarked;
