package io.cordon.triage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.cordon.triage", importOptions = ImportOption.DoNotIncludeTests.class)
class RuleCompilerTests {

    @ArchTest
    static final ArchRule ONE_CLASS_REACHES_THE_COMPILER = noClasses()
            .that()
            .doNotHaveSimpleName("RuleCompiler")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.drools.compiler..", "org.drools.model.codegen..", "org.kie.api.builder..")
            .because("what is compiled runs with the rights of the server, so one class sees to where it comes from");

    @ArchTest
    static final ArchRule ALERT_TEXT_MEETS_NO_BACKTRACKING = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.regex")
            .because("whoever writes an alert could stop the server with a pattern that backtracks");

    @Test
    void findsNoLanguageThatTurnsTextIntoCodeOnTheClassPath() {
        assertThatThrownBy(() -> Class.forName("org.mvel2.MVEL")).isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> Class.forName("groovy.lang.GroovyShell")).isInstanceOf(ClassNotFoundException.class);
    }
}
