package io.prepstation.config;

/// How many characters must be inserted, deleted or replaced to make one text of another.
final class Edits {

    private Edits() {}

    static int between(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            row = next(row, i, left.charAt(i - 1), right);
        }
        return row[right.length()];
    }

    private static int[] next(int[] above, int i, char character, String right) {
        int[] row = new int[above.length];
        row[0] = i;
        for (int j = 1; j < row.length; j++) {
            int replaced = above[j - 1] + (character == right.charAt(j - 1) ? 0 : 1);
            row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], above[j]));
        }
        return row;
    }
}
