package io.cordon.organisation;

import io.cordon.api.Finding;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The document {@code people}. */
record People(List<Entry> people) implements Document {

    static final People NOBODY = new People(List.of());

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.)+[A-Za-z0-9-]{2,63}");
    // As in cordon.access.oidc.<id>; OpenID Connect Core, section 2: up to 255 ASCII characters.
    private static final Pattern SUBJECT = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}:[!-~]{1,255}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()/.-]{3,40}");

    /**
     * One person.
     *
     * @param subject by what an identity server knows the person, such as {@code entra:00aa11bb}; where it is left out,
     *     by a verified address
     */
    record Entry(
            String id,
            String name,
            @Nullable String email,
            @Nullable String phone,
            Set<Role> roles,
            List<String> functions,
            @Nullable String subject) {

        Person of(OrganisationId organisation) {
            return new Person(new PersonRef(organisation, id), name, email, phone, roles, functions);
        }

        Account account(OrganisationId organisation) {
            return new Account(new PersonRef(organisation, id), email, subject);
        }
    }

    static People read(JsonNode document, List<Finding> findings) {
        Fields fields = Fields.of(document, findings);
        Set<String> ids = new HashSet<>();
        List<Entry> people = fields.objects("people", person -> entry(person, ids));
        fields.alsoKnown(Stored.ENVELOPE);
        fields.nothingElse();
        return new People(people);
    }

    List<Person> of(OrganisationId organisation) {
        return people.stream().map(entry -> entry.of(organisation)).toList();
    }

    boolean has(String id) {
        return people.stream().anyMatch(entry -> entry.id().equals(id));
    }

    private static Entry entry(Fields person, Set<String> ids) {
        String id = person.text("id", 63);
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            person.finding(
                    "id", "Expected lower-case letters, digits, dots, hyphens and underscores, but got '" + id + "'.");
        }
        if (!id.isEmpty() && !ids.add(id)) {
            person.finding("id", "Expected every person once, but '" + id + "' stands here a second time.");
        }
        String name = person.text("name", 200);
        String email = person.optionalText("email", 254);
        if (email != null && !EMAIL.matcher(email).matches()) {
            person.finding("email", "Expected a mail address such as anna@acme.example, but got '" + email + "'.");
        }
        String phone = person.optionalText("phone", 40);
        if (phone != null && !PHONE.matcher(phone).matches()) {
            person.finding("phone", "Expected a telephone number such as +49 30 123456, but got '" + phone + "'.");
        }
        return new Entry(id, name, email, phone, roles(person), person.texts("functions", 63), subject(person));
    }

    private static @Nullable String subject(Fields person) {
        String subject = person.optionalText("subject", 300);
        if (subject != null && !SUBJECT.matcher(subject).matches()) {
            person.finding(
                    "subject",
                    "Expected the id of an identity server and its own id of the person, such as"
                            + " entra:00aa11bb, but got '" + subject + "'.");
        }
        return subject;
    }

    private static Set<Role> roles(Fields person) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<String> written = person.texts("roles", 30);
        for (int i = 0; i < written.size(); i++) {
            Optional<Role> role = Role.of(written.get(i).toLowerCase(Locale.ROOT));
            if (role.isPresent() && role.get() != Role.INTEGRATION) {
                roles.add(role.get());
            } else {
                person.finding(
                        "roles[" + i + "]",
                        "Expected a role of responder, lead, engineer, auditor or admin, but got '" + written.get(i)
                                + "'.");
            }
        }
        return roles;
    }
}
