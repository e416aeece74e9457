package io.prepstation.hub;

import io.prepstation.model.session.PreparationSession;
import io.prepstation.model.session.SessionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A session with one thing changed.
final class Sessions {

    private Sessions() {}

    static PreparationSession endedLater(PreparationSession it, int seconds) {
        return copy(
                it,
                it.formulaId(),
                it.formulaVersionId(),
                it.status(),
                it.operator(),
                it.startedAt().plusSeconds(seconds));
    }

    static PreparationSession ofFormula(PreparationSession it, String formulaId) {
        return copy(it, formulaId, it.formulaVersionId(), it.status(), it.operator(), it.endedAt());
    }

    static PreparationSession ofVersion(PreparationSession it, @Nullable String versionId) {
        return copy(it, it.formulaId(), versionId, it.status(), it.operator(), it.endedAt());
    }

    static PreparationSession withStatus(PreparationSession it, SessionStatus status) {
        return copy(it, it.formulaId(), it.formulaVersionId(), status, it.operator(), it.endedAt());
    }

    static PreparationSession by(PreparationSession it, String operator) {
        return copy(it, it.formulaId(), it.formulaVersionId(), it.status(), operator, it.endedAt());
    }

    private static PreparationSession copy(
            PreparationSession it,
            String formulaId,
            @Nullable String versionId,
            SessionStatus status,
            String operator,
            @Nullable Instant endedAt) {
        return new PreparationSession(
                it.id(),
                formulaId,
                versionId,
                it.attemptNo(),
                status,
                operator,
                it.startedAt(),
                endedAt);
    }
}
