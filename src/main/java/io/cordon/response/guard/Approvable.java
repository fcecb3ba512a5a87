package io.cordon.response.guard;

import io.cordon.organisation.Approvers;
import io.cordon.organisation.Contract;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether there are people enough to answer a question. */
final class Approvable {

    private Approvable() {}

    /** A sentence for people where too few may approve beside whoever asked; else empty. */
    static String lack(Contract contract, Judgement.Question question, @Nullable String requester) {
        PersonRef asker = requester == null ? null : PersonRef.of(requester);
        int client = Approvers.of(contract, Party.CLIENT, asker).size();
        int provider = Approvers.of(contract, Party.PROVIDER, asker).size();
        List<String> lacking = new ArrayList<>();
        if (question.client() == 0 && question.provider() == 0) {
            lack(lacking, "either party", 1, client + provider);
        } else {
            lack(lacking, "the client", question.client(), client);
            lack(lacking, "the provider", question.provider(), provider);
        }
        return lacking.isEmpty()
                ? ""
                : " But by the document people " + String.join(" and ", lacking)
                        + (asker == null ? " may approve it" : " may approve it beside " + asker + ", who asked")
                        + ": give somebody the role lead or admin, or the function " + Approvers.FUNCTION + ".";
    }

    private static void lack(List<String> lacking, String party, int needed, int there) {
        if (there < needed) {
            lacking.add((there == 0 ? "nobody" : "only " + there) + " of " + party);
        }
    }
}
