package io.cordon.organisation;

/** One document of the contract, in the shape of the public interface. */
interface Document {}
