package io.cordon.response.blocklist;

import io.cordon.response.ResponseForTests;
import io.cordon.response.Verb;
import io.cordon.response.Verb.TargetKind;
import io.cordon.response.connector.Connector;
import io.cordon.response.connector.ConnectorContract;
import io.cordon.response.connector.Target;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;

class BlockListConnectorTests extends ConnectorContract<BlockListConnector.Settings> {

    @AutoClose
    private final ResponseForTests response = ResponseForTests.withoutWorker();

    @Override
    protected Connector<BlockListConnector.Settings> connector() {
        return response.bean(BlockListConnector.class);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of();
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of();
    }

    @Override
    protected Verb verb() {
        return Verb.BLOCK_IP;
    }

    @Override
    protected Target target() {
        return Target.of(TargetKind.IP, "203.0.113.7");
    }

    @Override
    protected void someoneElseDoesIt() {
        response.acting(() -> {
            response.bean(BlockLists.class).add(ACME, BlockList.IP, "203.0.113.7", new UUID(0, 9));
            return true;
        });
    }

    @Override
    protected boolean isInEffect() {
        return wholeState().contains("ip 203.0.113.7");
    }

    @Override
    protected List<String> wholeState() {
        return response.sql()
                .sql("select list || ' ' || value as entry from block_list_entry order by 1")
                .query((row, i) -> row.getString("entry"))
                .list();
    }
}
