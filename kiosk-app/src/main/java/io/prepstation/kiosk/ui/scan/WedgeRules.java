package io.prepstation.kiosk.ui.scan;

/// How this site's hand scanner types.
///
/// @param prefix what it types before each code; a burst without it is none. Empty if it types none
/// @param suffix what it types after each code, before Enter or Tab if it types one; a burst without it is none, and what it
///     ends needs no Enter. It must not occur in a code. Empty if it types none
/// @param longestGapMs between two of its keys: slow scanners need 20 ms, the fastest typists 60
public record WedgeRules(String prefix, String suffix, long longestGapMs) {

    public static final WedgeRules DEFAULT = new WedgeRules("", "", 35);
}
