package io.prepstation.kiosk.ui.scan;

/// How this site's hand scanner types.
///
/// @param prefix what it types before each code; a burst without it is none. Empty if it types none
/// @param longestGapMs between two of its keys: slow scanners need 20 ms, the fastest typists 60
public record WedgeRules(String prefix, long longestGapMs) {

    public static final WedgeRules DEFAULT = new WedgeRules("", 35);
}
