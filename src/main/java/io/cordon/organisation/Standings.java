package io.cordon.organisation;

import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads in one look whether a contract that was made before is still the one in force. */
@Repository
class Standings {

    private final JdbcClient jdbc;

    Standings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A version of a document of the organisation or of the provider. */
    record Version(OrganisationId organisation, String document, int version) {}

    /** @param newest of each document of the organisation and of the provider */
    record Found(AgreedContract.Standing standing, Set<Version> newest) {}

    /** Empty where there is no such organisation among those that the work acts for. */
    Optional<Found> find(OrganisationId organisation) {
        return jdbc.sql("select * from contract_standing(:organisation)")
                .param("organisation", organisation.value())
                .query((row, number) -> new Found(
                        new AgreedContract.Standing(
                                Organisations.organisation(row, number),
                                row.getString("kill_switch"),
                                row.getBoolean("provider_is_in")),
                        versions(row)))
                .optional();
    }

    private static Set<Version> versions(ResultSet row) throws SQLException {
        String[] owners = (String[]) row.getArray("document_owners").getArray();
        String[] documents = (String[]) row.getArray("documents").getArray();
        Integer[] versions = (Integer[]) row.getArray("versions").getArray();
        Set<Version> newest = new HashSet<>();
        for (int i = 0; i < owners.length; i++) {
            newest.add(new Version(new OrganisationId(owners[i]), documents[i], versions[i]));
        }
        return newest;
    }
}
