package io.cordon.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.cordon.SharedBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How a browser lays out a long link that is folded. */
class FoldedLinkTests {

    /** Nowhere in it may a line end, so that it only breaks where nothing else is possible. */
    private static final String LINK = "d41d8cd98f00b204e9800998ecf8427e".repeat(6);

    @Test
    void beginsOnTheLineOfItsTriangle() throws IOException {
        String style = Files.readString(Path.of("src/main/frontend/src/shell/shell.css"));
        try (Page page = SharedBrowser.chromium().newPage()) {
            page.setContent("<style>" + style + "</style><div class='preserve' style='width: 20rem'><details><summary>"
                    + LINK + "</summary></details></div>");

            Object below = page.evaluate("""
                () => {
                  const summary = document.querySelector('summary');
                  const text = document.createRange();
                  text.selectNodeContents(summary);
                  return text.getClientRects()[0].top - summary.getBoundingClientRect().top;
                }
                """);

            assertThat(((Number) below).doubleValue()).isLessThan(5);
        }
    }
}
