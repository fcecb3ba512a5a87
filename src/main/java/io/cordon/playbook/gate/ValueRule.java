package io.cordon.playbook.gate;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What one attribute or text may say.
 *
 * @param expected the rule in words, for the finding
 */
record ValueRule(Predicate<String> allowed, String expected) {

    private static final String NAME = "[a-z][A-Za-z0-9_]{0,63}";
    private static final String SPAN = "(?:[0-9]{1,4}D)?(?:T(?:[0-9]{1,5}H)?(?:[0-9]{1,5}M)?(?:[0-9]{1,5}S)?)?";

    /** Names that the engine gives a meaning of its own. */
    private static final Set<String> RESERVED = Set.of(
            "execution", "task", "caseExecution", "externalTask", "authenticatedUserId", "variableContext", "action");

    private static final Pattern USED_VARIABLE = Pattern.compile("\\$\\{\\s*!?\\s*(" + NAME + ")");

    /** Words for people. NB: the engine evaluates expressions in names and documentation too. */
    static final ValueRule TEXT = literal(4000);

    static final ValueRule TRANSLATION = form(
            "(?:name|documentation|label|value\\.[A-Za-z_][A-Za-z0-9_.-]{0,127})\\.[a-z]{2}",
            "a text of its element and a language, such as name.de, documentation.de, label.de or value.yes.de");
    static final ValueRule ID = form("[A-Za-z_][A-Za-z0-9_.-]{0,127}", "an id of letters, digits, _ . and -");
    static final ValueRule KEY = form("[a-z][a-z0-9-]{0,62}", "a kebab-case key such as 'malware-on-host'");
    static final ValueRule FUNCTION =
            form("[a-z][a-z0-9-]{0,62}", "one function of the RACI matrix, such as 'containment-approval'");
    static final ValueRule REFERENCE =
            form("(?:[A-Za-z_][A-Za-z0-9_.-]{0,63}:)?[A-Za-z_][A-Za-z0-9_.-]{0,127}", "the id of another element");
    static final ValueRule BOOLEAN = oneOf("true", "false");
    static final ValueRule NUMBER = form("-?[0-9]{1,9}(?:\\.[0-9]{1,15})?", "a number");
    static final ValueRule URI = form("[A-Za-z][A-Za-z0-9+.:/_#?=&%~-]{0,255}", "a plain URI");
    static final ValueRule COLOUR = form("#[0-9a-fA-F]{6}|[a-z]{3,20}", "a colour such as #1e88e5");
    static final ValueRule VARIABLE = variable();
    static final ValueRule BLANK = form("\\s*", "no text");
    static final ValueRule RETRIES =
            form("\\s*PT?[0-9]{1,4}[DHMS](?:,\\s*PT?[0-9]{1,4}[DHMS]){0,9}\\s*", "pauses such as PT10S,PT1M,PT5M");
    static final ValueRule CYCLE =
            form("\\s*R[0-9]{1,3}/P(?=[0-9T])" + SPAN + "(?<!T)\\s*", "a counted repetition such as R3/PT1H");

    static final ValueRule DURATION = expression(
            "\\s*P(?=[0-9T])" + SPAN + "(?<!T)\\s*|\\s*\\$\\{" + NAME + "\\}\\s*",
            "a duration such as PT15M, or one ${variable} that holds one");
    static final ValueRule CONDITION = expression(
            "\\s*\\$\\{\\s*(?:!?\\s*" + NAME + "|" + NAME
                    + "\\s*[!=]=\\s*(?:'[A-Za-z0-9 _.-]{0,64}'|true|false|-?[0-9]{1,9}))\\s*\\}\\s*",
            "a condition of the form ${flag}, ${!flag} or ${flag == 'value'}");
    static final ValueRule LITERAL_OR_VARIABLE = literal(2000)
            .or(expression("\\s*\\$\\{" + NAME + "\\}\\s*", "one ${variable}"), "a literal or one ${variable}");

    static ValueRule oneOf(String... values) {
        Set<String> all = Set.of(values);
        return new ValueRule(
                all::contains,
                values.length == 1 ? "'" + values[0] + "'" : "one of " + String.join(", ", List.of(values)));
    }

    static ValueRule form(String form, String expected) {
        return new ValueRule(Pattern.compile(form).asMatchPredicate(), expected);
    }

    boolean allows(String value) {
        return allowed.test(value);
    }

    private ValueRule or(ValueRule other, String words) {
        return new ValueRule(allowed.or(other.allowed), words);
    }

    private static ValueRule literal(int length) {
        return new ValueRule(
                text -> text.length() <= length && !text.contains("${") && !text.contains("#{"),
                "plain text of at most " + length + " characters without ${ and #{");
    }

    private static ValueRule variable() {
        Predicate<String> named = Pattern.compile(NAME).asMatchPredicate();
        return new ValueRule(
                named.and(name -> !RESERVED.contains(name)), "the name of a variable, such as 'containedAll'");
    }

    private static ValueRule expression(String form, String expected) {
        Predicate<String> formed = Pattern.compile(form).asMatchPredicate();
        return new ValueRule(
                formed.and(text -> {
                    var used = USED_VARIABLE.matcher(text);
                    return !used.find() || !RESERVED.contains(used.group(1));
                }),
                expected);
    }
}
