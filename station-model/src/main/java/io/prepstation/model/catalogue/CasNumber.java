package io.prepstation.model.catalogue;

import java.util.regex.Pattern;

/// CAS registry numbers, `7647-14-5`: the last digit is the sum of the others, each times its place from the right,
/// modulo 10.
final class CasNumber {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{1,6}-[0-9]{2}-[0-9]");
    private static final int BASE = 10;

    private CasNumber() {}

    static boolean isValid(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        String digits = text.replace("-", "");
        int last = digits.length() - 1;
        int sum = 0;
        for (int place = 1; place <= last; place++) {
            sum += place * Character.digit(digits.charAt(last - place), BASE);
        }
        return sum % BASE == Character.digit(digits.charAt(last), BASE);
    }
}
