package io.cordon.api;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long a search may take that no index bounds. What takes longer is ended, and its caller told to narrow it. */
public final class SearchTime {

    static final Duration LONGEST = Duration.ofSeconds(3);

    private SearchTime() {}

    /** Of each statement from here to the end of the transaction. */
    public static void limit(JdbcClient jdbc) {
        jdbc.sql("select set_config('statement_timeout', ?, true)")
                .param(Long.toString(LONGEST.toMillis()))
                .query(row -> {});
    }
}
