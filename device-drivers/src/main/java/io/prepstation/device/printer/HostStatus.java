package io.prepstation.device.printer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a printer answers to `~HS`: three strings between STX and ETX (ZPL II Programming Guide, Host Status Return).
///
/// @param waiting formats that were received and not printed yet
record HostStatus(List<String> problems, int waiting) {

    private static final int FIELDS_OF_FIRST = 12;
    private static final int FIELDS_OF_SECOND = 11;

    HostStatus {
        problems = List.copyOf(problems);
    }

    boolean ready() {
        return problems.isEmpty();
    }

    /// Empty if this is no such answer.
    ///
    /// @param first and second without STX and ETX
    static Optional<HostStatus> of(String first, String second) {
        String[] one = first.split(",", -1);
        String[] two = second.split(",", -1);
        if (one.length < FIELDS_OF_FIRST || two.length < FIELDS_OF_SECOND || !isNumber(one[4])) {
            return Optional.empty();
        }
        List<String> problems = new ArrayList<>();
        add(problems, one[1], "Paper is out: put in a new roll.");
        add(problems, two[2], "The head is open: close the cover.");
        add(problems, two[3], "The ribbon is out: put in a new one.");
        add(problems, one[2], "The printer is paused: press its pause key.");
        add(problems, one[5], "The printer's memory is full: switch it off and on.");
        add(problems, one[10], "The head is too cold: wait.");
        add(problems, one[11], "The head is too hot: wait.");
        return Optional.of(new HostStatus(problems, Integer.parseInt(one[4])));
    }

    private static void add(List<String> problems, String flag, String problem) {
        if (flag.strip().equals("1")) {
            problems.add(problem);
        }
    }

    private static boolean isNumber(String field) {
        return field.matches("\\d{1,4}");
    }
}
