package io.cordon.report;

import com.openhtmltopdf.extend.FSTextBreaker;
import java.text.BreakIterator;
import java.util.Locale;

/**
 * Where a printed line may end: as Java says, but not within a time such as {@code 00:15:33}, a mail address, the name
 * of a host or a path's drive. What does not fit a line at all is parted by the printer.
 */
final class LineBreaks implements FSTextBreaker {

    private final BreakIterator breaks = BreakIterator.getLineInstance(Locale.ENGLISH);
    private String text = "";

    @Override
    public void setText(String newText) {
        text = newText;
        breaks.setText(newText);
    }

    @Override
    public int next() {
        int at = breaks.next();
        while (at != BreakIterator.DONE && isInOneName(at)) {
            at = breaks.next();
        }
        return at;
    }

    private boolean isInOneName(int at) {
        return at > 0
                && at < text.length()
                && ".:@".indexOf(text.charAt(at - 1)) >= 0
                && !Character.isWhitespace(text.charAt(at));
    }
}
