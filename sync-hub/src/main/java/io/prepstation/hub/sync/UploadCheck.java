package io.prepstation.hub.sync;

import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoredIngredient;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireSession;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides whether a well-formed upload may become a session of its lab (SYN-15). The hub trusts no station: everything
/// it can recompute from its own master data is recomputed.
final class UploadCheck {

    private final Tables tables;
    private final Station station;
    private final Lab lab;

    UploadCheck(Tables tables, Station station, Lab lab) {
        this.tables = tables;
        this.station = station;
        this.lab = lab;
    }

    Optional<Refusal> fault(UploadBundle bundle, WireSession session) {
        Optional<Replaced> replaced = Replaced.by(tables, bundle, session);
        return Refusal.first(
                () -> new HeadCheck(tables, station, lab, session).fault(),
                () -> steps(session).fault(),
                () -> new DispensesCheck(session).fault(),
                () -> new SourcesCheck(tables, lab, session, replaced.isPresent()).fault(),
                () -> new PeopleCheck(tables, lab, session, replaced).fault(),
                () -> new CorrectionCheck(tables, lab, bundle, session, replaced).fault(),
                () -> AuditSlice.fault(bundle.audit()),
                () -> AttachmentsCheck.fault(bundle),
                () -> new DeviationsCheck(tables, lab, session, bundle.audit()).fault(),
                () -> new AttestationsCheck(tables, lab, session, bundle.audit()).fault(),
                () -> SignedEnd.fault(station, bundle));
    }

    private StepsCheck steps(WireSession session) {
        @Nullable String versionId = session.formulaVersionId();
        FormulaVersion version =
                Optional.ofNullable(versionId)
                        .flatMap(id -> tables.formulas().findVersion(id))
                        .orElseThrow()
                        .value();
        return new StepsCheck(session, version, codes(version));
    }

    private Map<String, String> codes(FormulaVersion version) {
        return version.lines().stream()
                .map(FormulaLine::ingredientId)
                .distinct()
                .map(id -> tables.ingredients().find(id).orElseThrow())
                .map(StoredIngredient::value)
                .collect(
                        Collectors.toMap(
                                ingredient -> ingredient.id(), ingredient -> ingredient.code()));
    }
}
