package io.cordon.tenancy;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Begins no transaction without telling the database whom it acts for. NB: not by a listener; where one of those
 * refuses, Spring leaves a transaction behind that has begun and that nobody ends.
 */
public class ActingTransactions extends JdbcTransactionManager {

    private final transient ActingFor actingFor;

    public ActingTransactions(DataSource dataSource, ActingFor actingFor) {
        super(dataSource);
        this.actingFor = actingFor;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        boolean told = false;
        try {
            actingFor.transactionBegun(definition.isReadOnly());
            told = true;
        } finally {
            if (!told) {
                doCleanupAfterCompletion(transaction);
            }
        }
    }
}
