package io.cordon.storage;

import java.util.Optional;
import java.util.UUID;

/**
 * One life of a server, from its start to its end: what it claims carries this id.
 *
 * @param before the life before it in the same data folder; it is over, as we hold the folder's lock. What it still had
 *     claimed is given back at our start instead of when its lease runs out. Empty in a new folder and in a copy of one
 */
public record ServerRun(UUID id, Optional<UUID> before) {}
