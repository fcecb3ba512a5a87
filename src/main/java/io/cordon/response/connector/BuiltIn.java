package io.cordon.response.connector;

/** The connector that every organisation has without a document: the hosted block lists. */
public final class BuiltIn {

    public static final String BLOCK_LISTS = "block-lists";
    public static final String BLOCK_LISTS_TYPE = "edl";

    /** What stands in the ledger for an action that no connector serves. */
    public static final String NONE = "none";

    private BuiltIn() {}

    static boolean isType(String type) {
        return type.equals(BLOCK_LISTS_TYPE);
    }

    static boolean isName(String name) {
        return name.equals(BLOCK_LISTS) || name.equals(NONE);
    }
}
