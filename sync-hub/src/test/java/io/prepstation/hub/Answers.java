package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.hub.api.Contract;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;

/// Holds what the hub answers against its contract, in every test that asks it over HTTP.
final class Answers {

    /// What any address may answer, in the contract or not.
    private static final Set<Integer> OF_ALL = Set.of(404, 405, 413, 415, 429, 503);

    private Answers() {}

    static void assertAsInTheContract(HttpResponse<String> answer) {
        Optional<String> operation = operation(answer);
        int status = answer.statusCode();
        if (operation.isEmpty() || OF_ALL.contains(status)) {
            return;
        }
        assertEquals(
                Optional.empty(),
                Contract.SERVED.ofAnswer(operation.get(), status, answer.body()),
                () -> operation.get() + " " + status + ": " + answer.body());
    }

    private static Optional<String> operation(HttpResponse<String> answer) {
        String asked = answer.request().method() + " " + answer.request().uri().getPath();
        return Contract.SERVED.operations().stream()
                .filter(name -> asked.matches(name.replaceAll("\\{[^}]+}", "[^/]+")))
                .findFirst();
    }
}
