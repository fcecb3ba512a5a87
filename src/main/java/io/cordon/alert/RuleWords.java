package io.cordon.alert;

import java.util.Map;

/**
 * What a rule says to people.
 *
 * @param why what it means that it fired
 * @param translations both in other languages: by language, then by field
 */
public record RuleWords(String name, String why, Map<String, Map<String, String>> translations) {}
