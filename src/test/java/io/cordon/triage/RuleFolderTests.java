package io.cordon.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFolderTests {

    @TempDir
    Path temporary;

    private Path rules;
    private RuleFolder folder;

    @BeforeEach
    void makeAFolder() throws IOException {
        rules = Files.createDirectories(temporary.resolve("rules"));
        folder = new RuleFolder(rules, temporary.resolve("cache"));
        Files.writeString(rules.resolve("categories.csv"), "category,name,playbook\nmalware,malware,malware-on-host\n");
    }

    @Test
    void takesEveryFileInForceAndNamesTheirVersion() throws IOException {
        write("first", "title != \"\"");
        write("second", "kind == \"edr\"");
        RuleFolder.Edition edition = folder.read(RuleFolder.Edition.EMPTY);

        assertThat(edition.refused()).isEmpty();
        assertThat(edition.rules().rules()).extracting(Rule::id).containsExactly("first", "second");
        assertThat(edition.rules().version()).hasSize(12);
        assertThat(folder.read(edition).rules().version())
                .isEqualTo(edition.rules().version());
    }

    @Test
    void refusesAWrongConditionWithFileAndLineWhileTheOtherFilesAreInForce() throws IOException {
        write("good", "kind == \"edr\"");
        write("wrong", "kindd == \"edr\"");
        RuleFolder.Edition edition = folder.read(RuleFolder.Edition.EMPTY);

        assertThat(edition.rules().rules()).extracting(Rule::id).containsExactly("good");
        assertThat(edition.refused()).isNotEmpty().allSatisfy(refused -> {
            assertThat(refused.file()).isEqualTo("wrong.drl");
            assertThat(refused.line()).isEqualTo(11);
            assertThat(refused.message()).contains("kindd");
        });
    }

    @Test
    void saysInOneFindingWhereTheMistakeStands() throws IOException {
        write("wrong", "kind == ");
        assertThat(folder.read(RuleFolder.Edition.EMPTY).refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.line()).isEqualTo(11));

        Files.writeString(
                rules.resolve("wrong.drl"), TestRules.rule("wrong", "kind == \"edr\"", ".categoryy(\"malware\")"));
        assertThat(folder.read(RuleFolder.Edition.EMPTY).refused())
                .containsExactly(new RefusedFile(
                        "wrong.drl", 14, "The method categoryy(String) is undefined for the type Recommendation"));

        Files.writeString(
                rules.resolve("wrong.drl"), TestRules.rule("wrong", "kind == \"edr\"", ".category(\"malware\""));
        assertThat(folder.read(RuleFolder.Edition.EMPTY).refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.message())
                        .contains("Unable to parse consequence")
                        .doesNotContain("javaparser", "\n"))
                .satisfies(refused -> assertThat(refused.line()).isEqualTo(14));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // The consequence begins on line 14.
                "$recommend.category(\"malware\")                        | 14 | ';' at the end of the statement, but"
                        + " the rule ends",
                "$recommend.incident()NL    // then a word$NL    $title.trim(); | 14 | but '$title' comes",
                "$title.trim();NLNL    $recommend.incident()NLNL       | 16 | but the rule ends",
                "$recommend.category(\"malware\";                       | 14 | Found \";\"",
                "$recommend.categorie(\"malware\");                     | 14 | categorie"
            })
    void saysOnWhichLineOfTheFileAConsequenceIsWrong(String consequence, int line, String says) throws IOException {
        Files.writeString(
                rules.resolve("wrong.drl"),
                TestRules.rule("wrong", "kind == \"edr\"", "GONE")
                        .replace("$recommendGONE;", consequence.replace("NL", "\n")));

        assertThat(folder.read(RuleFolder.Edition.EMPTY).refused())
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.file()).isEqualTo("wrong.drl");
                    assertThat(refused.line()).isEqualTo(line);
                    assertThat(refused.message()).contains(says);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind == 'edr'                          | 14",
                "kind == 'edr' /* andNLthen it ends */  | 15",
                "kind == 'edr' && NLthenceforth == null | 15"
            })
    void countsTheLinesOfAConsequenceFromItsOwnThen(String condition, int line) {
        RuleFile file = new RuleFile(
                "wrong.drl", TestRules.rule("wrong", condition.replace("NL", "\n"), ".category(\"malware\")"));

        assertThat(CompilerMessages.about(
                        file, 6, "Unable to parse consequence caused by: (line 2,col 9) Parse error. Found \"}\""))
                .isEqualTo(new RefusedFile("wrong.drl", line, "Unable to parse consequence: Parse error. Found \"}\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(line ?,col ?) Lexical error", "(line ", "(line 99999999999,col 1) x", "(line -1,col 1) x"})
    void leavesTheRulesLineWhereTheCompilerKnowsNone(String place) {
        String message = "Unable to parse consequence caused by: " + place;
        RuleFile file = new RuleFile("wrong.drl", TestRules.rule("wrong", "kind == \"edr\"", ".incident()"));

        assertThat(CompilerMessages.about(file, 6, message)).isEqualTo(new RefusedFile("wrong.drl", 6, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kindd == \"edr\"",
                "kindd not in (\"edr\", \"ids\")",
                "$found : kindd",
                "kindd(\"a\", \"b\") != null",
                "title.kindd == true",
                "kind == \"edr\", title.kindd == true"
            })
    void namesAFieldThatThereIsNotAndItsLine(String condition) throws IOException {
        write("wrong", condition);

        assertThat(folder.read(RuleFolder.Edition.EMPTY).refused()).isNotEmpty().allSatisfy(refused -> {
            assertThat(refused.line()).isEqualTo(11);
            assertThat(refused.message()).contains("kindd");
        });
    }

    @Test
    void namesTheLineOfAnImportOfNothing() throws IOException {
        write("wrong", "kind == \"edr\"");
        Path file = rules.resolve("wrong.drl");
        Files.writeString(file, Files.readString(file).replace("organisation.Severity;", "organisation.Severityy;"));

        assertThat(folder.read(RuleFolder.Edition.EMPTY).refused())
                .extracting(RefusedFile::line)
                .containsExactly(3);
    }

    @Test
    void refusesARuleOfACategoryThatIsNone() throws IOException {
        write("good", "kind == \"edr\"");
        Files.writeString(
                rules.resolve("wrong.drl"),
                TestRules.rule("wrong", "kind == \"edr\"", "\n        .category(\"malwear\")"));
        RuleFolder.Edition edition = folder.read(RuleFolder.Edition.EMPTY);

        assertThat(edition.rules().rules()).extracting(Rule::id).containsExactly("good");
        assertThat(edition.refused())
                .containsExactly(new RefusedFile(
                        "wrong.drl",
                        15,
                        "Expected a category of categories.csv, but got 'malwear'. There are: malware"));
    }

    /** Not the rules' fault: without them, alerts would be lost in silence. */
    @Test
    void keepsTheFormerListWhereANewOneHasLostACategoryThatRulesName() throws IOException {
        Files.writeString(
                rules.resolve("rule.drl"), TestRules.rule("rule", "kind == \"edr\"", ".category(\"malware\")"));
        RuleFolder.Edition before = folder.read(RuleFolder.Edition.EMPTY);
        Files.writeString(rules.resolve("categories.csv"), "category,name,playbook\nmalwear,malware,malware-on-host\n");
        RuleFolder.Edition after = folder.read(before);

        assertThat(after.refused())
                .containsExactly(new RefusedFile(
                        "categories.csv", 1, "Expected a line for the category 'malware', which rule.drl names"));
        assertThat(after.rules().rules()).extracting(Rule::id).containsExactly("rule");
        assertThat(after.rules().categories().knows("malware")).isTrue();
    }

    /** Those take many seconds where there are many. */
    @Test
    void refusesAFileThatBrokeWithoutCompilingTheOthersAgain() throws IOException {
        write("good", "kind == \"edr\"");
        write("rule", "kind == \"edr\"");
        RuleFolder.Edition before = folder.read(RuleFolder.Edition.EMPTY);
        write("rule", "kindd == \"edr\"");
        write("new", "kindd == \"edr\"");
        RuleFolder.Edition after = folder.read(before);

        assertThat(after.refused()).extracting(RefusedFile::file).containsExactly("new.drl", "rule.drl");
        assertThat(after.rules()).isSameAs(before.rules());
    }

    @Test
    void takesAChangedFileThatBuildsOnWhatAnotherDeclares() throws IOException {
        declareGuests("name : String");
        write("uses", "$guest : title)\n    Guest(name == $guest");
        RuleFolder.Edition before = folder.read(RuleFolder.Edition.EMPTY);
        write("uses", "$guest : text)\n    Guest(name == $guest");
        RuleFolder.Edition after = folder.read(before);

        assertThat(before.refused()).isEmpty();
        assertThat(after.refused()).isEmpty();
        assertThat(after.rules().version()).isNotEqualTo(before.rules().version());
    }

    @Test
    void tellsAMistakeInWhatIsDeclaredOfTheFileThatDeclaresIt() throws IOException {
        declareGuests("name : String");
        write("uses", "$guest : title)\n    Guest(name == $guest");
        RuleFolder.Edition before = folder.read(RuleFolder.Edition.EMPTY);
        declareGuests("name : Strinng");
        write("uses", "$guest : text)\n    Guest(name == $guest");
        RuleFolder.Edition after = folder.read(before);

        assertThat(after.refused()).extracting(RefusedFile::file).containsOnly("guests.drl");
        assertThat(after.files().get("uses.drl")).contains("$guest : text");
        assertThat(after.files().get("guests.drl")).contains("name : String\n");
    }

    @Test
    void keepsWhatAFileSaidBeforeItBroke() throws IOException {
        write("rule", "kind == \"edr\"");
        RuleFolder.Edition before = folder.read(RuleFolder.Edition.EMPTY);
        Files.writeString(rules.resolve("rule.drl"), "package cordon.triage;\n\nrule \"never ends\n");
        RuleFolder.Edition after = folder.read(before);

        assertThat(after.refused()).extracting(RefusedFile::file).containsOnly("rule.drl");
        assertThat(after.refused()).extracting(RefusedFile::line).allMatch(line -> line >= 1);
        assertThat(after.rules().rules()).extracting(Rule::id).containsExactly("rule");
        assertThat(after.rules().version()).isEqualTo(before.rules().version());
    }

    @Test
    void takesAFileAgainOnceItIsMended() throws IOException {
        write("rule", "kindd == \"edr\"");
        RuleFolder.Edition broken = folder.read(RuleFolder.Edition.EMPTY);
        write("rule", "kind == \"edr\"");
        RuleFolder.Edition mended = folder.read(broken);

        assertThat(broken.rules().rules()).isEmpty();
        assertThat(mended.refused()).isEmpty();
        assertThat(mended.rules().rules()).hasSize(1);
    }

    @Test
    void refusesARuleThatDoesNotSayWhyItIsThere() throws IOException {
        write("mute", "kind == \"edr\"");
        Path file = rules.resolve("mute.drl");
        Files.writeString(file, Files.readString(file).replace("@why(\"Because.\")", ""));
        RuleFolder.Edition edition = folder.read(RuleFolder.Edition.EMPTY);

        assertThat(edition.refused())
                .containsExactly(new RefusedFile("mute.drl", 6, "Expected the rule to say @why, but it does not"));
        assertThat(edition.rules().rules()).isEmpty();
    }

    @Test
    void refusesARuleWithAnEmptyTranslation() throws IOException {
        write("mute", "title == \"a\"");
        Path file = rules.resolve("mute.drl");
        Files.writeString(
                file, Files.readString(file).replace("@attack", "@name_de(\"Stumm\") @why_de(\" \") @attack"));

        RuleFolder.Edition edition = folder.read(RuleFolder.Edition.EMPTY);

        assertThat(edition.refused())
                .containsExactly(new RefusedFile("mute.drl", 6, "Expected the rule to say @why_de, but it does not"));
    }

    @Test
    void refusesARuleWhoseIdIsNotTheNameOfItsFile() throws IOException {
        write("one", "kind == \"edr\"");
        Files.move(rules.resolve("one.drl"), rules.resolve("other.drl"));

        assertThat(folder.read(RuleFolder.Edition.EMPTY).refused())
                .extracting(RefusedFile::message)
                .containsExactly("Expected one rule with @id(other), the name of its file");
    }

    @Test
    void refusesTheSecondOfTwoRulesOfTheSameName() throws IOException {
        write("one", "kind == \"edr\"");
        Files.writeString(
                rules.resolve("two.drl"),
                Files.readString(rules.resolve("one.drl")).replace("@id(one)", "@id(two)"));

        RuleFolder.Edition edition = folder.read(RuleFolder.Edition.EMPTY);
        assertThat(edition.refused()).isNotEmpty();
        assertThat(edition.rules().rules()).hasSizeLessThan(2);
    }

    @Test
    void startsWithoutTheCompilerWhereItHasCompiledTheSameFilesBefore() throws IOException {
        write("rule", "kind == \"edr\"");
        folder.read(RuleFolder.Edition.EMPTY);
        Path cache = temporary.resolve("cache");
        List<Path> kept = list(cache);
        RuleFolder.Edition again = new RuleFolder(rules, cache).read(RuleFolder.Edition.EMPTY);

        assertThat(kept).hasSize(1);
        assertThat(list(cache)).isEqualTo(kept);
        assertThat(again.rules().rules()).hasSize(1);
    }

    @Test
    void compilesAgainWhereTheKeptRulesAreDamaged() throws IOException {
        write("rule", "kind == \"edr\"");
        folder.read(RuleFolder.Edition.EMPTY);
        Files.writeString(list(temporary.resolve("cache")).getFirst(), "damaged");

        RuleFolder.Edition again = folder.read(RuleFolder.Edition.EMPTY);
        assertThat(again.refused()).isEmpty();
        assertThat(again.rules().rules()).hasSize(1);
    }

    @Test
    void goesOnWithoutAFolder() throws IOException {
        RuleFolder nowhere = new RuleFolder(temporary.resolve("nowhere"), temporary.resolve("cache"));
        assertThat(nowhere.read(RuleFolder.Edition.EMPTY).rules().rules()).isEmpty();
    }

    @Test
    void runsNoCodeOfAnAnnotationWhileItReadsIt() throws IOException {
        Path proof = temporary.resolve("proof");
        write("hostile", "kind == \"edr\"");
        Path file = rules.resolve("hostile.drl");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("@owner(\"tests\")", "@owner(new java.io.File(\"" + proof + "\").createNewFile())"));
        folder.read(RuleFolder.Edition.EMPTY);

        assertThat(proof).doesNotExist();
    }

    private void declareGuests(String field) throws IOException {
        write("guests", "kind == \"edr\"");
        Path file = rules.resolve("guests.drl");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("rule \"guests\"", "declare Guest\n    " + field + "\nend\n\nrule \"guests\""));
    }

    private void write(String id, String condition) throws IOException {
        Files.writeString(rules.resolve(id + ".drl"), TestRules.rule(id, condition, ".category(\"malware\")"));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
