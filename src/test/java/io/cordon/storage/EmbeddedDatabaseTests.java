package io.cordon.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a killed server leaves in its data folder does not keep the next one from starting. */
class EmbeddedDatabaseTests {

    @TempDir
    Path folder;

    @Test
    void aPidThatNowBelongsToAnotherProgramIsLeftAlone() throws IOException {
        EmbeddedDatabase.start(DataFolder.open(folder)).close();
        String pidOfOurOwn = ProcessHandle.current().pid() + "\n" + folder.resolve("postgres") + "\n";
        Files.writeString(folder.resolve("postgres/postmaster.pid"), pidOfOurOwn);

        try (EmbeddedDatabase again = EmbeddedDatabase.start(DataFolder.open(folder))) {
            assertThat(jdbc(again).sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
    }

    private static JdbcClient jdbc(EmbeddedDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(EmbeddedDatabase.SUPERUSER);
        source.setPassword(database.password());
        return JdbcClient.create(source);
    }
}
