package io.prepstation.model.catalogue;

import java.util.List;

/// An import has problems, all of them named. Thrown inside a transaction it takes back what was written; whoever
/// began the transaction catches it.
public final class ImportRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<FileProblem> problems;

    public ImportRefused(List<FileProblem> problems) {
        super("the import has problems");
        this.problems = List.copyOf(problems);
    }

    public List<FileProblem> problems() {
        return problems;
    }
}
