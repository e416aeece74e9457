package io.prepstation.kiosk.ui.words;

import java.util.regex.Pattern;

/// What a device sent, byte by byte, made fit to be shown: it may hold control characters, and may be long.
public final class RawText {

    private static final char NOT_PRINTABLE = '·';
    private static final int BRIEF = 40;
    private static final Pattern ADAPTER =
            Pattern.compile(
                    "/dev/serial/by-id/(?:usb-)?([^\\s:]+?)(?:-if\\d{2}(?:-port\\d+)?)?(?=[\\s:]|$)");

    private RawText() {}

    /// Each character that has no shape as a dot in the middle.
    public static String shown(String raw) {
        StringBuilder shown = new StringBuilder(raw);
        for (int i = 0; i < shown.length(); i++) {
            if (Character.isISOControl(shown.charAt(i))) {
                shown.setCharAt(i, NOT_PRINTABLE);
            }
        }
        return shown.toString();
    }

    /// The name of a USB adapter instead of its path below `/dev/serial/by-id`, wherever in a text it stands.
    static String named(String text) {
        return ADAPTER.matcher(text).replaceAll("$1");
    }

    /// The same, short enough for a sentence.
    static String brief(String raw) {
        String shown = shown(raw).strip();
        return shown.length() <= BRIEF ? shown : shown.substring(0, BRIEF - 1) + "…";
    }
}
