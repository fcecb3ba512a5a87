package io.cordon.words;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the names in templates stand for; server/grammar.json of the pages.
 *
 * @param pieces names of pieces of sentences, which are recognised there only, and what stands between several of them
 * @param piecesOf names whose pieces are those of another name
 * @param lenient pieces that stay as they are where they are not known
 * @param verbs how people spell them, by code
 */
record Grammar(
        Set<String> codes,
        Set<String> functions,
        Set<String> numbers,
        Set<String> single,
        Set<String> said,
        Set<String> authored,
        Set<String> known,
        Map<String, String> pieces,
        Map<String, String> piecesOf,
        Set<String> lenient,
        Map<String, String> verbs) {

    /** Of which name's pieces a template is one; its key begins with that name. */
    Optional<String> pieceOf(String key) {
        return pieces.keySet().stream()
                .filter(name -> key.length() > name.length()
                        && key.startsWith(name)
                        && Character.isUpperCase(key.charAt(name.length())))
                .findFirst();
    }

    String pieceFor(String name) {
        return piecesOf.getOrDefault(name, name);
    }

    /** How long the verb is that stands there, in whichever spelling; 0 for none. */
    int verbAt(String text, int at) {
        return verbs.entrySet().stream()
                .flatMap(verb -> spellings(verb.getKey(), verb.getValue()).stream())
                .filter(spelled -> text.startsWith(spelled, at))
                .max(Comparator.comparingInt(String::length))
                .map(String::length)
                .orElse(0);
    }

    /** The code of a verb, however it is spelled. */
    String verbOf(String spelled) {
        return verbs.entrySet().stream()
                .filter(verb -> spellings(verb.getKey(), verb.getValue()).contains(spelled))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(spelled);
    }

    private static List<String> spellings(String verb, String said) {
        return List.of(verb, said, verb.replace('_', ' '));
    }
}
