package io.cordon.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Somebody's hands at a keyboard, without a mouse. */
final class Keyboard {

    /** More than any page of ours has between its head and its foot. */
    private static final int MOST = 200;

    private static final String IN_FOCUS = "element => element === document.activeElement";

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    /** Presses keys one after another, as the sheet of shortcuts has them: {@code g w}. */
    void press(String keys) {
        for (String key : keys.split(" ", -1)) {
            page.keyboard().press(key);
        }
    }

    void type(String text) {
        page.keyboard().type(text);
    }

    /** Goes from field to field until this one has the focus; fails where the keyboard does not lead there. */
    void tabTo(Locator wanted) {
        wanted.waitFor();
        for (int tabs = 0; tabs < MOST && !isAt(wanted); tabs++) {
            page.keyboard().press("Tab");
        }
        assertThat(isAt(wanted)).as("the keyboard leads to " + wanted).isTrue();
    }

    /** Goes there and presses it, as Enter does with a button or link. */
    void enter(Locator wanted) {
        tabTo(wanted);
        page.keyboard().press("Enter");
    }

    private static boolean isAt(Locator wanted) {
        return (boolean) wanted.evaluate(IN_FOCUS);
    }
}
