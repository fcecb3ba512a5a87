package io.cordon;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real Chromium, started once: each test makes contexts of its own, which share nothing, and closes them. */
public final class SharedBrowser {

    /** What Playwright makes belongs to one thread. */
    private static final ThreadLocal<@Nullable Browser> OF_THREAD = new ThreadLocal<>();

    private SharedBrowser() {}

    /** The thread's browser, which ends with the JVM; where it has crashed, the next one. */
    public static Browser chromium() {
        Browser running = OF_THREAD.get();
        if (running == null || !running.isConnected()) {
            running = Playwright.create(
                            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                    .chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(Path.of("/usr/bin/chromium"))
                            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")));
            OF_THREAD.set(running);
        }
        return running;
    }
}
