package io.prepstation.hub.formula;

import java.util.List;

/// Takes an import back once problems turned up inside its transaction.
final class ImportRefused extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<FileProblem> problems;

    ImportRefused(List<FileProblem> problems) {
        super("the import has problems");
        this.problems = List.copyOf(problems);
    }

    List<FileProblem> problems() {
        return problems;
    }
}
