package io.prepstation.device.balance;

import java.util.regex.Pattern;

/// The number of a display in one form: the digits as sent, without leading zeros or `+`, the minus beside them.
final class Digits {

    /// One decimal number, as a part of a larger pattern.
    static final String NUMBER = "[0-9]{1,12}(?:\\.[0-9]{1,8})?";

    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=[0-9])");

    private Digits() {}

    /// @param sign `-`, or anything else for a positive number; it may stand apart on the wire
    static String value(String sign, String digits) {
        return (sign.equals("-") ? "-" : "") + LEADING_ZEROS.matcher(digits).replaceFirst("");
    }
}
